"""Organisations: bureaus, divisions and managing bodies, each working for a district or the whole city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from data.tables import District, Organisation, Person
from forms.chars import one_line
from workflows.engine.types import Actor, Refusal
from workflows.jobs.service import SEARCH_INDEX, enqueue
from workflows.office import Office
from workflows.people.rules import Refused, only_admin


@dataclass(frozen=True)
class Described:
    """What an administrator says about an organisation."""

    name: str
    district: str
    name_en: str = ""
    parent_id: int | None = None
    active: bool = True


def add_organisation(office: Office, by: Actor, described: Described) -> int | Refusal:
    """A new organisation; returns its id."""
    try:
        with office.db.write() as session:
            only_admin(session, by)
            return insert_organisation(session, described)
    except Refused as refused:
        return refused.refusal


def insert_organisation(session: Session, described: Described) -> int:
    """The same inside a transaction; raises `Refused`."""
    _check(session, described, None)
    row = Organisation(**_columns(described))
    session.add(row)
    session.flush()
    return row.id or 0


def change_organisation(
    office: Office, by: Actor, organisation_id: int, described: Described, now: datetime
) -> Refusal | None:
    """Changes an organisation; one where people work cannot be deactivated. Its cases are found by a new name soon."""
    try:
        with office.db.write() as session:
            only_admin(session, by)
            row = session.get(Organisation, organisation_id)
            if row is None:
                raise Refused("people.no_such_organisation")
            _check(session, described, organisation_id)
            if not described.active:
                _unused(session, row)
            called = row.name, row.name_en
            row.sqlmodel_update(_columns(described))
            session.add(row)
            if (row.name, row.name_en) != called:
                enqueue(session, SEARCH_INDEX, {"organisation": organisation_id}, now)
    except Refused as refused:
        return refused.refusal
    return None


def _columns(described: Described) -> dict[str, Any]:
    return vars(described) | {"name": one_line(described.name), "name_en": one_line(described.name_en)}


def _unused(session: Session, row: Organisation) -> None:
    people = select(func.count()).select_from(Person).where(Person.organisation_id == row.id, col(Person.active))
    if count := session.exec(people).one():
        raise Refused("people.organisation_in_use", name=row.name, count=count)


def _check(session: Session, described: Described, own_id: int | None) -> None:
    name = one_line(described.name)
    if not name:
        raise Refused("people.organisation_name")
    same = select(Organisation.id).where(Organisation.name == name, col(Organisation.id) != (own_id or 0))
    if session.exec(same).first():
        raise Refused("people.organisation_taken", name=name)
    if session.get(District, described.district) is None:
        raise Refused("people.no_such_district", code=described.district)
    if described.parent_id is not None:
        _above(session, described.parent_id, own_id)


def _above(session: Session, parent_id: int, own_id: int | None) -> None:
    """Raises `Refused` if the way up from the parent leads nowhere or back."""
    at: int | None = parent_id
    while at is not None:
        row = session.get(Organisation, at)
        if row is None:
            raise Refused("people.no_such_organisation")
        if at == own_id:
            raise Refused("people.organisation_circle")
        at = row.parent_id
