"""How many of a procedure's mutations the checks find, and why the others are not found."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.reading import parsed
from forms.text import Message
from workflows.bundle import Bundle, bundle_of, resolved
from workflows.checks import check_procedure
from workflows.checks.mutating.mutations import Mutation, mutations
from workflows.checks.texts import PROCEDURE
from workflows.definition import Procedure
from workflows.messages import say

Again = Callable[[Mapping[str, str]], bool]
"""Whether something else finds a mutation that the checks let pass: rehearsals, mostly."""


@dataclass(frozen=True)
class Judged:
    """A mutation, the first code that tells of it ("" for none), and whether it would hinder publishing.

    `otherwise` says that the checks let it pass and something else found it.
    """

    mutation: Mutation
    code: str
    hinders: bool = False
    otherwise: bool = False

    def why(self, lang: str = "zh") -> str:
        """Why the checks do not find it."""
        return say(Message(_why(self.mutation)), lang)


@dataclass(frozen=True)
class Judgement:
    """All that were tried."""

    judged: Sequence[Judged]

    @property
    def found(self) -> int:
        return sum(bool(j.code) for j in self.judged)

    @property
    def survivors(self) -> list[Judged]:
        """Those that nothing found."""
        return [j for j in self.judged if not j.code and not j.otherwise]

    @property
    def share(self) -> float:
        """The share that the checks find; 1 for none tried."""
        return self.found / len(self.judged) if self.judged else 1.0


def judge(texts: Mapping[str, str], count: int, seed: int, again: Again | None = None) -> Judgement:
    """Tries `count` mutations of a procedure, chosen by the seed; all of them when there are fewer."""
    data, bundle = json.loads(texts[PROCEDURE]), bundle_of(texts)
    every = mutations(data)
    chosen = random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311
    before = _codes(bundle.procedure, bundle)
    return Judgement([_judged(m, m.applied(data), bundle, before, lambda t: _again(again, texts, t)) for m in chosen])


def _again(again: Again | None, texts: Mapping[str, str], text: str) -> bool:
    return again is not None and again({**texts, PROCEDURE: text})


def _judged(
    mutation: Mutation, data: dict[str, Any], bundle: Bundle, before: Mapping[str, str], again: Callable[[str], bool]
) -> Judged:
    text = json.dumps(data, ensure_ascii=False)
    read = parsed(Procedure, text)
    if read.model is None:
        return Judged(mutation, read.findings[0].code, hinders=True)
    after = _codes(_with_shared(read.model, bundle), bundle)
    new = [key for key in after if key not in before]
    if new:
        hinders = any(after[key] == "error" for key in new)
        first = min(new, key=lambda key: ("error", "warning").index(after[key]))
        return Judged(mutation, first.partition(" ")[0], hinders)
    return Judged(mutation, "", otherwise=again(text))


def _with_shared(procedure: Procedure, bundle: Bundle) -> Procedure:
    """The procedure with the shared registers that the whole one has, and its readers in their states."""
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
    return _WHY.get(mutation.kind, "survives.sight" if {"rights", "readers"} & set(mutation.path) else "survives.sound")
