"""Whether a changed procedure is the same to everybody: what it says otherwise comes to the same.

Two are the same if their plain forms are equal. A plain form has no rights but those that somebody has in a state where
cases come (read is within write, `*` is every group), no transition that can never be taken, no start where no case
comes, lists of roles without order, and one mode for a round that asks one role: everybody is then the first.
"""

from __future__ import annotations

from typing import Any

from workflows.bundle import Bundle
from workflows.checks.base import Problems
from workflows.checks.soundness.sound import Sound
from workflows.definition import Procedure, State
from workflows.model.rounds import Round
from workflows.rights import EVERY


def same(bundle: Bundle, changed: Procedure) -> bool:
    """Whether nobody can tell the changed procedure from that of the bundle."""
    return _plain(bundle, bundle.procedure) == _plain(bundle, changed)


def _plain(bundle: Bundle, procedure: Procedure) -> dict[str, Any]:
    facts = Sound(Problems(procedure, bundle.forms, bundle.lists))
    found = procedure.model_dump(by_alias=True)
    come = facts.space.states
    found["readers"] = None
    found["states"] = {n: _state(procedure, s) for n, s in procedure.states.items() if n in come}
    found["rounds"] = {n: _round(r) for n, r in procedure.rounds.items()}
    found["transitions"] = {
        n: {**t, "from": sorted(come & set(t["from"])), "by": sorted({*t["by"]})}
        for n, t in found["transitions"].items() if n not in facts.never and come & set(t["from"])
    }  # fmt: skip
    return found


def _state(procedure: Procedure, state: State) -> dict[str, Any]:
    """A state with what each role may do with each group, instead of how that is said."""
    may = {}
    for group in procedure.main.groups:
        rights = [state.rights[key] for key in (group, EVERY) if key in state.rights]
        write = {role for r in rights for role in r.write}
        read = {role for r in rights for role in r.read} - write
        rows = [row.model_dump() for r in rights for row in r.rows]
        may[group] = (sorted(write), sorted(read), rows)
    return {**state.model_dump(by_alias=True), "rights": may}


def _round(round_: Round) -> dict[str, Any]:
    """A round; one that asks one role once is the same in every mode that only says whose turn it is."""
    found = round_.model_dump(by_alias=True)
    alone = len(round_.who) == 1 and round_.who[0].role is not None and round_.at_least <= 1
    return {**found, "mode": "all"} if alone and round_.mode in ("all", "in order", "any") else found
