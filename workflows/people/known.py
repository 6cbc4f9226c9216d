"""Organisations and people as forms offer them: those at work to be chosen, all others to be shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from data.tables import District, Grant, Organisation, Person
from forms.fields import Option
from forms.fields.organisation import CONFIRMED
from forms.text import Text

PENDING, REFUSED, JOINED = "pending", "refused", "joined"
"""What an organisation that registered itself can be besides confirmed."""
APPLICANT = "applicant"
"""The kind of an organisation that comes to the office, as against those that are part of it."""


def organisations(session: Session, tokens: Collection[str] = frozenset()) -> dict[str, Option]:
    """All organisations by id, in the order of their districts; `kind` is city, district or unit.

    An applicant knows the offices and itself, never another applicant; without tokens it is the office that asks.
    Whoever belongs to none came by a link: they are shown whose case it is, and choose among no applicants.
    """
    kinds = dict(session.exec(select(District.code, District.kind)).all())
    wanted = select(Organisation).order_by(Organisation.district, col(Organisation.id))
    rows = list(session.exec(wanted))
    own = {o.id for o in rows if f"organisation@{o.id}" in tokens}
    guest = bool(tokens) and not any(o.id in own for o in rows)
    office = not tokens or guest or any(o.kind != APPLICANT for o in rows if o.id in own)
    known = (o for o in rows if office or o.kind != APPLICANT or o.id in own)
    found = {str(o.id): _organisation(o, kinds.get(o.district, "")) for o in known}
    return {k: _only_shown(o) for k, o in found.items()} if guest else found


def confirmed_applicant(session: Session, code: str, tokens: Collection[str]) -> Organisation | None:
    """The applicant at work that the office knows under a code; for applicants none but their own."""
    standing = (Organisation.standing == CONFIRMED, col(Organisation.active))
    wanted = select(Organisation).where(Organisation.kind == APPLICANT, Organisation.code == code, *standing)
    found = session.exec(wanted.order_by(col(Organisation.id)).limit(1)).first()
    own = [int(t.partition("@")[2]) for t in tokens if t.startswith("organisation@")]
    if found is None or found.id in own or not own:
        return found
    offices = select(Organisation.id).where(col(Organisation.id).in_(own), Organisation.kind != APPLICANT)
    return found if session.exec(offices.limit(1)).first() is not None else None


def district_names(session: Session) -> dict[str, Option]:
    """Every district there ever was, and the city: for showing."""
    return {d.code: district_option(d) for d in session.exec(select(District).order_by(District.code))}


def district_option(row: District) -> Option:
    return Option(row.code, Text(zh=row.name, en=row.name_en or None), row.short)


def _only_shown(option: Option) -> Option:
    return replace(option, data={**option.data, "active": option.data["active"] and not option.data["applicant"]})


def _organisation(row: Organisation, kind: str) -> Option:
    title = Text(zh=row.name, en=row.name_en or None)
    data = {
        "active": row.active, "district": row.district, "kind": kind, "name": title,
        "applicant": row.kind == APPLICANT, "code": row.code or "", "standing": row.standing,
    }  # fmt: skip
    return Option(str(row.id), title, data=data)


def people(session: Session, on: date) -> dict[str, Option]:
    """All people by id; two of the same name are told apart by their organisations, then by their sign-in names."""
    places = organisations(session)
    rows = list(session.exec(select(Person).order_by(col(Person.organisation_id), col(Person.id))))
    roles = _roles(session, on)
    count = Counter(p.name for p in rows)
    beside = Counter((p.name, p.organisation_id) for p in rows)
    found = {}
    for p in rows:
        place = places.get(str(p.organisation_id))
        twin = beside[p.name, p.organisation_id] > 1
        title = _title(p, place, apart=count[p.name] > 1, twin=twin)
        data = {
            "active": p.active, "name": Text(zh=p.name), "organisation": p.organisation_id, "roles": roles[p.id or 0],
            "district": place.data["district"] if place else "", "kind": place.data["kind"] if place else "",
        }  # fmt: skip
        found[str(p.id)] = Option(str(p.id), title, data=data)
    return found


def _title(person: Person, place: Option | None, *, apart: bool, twin: bool) -> Text:
    if not apart or place is None:
        return Text(zh=person.name)
    zh, en = place.title.zh, place.title.say("en")
    more = f"·{person.login}" if twin else ""
    return Text(zh=f"{person.name}（{zh}{more}）", en=f"{person.name} ({en}{more})")


def _roles(session: Session, on: date) -> dict[int, frozenset[str]]:
    """The roles that each person holds on a day, anywhere."""
    from workflows.world import in_force

    held: dict[int, set[str]] = defaultdict(set)
    for person, role in session.exec(select(Grant.person_id, Grant.role).where(*in_force(on)).distinct()):
        held[person].add(role)
    return defaultdict(frozenset, {k: frozenset(v) for k, v in held.items()})
