"""已阅: who has opened a case, and which revision of it they saw last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, and_, col, or_, select

from data.queries.dialect import insert_missing
from data.tables import CaseRead, Guest, Organisation, Person
from forms.text import Text
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.engine.tasks import theirs
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.people.known import APPLICANT
from workflows.people.listing import named


@dataclass(frozen=True)
class Reader:
    """Somebody who has opened a case; `current` says whether they have seen it as it is now."""

    person: int
    name: str
    organisation: Text
    revision: int
    at: datetime
    current: bool
    held: bool  # whether they had something to do in it then


def seen(office: Office, actor: Actor, case_id: int, now: datetime) -> Refusal | None:
    """Note that the actor has the case before their eyes as it is now; a page asks for it when it is opened."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return no_such_case()
        if _known(found, session):
            return None
    with office.db.write() as session:
        again = opened(office, session, case_id, actor, now, lock=True)
        if again is None:
            return no_such_case()
        mark(again, now)
    return None


def _known(found: Opened, session: Session) -> bool:
    row = session.get(CaseRead, (found.id, found.situation.actor.id))
    return row is not None and row.revision == found.case.revision and row.held >= _has_something(found)


def mark(found: Opened, now: datetime) -> None:
    """The same inside a transaction. Whoever had something to do where the case is, still had, if they look again."""
    session, actor, revision = found.session, found.situation.actor, found.case.revision
    key = {"case_id": found.id, "person_id": actor.id}
    held = _has_something(found)
    insert_missing(session, CaseRead, [{**key, "revision": revision, "at": now, "held": held}])
    row = session.get_one(CaseRead, (found.id, actor.id))
    row.held = held or (row.held and row.revision >= found.case.moved)
    row.revision, row.at = revision, now
    session.add(row)


def _has_something(found: Opened) -> bool:
    return any(theirs(t, found.situation.actor) for t in found.facts.open_tasks)


def readers(found: Opened) -> tuple[Reader, ...]:
    """Everybody who has opened a case, the last first; for whoever may see it.

    Somebody from outside learns of the office's people and of their own: who else was asked is no business of theirs.
    """
    wanted = (
        select(CaseRead, Person.name, Organisation)
        .join(Person, col(Person.id) == col(CaseRead.person_id))
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .where(CaseRead.case_id == found.id)
        .order_by(col(CaseRead.at).desc(), col(CaseRead.person_id))
    )
    own = found.session.get_one(Organisation, found.situation.actor.organisation)
    if own.kind == APPLICANT:
        of_office = and_(col(Organisation.kind) != APPLICANT, col(Person.id).not_in(select(Guest.person_id)))
        wanted = wanted.where(or_(Organisation.id == own.id, of_office))
    now = found.case.revision
    return tuple(
        Reader(r.person_id, name, named(place), r.revision, r.at, r.revision >= now, r.held)
        for r, name, place in found.session.exec(wanted)
    )
