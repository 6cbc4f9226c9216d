"""Runs the kit and counts: `python -m tests.forms.feel.tck.run [PART OF A NAME]` prints what fails too."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from forms.feel.services import Services
from forms.feel.values import Lambda, same
from tests.forms.feel.tck.cases import Case, cases
from tests.forms.feel.tck.model import Model, load

EXTERNAL = "external functions (Java, PMML): an expression is no code"
YEARS = "years before 1 or after 9999: dates are those of Python"
_YEAR = re.compile(r"(?<![\d.])(?:-[0-9]{4,9}|[0-9]{5,9})-[0-9]{2}-[0-9]{2}")
_CODE = re.compile(r"\bexternal\b|kind=\"(?:Java|PMML)\"")


@dataclass
class Tally:
    """What became of the cases of one level that expect one kind of answer."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    out: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Passed of those in scope, in percent."""
        counted = self.passed + len(self.failed)
        return 100 * self.passed / counted if counted else 100.0

    def __str__(self) -> str:
        out = "; ".join(f"{count} {reason}" for reason, count in self.out.most_common())
        head = f"{self.passed:5} passed {len(self.failed):4} failed {sum(self.out.values()):4} out of scope"
        return f"{head}  {self.share:6.2f} %" + (f"  ({out})" if out else "")


def result(case: Case) -> Any:
    model = load(case.model)
    model.services = Services(now=lambda: dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC))
    if case.kind == "decisionService" and case.invocable:
        service = model.service(model.by_name["decisionService", case.invocable])
        return service.call([case.inputs.get(name) for name in service.params], None)
    if case.kind == "bkm" and case.invocable:
        function = model.knowledge(model.by_name["businessKnowledgeModel", case.invocable], {}, {})
        return function.call([case.inputs.get(name) for name in function.params], None) if function else None
    return model.decide(case.decision, case.inputs)


def agrees(found: Any, expected: Any) -> bool:
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(map(agrees, found, expected))
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(agrees(found[key], expected[key]) for key in found)
    if isinstance(found, Decimal) and isinstance(expected, Decimal):
        return abs(found - expected) <= abs(expected) * Decimal("1e-8")
    return same(found, expected) and not isinstance(found, Lambda)


def out_of_scope(case: Case, model: Model) -> str | None:
    """Why a case that fails need not pass; None when it should."""
    written = f"{model.written(case.decision)} {case.expected}"
    if _CODE.search(written):
        return EXTERNAL
    return YEARS if _YEAR.search(written) else None


def tallies(only: str = "") -> dict[tuple[str, str], Tally]:
    """For each level, and for cases that expect a value or null, what became of them."""
    found: dict[tuple[str, str], Tally] = {}
    for case in cases():
        if only in str(case):
            tally = found.setdefault((case.level, "null" if case.expected is None else "value"), Tally())
            _count(case, tally)
    return found


def _count(case: Case, tally: Tally) -> None:
    try:
        passed = agrees(result(case), case.expected)
    except Exception as error:  # of the harness: it counts as failed and is told
        passed = False
        tally.failed.append(f"{case}: {error!r}")
        return
    reason = None if passed else out_of_scope(case, load(case.model))
    if passed:
        tally.passed += 1
    elif reason is not None:
        tally.out[reason] += 1
    else:
        tally.failed.append(str(case))


def lines(found: dict[tuple[str, str], Tally]) -> Iterator[str]:
    """The counts, a line each."""
    for (level, kind), tally in sorted(found.items()):
        yield f"{level}, expecting {kind:5} {tally}"


def main(only: str = "") -> None:
    found = tallies(only)
    for tally in found.values():
        print("\n".join(tally.failed), end="\n" if tally.failed else "")
    print("\n".join(lines(found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
