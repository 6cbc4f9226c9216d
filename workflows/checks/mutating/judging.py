"""How many of a procedure's mutations are found, by checks and by rehearsals, and why the others are not."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.reading import parsed
from forms.text import Message
from workflows.bundle import Bundle, bundle_of, resolved
from workflows.checks import check_procedure
from workflows.checks.mutating.mutations import Mutation, mutations
from workflows.checks.mutating.same import same
from workflows.checks.texts import PROCEDURE
from workflows.definition import Procedure
from workflows.messages import say

Again = Callable[[Mapping[str, str], Mutation], bool | None]
"""Whether something else finds a mutation of the texts: rehearsals, mostly; None where it cannot be tried."""


@dataclass(frozen=True)
class Judged:
    """A mutation, the first code that tells of it ("" for none), and whether it would hinder publishing.

    `otherwise` says that something else found it (None: it was not asked), `same` that nobody could ever tell.
    """

    mutation: Mutation
    code: str
    hinders: bool = False
    otherwise: bool | None = None
    same: bool = False

    @property
    def found(self) -> bool:
        return bool(self.code or self.otherwise)

    def why(self, lang: str = "zh") -> str:
        """Why the checks do not find it."""
        return say(Message(_why(self.mutation)), lang)


@dataclass(frozen=True)
class Judgement:
    """All that were tried."""

    judged: Sequence[Judged]

    @property
    def counted(self) -> list[Judged]:
        """Those that change something: the others are no fault of anybody."""
        return [j for j in self.judged if not j.same]

    @property
    def equal(self) -> list[Judged]:
        """Those that change nothing that anybody could observe."""
        return [j for j in self.judged if j.same]

    @property
    def found(self) -> int:
        """How many the checks find."""
        return sum(bool(j.code) for j in self.counted)

    @property
    def together(self) -> int:
        return sum(j.found for j in self.counted)

    @property
    def rehearsed(self) -> int:
        """How many rehearsals find, of those with which they were played."""
        return sum(bool(j.otherwise) for j in self.counted)

    @property
    def survivors(self) -> list[Judged]:
        """Those that nothing found."""
        return [j for j in self.counted if not j.found]

    @property
    def share(self) -> float:
        """The share that the checks find; 1 for none tried."""
        return self.of(self.found)

    @property
    def share_together(self) -> float:
        return self.of(self.together)

    def of(self, number: int) -> float:
        return number / len(self.counted) if self.counted else 1.0

    @property
    def kinds(self) -> list[tuple[str, int, int, int]]:
        """For each kind of mutation how many were tried, found by checks, found at all."""
        tried = Counter(j.mutation.kind for j in self.counted)
        checks = Counter(j.mutation.kind for j in self.counted if j.code)
        every = Counter(j.mutation.kind for j in self.counted if j.found)
        return [(kind, tried[kind], checks[kind], every[kind]) for kind in sorted(tried)]


def judge(
    texts: Mapping[str, str], count: int, seed: int, again: Again | None = None, *, all_again: bool = False
) -> Judgement:
    """Tries `count` mutations of a procedure, chosen by the seed; all of them when there are fewer.

    `again` is asked about those that the checks let pass; about every one with `all_again`.
    """
    data, bundle = json.loads(texts[PROCEDURE]), bundle_of(texts)
    every = mutations(data)
    chosen = random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311
    before = _codes(bundle.procedure, bundle)

    def judged(mutation: Mutation) -> Judged:
        changed = mutation.applied(data)
        found = _checked(mutation, changed, bundle, before)
        if found.same or again is None or found.hinders or (found.code and not all_again):
            return found
        text = json.dumps(changed, ensure_ascii=False)
        return Judged(mutation, found.code, found.hinders, again({**texts, PROCEDURE: text}, mutation))

    return Judgement([judged(m) for m in chosen])


def _checked(mutation: Mutation, data: dict[str, Any], bundle: Bundle, before: Mapping[str, str]) -> Judged:
    read = parsed(Procedure, json.dumps(data, ensure_ascii=False))
    if read.model is None:
        return Judged(mutation, read.findings[0].code, hinders=True)
    procedure = _with_shared(read.model, bundle)
    after = _codes(procedure, bundle)
    new = [key for key in after if key not in before]
    if not new:
        return Judged(mutation, "", same=same(bundle, procedure))
    hinders = any(after[key] == "error" for key in new)
    first = min(new, key=lambda key: ("error", "warning").index(after[key]))
    return Judged(mutation, first.partition(" ")[0], hinders)


def _with_shared(procedure: Procedure, bundle: Bundle) -> Procedure:
    """The procedure with the shared registers that the whole one has, and whatever else is said once."""
    known = bundle.procedure.registers
    found = {n: known.get(n, r) if r.is_shared else r for n, r in procedure.registers.items()}
    return resolved(procedure.model_copy(update={"registers": found}), {})


def _codes(procedure: Procedure, bundle: Bundle) -> dict[str, str]:
    """`code pointer` of every finding that is more than a remark, with its level."""
    found = check_procedure(procedure, bundle.forms, bundle.lists)
    return {f"{f.code} {f.pointer}": f.level for f in found if f.level != "info"}


_WHY = {
    "drop transitions": "survives.other_way", "retarget": "survives.other_way", "start elsewhere": "survives.other_way",
    "drop start": "survives.other_way", "other kind": "survives.other_way", "negate guard": "survives.meant",
    "swap guards": "survives.meant", "drop guard": "survives.meant", "other role": "survives.who",
    "remove from by": "survives.who", "other holder": "survives.who", "remove from start": "survives.who",
    "other participant": "survives.who", "drop participant": "survives.who",
}  # fmt: skip


def _why(mutation: Mutation) -> str:
    sight = {"rights", "readers"} & {str(part) for part in mutation.path}
    return _WHY.get(mutation.kind, "survives.sight" if sight else "survives.sound")
