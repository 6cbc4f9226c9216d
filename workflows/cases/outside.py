"""Which tasks are asked of somebody from outside: of an applicant, or of a guest who came by a link."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlmodel import Session, col, select

from data.tables import Guest, Organisation, Person, Task
from workflows.people.known import APPLICANT

PIECE = 10_000


def from_outside(session: Session, tasks: Sequence[Task]) -> frozenset[int]:
    """The ids of the tasks of rounds that lie with somebody from outside, or were done by them."""
    asked = [t for t in tasks if t.round]
    if not asked:
        return frozenset()
    named = {t.id: set(_organisations(t)) for t in asked}
    people = {t.id: set(_people(t)) for t in asked}
    applicants = _found(session, col(Organisation.id), frozenset[int]().union(*named.values()), _OF_APPLICANTS)
    theirs = _found(session, col(Person.id), frozenset[int]().union(*people.values()), _BELONGS)
    guests = _guests(session, [t.id for t in asked])
    return frozenset(
        t.id or 0 for t in asked if named[t.id] & applicants or people[t.id] & (theirs | guests.get(t.id, set()))
    )


_OF_APPLICANTS = (Organisation.kind == APPLICANT,)
_BELONGS = (col(Person.organisation_id).in_(select(Organisation.id).where(*_OF_APPLICANTS)),)


def _organisations(task: Task) -> Iterator[int]:
    """The organisation that a task is addressed to: `organisation@12`, or a role held for it, `role@#12`."""
    name, _, where = task.token.partition("@")
    number = where.removeprefix("#")
    if (name == "organisation" or where.startswith("#")) and number.isdecimal():
        yield int(number)


def _people(task: Task) -> Iterator[int]:
    """Who has it or did it, and whom it is addressed to."""
    yield from (p for p in (task.person_id, task.done_by) if p is not None)
    name, _, where = task.token.partition("@")
    if name == "person" and where.isdecimal():
        yield int(where)


def _found(session: Session, column: Any, ids: Collection[int], where: Sequence[Any]) -> set[int]:
    pieces = _pieces(sorted(ids))
    return {i for some in pieces for i in session.exec(select(column).where(column.in_(some), *where))}


def _guests(session: Session, tasks: Sequence[int | None]) -> dict[int | None, set[int]]:
    """Who was invited to tasks by a link."""
    found: dict[int | None, set[int]] = {}
    for some in _pieces(tasks):
        for guest in session.exec(select(Guest).where(col(Guest.task_id).in_(some))):
            found.setdefault(guest.task_id, set()).add(guest.person_id)
    return found


def _pieces(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (ids[n : n + PIECE] for n in range(0, len(ids), PIECE))
