"""A decision table made ready: every cell a closure over the inputs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from forms.decision.model import DecisionTable
from forms.feel import FeelError, ast, parse, parse_tests
from forms.feel.build import build
from forms.feel.runtime import Closure, Frame
from forms.feel.scope import Scope
from forms.same import Same

ANYTHING: Final = frozenset({"", "-", "－", "—"})
"""Cells that let every value pass."""
_BEFORE: Final = Scope(set())


@dataclass(frozen=True, slots=True)
class Row:
    """A rule: a test per input, None for one that lets everything pass; an expression per output."""

    tests: tuple[Closure | None, ...]
    results: tuple[Closure, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """All of a table, in its order; `allowed` tests the inputs, `ranks` are the priorities of each output."""

    rows: tuple[Row, ...]
    allowed: tuple[Closure | None, ...]
    ranks: tuple[Closure | None, ...]
    otherwise: tuple[Closure | None, ...]


class _Cells:
    """Builds cells; the inputs are names of the frame below, the tested value is `?`."""

    def __init__(self, table: DecisionTable, names: frozenset[str]) -> None:
        self.scope, self.names = _BEFORE.below(set(table.params)), names

    def test(self, text: str | None) -> Closure | None:
        if text is None or text.strip() in ANYTHING:
            return None
        return build(parse_tests(text, self.names), self.scope.below({"?"}))

    def result(self, text: str | None) -> Closure | None:
        return None if text is None or text.strip() in ANYTHING else build(parse(text, self.names), self.scope)

    def ranks(self, text: str | None) -> Closure | None:
        """Unary tests as the list of what they compare with."""
        if text is None:
            return None
        tests = parse_tests(text, self.names)
        return build(ast.ListOf(tests.tests if isinstance(tests, ast.Tests) else ()), self.scope)


@lru_cache(maxsize=256)
def _ready(key: Same[DecisionTable], names: frozenset[str]) -> Ready:
    table = key.of
    cells = _Cells(table, names)
    rows = tuple(
        Row(tuple(map(cells.test, r.when)), tuple(cells.result(each) or _nothing for each in r.then))
        for r in table.rules
    )
    return Ready(
        rows,
        tuple(cells.test(each.values) for each in table.inputs),
        tuple(cells.ranks(each.values) for each in table.outputs),
        tuple(cells.result(each.otherwise) for each in table.outputs),
    )


def _nothing(frame: Frame) -> Any:
    return None


def ready(table: DecisionTable, names: frozenset[str] = frozenset()) -> Ready | None:
    """The table's closures; None when a cell cannot be read, which the checks say. `names` as for `parse`."""
    try:
        return _ready(Same(table), names)
    except FeelError:
        return None
