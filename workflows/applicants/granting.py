"""What is offered anew is for those too who registered before: publishing gives their people the roles of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from sqlmodel import Session, col, insert, select

from data.tables import Grant, Organisation, Person, Version
from forms.fields.organisation import CONFIRMED
from workflows.bundle import Bundle
from workflows.office import Office
from workflows.people.known import APPLICANT, PENDING
from workflows.world import in_force


def grant_new(office: Office, session: Session, versions: Collection[int], by: int | None, now: datetime) -> int:
    """Gives applicants the roles that versions just published offer and their procedures did not before.

    Nobody gets back what they once had, and nobody gets anything from whom everything was taken. Gives how many
    grants were made; who published is who gave them.
    """
    today, made = office.today(now), 0
    for version in versions:
        bundle = office.bundle(session, version)
        for role in _offered(bundle) - _before(office, session, version):
            places = office.places(session, today, bundle.procedure)
            made += _give(session, role, places, by, today)
    return made


def _offered(bundle: Bundle) -> set[str]:
    """The roles that are held for an organisation, in a procedure whose cases belong to applicants."""
    roles = bundle.procedure.roles.items()
    return {key for key, role in roles if role.of_organisation is not None} if bundle.of_organisations else set()


def _before(office: Office, session: Session, version: int) -> set[str]:
    """What the version before offered; nothing for a first one."""
    row = session.get_one(Version, version)
    earlier = (Version.procedure == row.procedure, Version.number < row.number)
    last = session.exec(select(Version.id).where(*earlier).order_by(col(Version.number).desc()).limit(1)).first()
    return _offered(office.bundle(session, last)) if last is not None else set()


def _give(session: Session, role: str, places: Collection[str], by: int | None, today: date) -> int:
    had = set(session.exec(select(Grant.person_id, Grant.organisation_id).where(Grant.role == role)))
    rows = [
        {"person_id": person, "role": role, "organisation_id": own, "district": district, "valid_from": today,
         "valid_until": None, "given_by": by}
        for person, own, district in _people(session, today) if district in places and (person, own) not in had
    ]  # fmt: skip
    if rows:
        session.execute(insert(Grant), rows)
    return len(rows)


def _people(session: Session, today: date) -> Iterator[tuple[int, int, str]]:
    """Who acts for an applicant today: the person, their organisation, its district."""
    acting = select(Grant.id).where(
        Grant.person_id == Person.id, Grant.organisation_id == Organisation.id, *in_force(today)
    )
    wanted = (
        select(Person.id, Organisation.id, Organisation.district)
        .join(Organisation, col(Organisation.id) == Person.organisation_id)
        .where(
            Organisation.kind == APPLICANT, col(Organisation.active), col(Person.active),
            col(Organisation.standing).in_((CONFIRMED, PENDING)), acting.exists(),
        )
        .order_by(col(Person.id))
    )  # fmt: skip
    for person, own, district in session.exec(wanted):
        yield person or 0, own or 0, district
