"""What is offered anew is for those too who registered before: publishing gives their people the roles of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, insert, select

from data.queries.dialect import hold
from data.tables import Grant, Organisation, Person, Setting, Version
from forms.fields.organisation import CONFIRMED
from forms.text import Text
from workflows.applicants.offered import bundles
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
            made += len(_give(session, role, _people(session, today), places, by, today))
            _note(session, [_name(bundle, role)])
    return made


@dataclass(frozen=True)
class Missed:
    """A role that was offered before publishing gave it to whoever had registered, and the people who lacked it."""

    procedure: Text
    role: Text
    people: tuple[tuple[str, str], ...]  # what they and their organisations are called


def what_lacks(office: Office, now: datetime, *, dry: bool) -> list[Missed]:
    """Gives once, for each role of today, what publishing gives now; nothing is given if this is only to find out.

    It is for people who were registered when the role was first offered: what others hold, somebody has decided.
    Nobody gets back what they once had, and a role is looked at once, so that what is taken away stays taken.
    """
    with office.db.write() as session:
        hold(session, "people")
        today, given = office.today(now), set(_noted(session))
        found = list[Missed]()
        for bundle in bundles(office, session, now):
            for role in sorted(r for r in _offered(bundle) if _name(bundle, r) not in given):
                people = _people(session, today, before=_first_offered(office, session, bundle, role))
                rows = _give(session, role, people, office.places(session, today, bundle.procedure), None, today)
                _note(session, [_name(bundle, role)])
                if rows:
                    found.append(_missed(session, bundle, role, rows))
        if dry:
            session.rollback()
        return found


def _missed(session: Session, bundle: Bundle, role: str, rows: list[tuple[int, int]]) -> Missed:
    people = {n or 0: name for n, name in session.exec(select(Person.id, Person.name))}
    firms = {n or 0: name for n, name in session.exec(select(Organisation.id, Organisation.name))}
    called = tuple((people[person], firms[own]) for person, own in rows)
    return Missed(bundle.procedure.title, bundle.procedure.roles[role].title, called)


NOTED = "applicants.given"
"""The setting that holds which roles of which procedures were given to those who had registered before."""


def _name(bundle: Bundle, role: str) -> str:
    return f"{bundle.procedure.id}/{role}"


def _noted(session: Session) -> list[str]:
    row = session.get(Setting, NOTED)
    return list(row.value) if row is not None else []


def _note(session: Session, names: Collection[str]) -> None:
    session.merge(Setting(key=NOTED, value=sorted({*_noted(session), *names})))
    session.flush()


def _first_offered(office: Office, session: Session, bundle: Bundle, role: str) -> datetime | None:
    """When a version of a procedure first offered a role."""
    versions = select(Version.id, Version.published_at).where(Version.procedure == bundle.procedure.id)
    for number, at in session.exec(versions.order_by(col(Version.number))):
        if role in _offered(office.bundle(session, number or 0)):
            return at
    return None


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


def _give(
    session: Session, role: str, people: Collection[tuple[int, int, str]], places: Collection[str], by: int | None,
    today: date,
) -> list[tuple[int, int]]:  # fmt: skip
    """Gives a role to those of some people who never had it; gives who that are, with their organisations."""
    had = set(session.exec(select(Grant.person_id, Grant.organisation_id).where(Grant.role == role)))
    lacking = [each for each in people if each[2] in places and each[:2] not in had]
    rows = [
        {"person_id": person, "role": role, "organisation_id": own, "district": district, "valid_from": today,
         "valid_until": None, "given_by": by}
        for person, own, district in lacking
    ]  # fmt: skip
    if rows:
        session.execute(insert(Grant), rows)
    return [(person, own) for person, own, _ in lacking]


def _people(session: Session, today: date, before: datetime | None = None) -> list[tuple[int, int, str]]:
    """Who acts for an applicant today (and is known since `before`): the person, their organisation, its district."""
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
    if before is not None:
        wanted = wanted.where(col(Person.created_at) < before)
    return [(person or 0, own or 0, district) for person, own, district in session.exec(wanted)]
