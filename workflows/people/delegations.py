"""委托代理: somebody acts for somebody else for a time; everything they do so is shown as 代."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, or_, select

from data.tables import Delegation, Person
from forms.chars import one_line
from forms.text import Text
from workflows.engine.types import Actor, Refusal
from workflows.office import ADMIN, Office, holds
from workflows.people.listing import named_person
from workflows.people.rules import Refused, only_admin

LONGEST = timedelta(days=366)
LONGEST_REASON = 500


@dataclass(frozen=True)
class Wanted:
    """A delegation to be given; `until` is its last day, `procedure` None for everything."""

    deputy: int
    since: date
    until: date
    procedure: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Shown:
    """A delegation as pages show it."""

    id: int
    person: int
    person_name: str
    deputy: int
    deputy_name: str
    procedure: str | None
    procedure_title: Text | None
    since: date
    until: date
    reason: str
    given_by: str
    revoked: bool
    now: bool  # whether it counts today


def give(office: Office, by: Actor, person_id: int, wanted: Wanted, now: datetime) -> int | Refusal:
    """Lets somebody act for a person: the person themselves, or an administrator who says why. Returns its id."""
    try:
        with office.db.write() as session:
            if person_id != by.id:
                only_admin(session, by)
            _check(office, session, by, person_id, wanted, office.today(now))
            row = Delegation(
                person_id=person_id, deputy_id=wanted.deputy, procedure=wanted.procedure, since=wanted.since,
                until=wanted.until, reason=wanted.reason.strip(), given_at=now, given_by=by.id,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id or 0
    except Refused as refused:
        return refused.refusal


def revoke(office: Office, by: Actor, delegation_id: int, now: datetime) -> Refusal | None:
    """Ends a delegation at once: by whose it is, by the deputy, or by an administrator."""
    try:
        with office.db.write() as session:
            found = session.get(Delegation, delegation_id)
            if found is None or (by.id not in (found.person_id, found.deputy_id) and not holds(by, ADMIN)):
                raise Refused("delegation.none")
            if found.revoked_at is None:
                found.revoked_at = now
                session.add(found)
    except Refused as refused:
        return refused.refusal
    return None


def end_all(session: Session, person_id: int, now: datetime) -> None:
    """Ends whatever somebody lent and was lent: when they leave."""
    theirs = or_(col(Delegation.person_id) == person_id, col(Delegation.deputy_id) == person_id)
    for row in session.exec(select(Delegation).where(theirs, col(Delegation.revoked_at).is_(None))):
        row.revoked_at = now
        session.add(row)


def listed(office: Office, by: Actor, now: datetime, person_id: int | None = None) -> list[Shown]:
    """Delegations by and to a person, the newest first: one's own, or for an administrator anybody's."""
    wanted = by.id if person_id is None else person_id
    if by.task is not None or (wanted != by.id and not holds(by, ADMIN)):
        return []
    theirs = or_(col(Delegation.person_id) == wanted, col(Delegation.deputy_id) == wanted)
    with office.db.read() as session:
        rows = session.exec(select(Delegation).where(theirs).order_by(col(Delegation.id).desc()))
        return [_shown(office, session, row, office.today(now)) for row in rows]


def _shown(office: Office, session: Session, row: Delegation, today: date) -> Shown:
    bundle = office.newest(session, row.procedure) if row.procedure is not None else None
    revoked = row.revoked_at is not None
    return Shown(
        row.id or 0, row.person_id, named_person(session, row.person_id), row.deputy_id,
        named_person(session, row.deputy_id), row.procedure, bundle.procedure.title if bundle else None, row.since,
        row.until, row.reason, named_person(session, row.given_by), revoked,
        now=not revoked and row.since <= today <= row.until,
    )  # fmt: skip


def _check(office: Office, session: Session, by: Actor, person_id: int, wanted: Wanted, today: date) -> None:
    if by.task is not None:
        raise Refused("delegation.guest")
    person = _at_work(session, person_id)
    if wanted.deputy == person_id:
        raise Refused("delegation.oneself", person=person.name)
    _at_work(session, wanted.deputy)
    if person_id != by.id and not one_line(wanted.reason):
        raise Refused("delegation.reason", person=person.name)
    if len(wanted.reason) > LONGEST_REASON:
        raise Refused("verb_reason_long", limit=LONGEST_REASON)
    _days(wanted, today)
    if wanted.procedure is not None and wanted.procedure not in office.procedures(session):
        raise Refused("no_such_procedure", procedure=wanted.procedure)
    if _doubled(session, person_id, wanted):
        raise Refused("delegation.doubled")


def _at_work(session: Session, person_id: int) -> Person:
    found = session.get(Person, person_id)
    if found is None or not found.active:
        raise Refused("verb_no_such_person", person=found.name if found else str(person_id))
    return found


def _days(wanted: Wanted, today: date) -> None:
    if wanted.until < wanted.since:
        raise Refused("people.grant_dates")
    if wanted.until < today:
        raise Refused("delegation.over", until=wanted.until.isoformat())
    if wanted.until - wanted.since > LONGEST:
        raise Refused("delegation.long", days=LONGEST.days)


def _doubled(session: Session, person_id: int, wanted: Wanted) -> bool:
    same = select(Delegation.id).where(
        Delegation.person_id == person_id, Delegation.deputy_id == wanted.deputy,
        Delegation.since <= wanted.until, Delegation.until >= wanted.since, col(Delegation.revoked_at).is_(None),
        Delegation.procedure == wanted.procedure,
    )  # fmt: skip
    return session.exec(same.limit(1)).first() is not None
