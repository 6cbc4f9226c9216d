"""What a procedure needs people for: whoever opens cases, has to act in a state, is asked in a round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.text import Text
from workflows.definition import Procedure


@dataclass(frozen=True)
class Need:
    """One of these roles has to be held by somebody; `what` for. `pointer` is where the definition says so.

    With `other`, somebody has to hold one of the roles besides those who are the only one in `other`: four eyes. With
    `recused_if` (FEEL over `actor` and `case.organisation`) not all who hold them may have to stand aside.
    """

    roles: tuple[str, ...]
    what: Text
    pointer: str
    other: tuple[str, ...] = ()
    recused_if: str = ""


def needs(procedure: Procedure) -> list[Need]:
    """Everything people are needed for; roles that only tasks give, or organisations bring, are left out."""
    found = [*_opening(procedure), *_acting(procedure), *_asked(procedure)]
    found += [*_four_eyes(procedure), *_recused(procedure)]
    return [n for n in found if n.roles and all(_granted(procedure, r) for r in (*n.roles, *n.other))]


def _granted(procedure: Procedure, role: str) -> bool:
    held = procedure.roles.get(role)
    return held is not None and not held.by_task and held.of_organisation is None


def _opening(procedure: Procedure) -> Iterator[Need]:
    yield Need(tuple(procedure.start.by), procedure.title, "/start/by")


def _acting(procedure: Procedure) -> Iterator[Need]:
    for name, state in procedure.states.items():
        if state.holder is not None and state.end is None:
            yield Need((state.holder,), state.title, f"/states/{name}/holder")


def _asked(procedure: Procedure) -> Iterator[Need]:
    for name, each in procedure.rounds.items():
        for n, who in enumerate(each.who):
            if who.role is not None:
                yield Need((who.role,), each.title, f"/rounds/{name}/who/{n}")


def _four_eyes(procedure: Procedure) -> Iterator[Need]:
    for name, transition in procedure.transitions.items():
        for before in transition.not_same_person_as:
            taken = procedure.transitions.get(before)
            if taken is not None and before != name:
                pointer = f"/transitions/{name}/not_same_person_as"
                yield Need(tuple(transition.by), transition.title, pointer, tuple(taken.by))
    for name, each in procedure.rounds.items():
        for before in each.not_same_person_as:
            taken = procedure.transitions.get(before)
            for who in each.who if taken is not None else ():
                if taken is not None and who.role is not None:
                    pointer = f"/rounds/{name}/not_same_person_as"
                    yield Need((who.role,), each.title, pointer, tuple(taken.by))


def _recused(procedure: Procedure) -> Iterator[Need]:
    for name, each in procedure.rounds.items():
        for who in each.who:
            if each.recused_if is not None and who.role is not None:
                yield Need((who.role,), each.title, f"/rounds/{name}/recused_if", recused_if=each.recused_if)
