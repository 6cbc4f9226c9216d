"""Public periods (公示): what everybody may read without signing in, and object to; each objection is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from data.tables import Case, Objection, Person, Version
from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.attachment import AttachmentField
from forms.text import Message, Text
from workflows.access import Access
from workflows.audit.chain import digest
from workflows.cases.opened import Opened, no_such_case, opened, reopened
from workflows.engine.types import Actor, Refusal
from workflows.model.clocks import PublicPeriod
from workflows.office import Office
from workflows.people.robot import looking

LONGEST, LONGEST_NAME = 4000, 100
PER_HOUR, PER_CASE = 5, 500
"""Objections taken from one place in an hour, and for one case in all."""
LISTED = 200


@dataclass(frozen=True)
class Shown:
    """A case as the public sees it: only the groups that the procedure shows."""

    case: int
    period: Text
    number: str
    procedure: Text
    words: Text | None
    last: date | None  # the last day to object; None while the clock stands still
    form: Form
    options: OptionSource
    access: Access
    values: Mapping[str, Any]
    asks: Form | None  # the form of objections, where it is not the fixed one


@dataclass(frozen=True)
class Raised:
    """An objection as the office reads it; in a form of its own, `fields` are its titles and values, and its files."""

    id: int
    period: Text
    name: str
    contact: str
    text: str
    at: datetime
    answer: str | None
    answered_at: datetime | None
    answered_by: str
    fields: tuple[tuple[Text, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()  # name and hash


def shown_now(office: Office, now: datetime) -> list[Shown]:
    """Every case that is on show, the newest first."""
    with office.db.read() as session:
        return [s for c in _candidates(office, session) for s in _shown(office, session, c, now)]


def _candidates(office: Office, session: Session) -> list[int]:
    """Open cases in a state with a public period."""
    where = []
    for version in session.exec(select(Version.id)):
        periods = office.bundle(session, version or 0).procedure.public_periods.values()
        where += [(version, p.state) for p in periods]
    if not where:
        return []
    states = {s for _, s in where}
    wanted = select(Case.id, Case.version_id, Case.state).where(~col(Case.ended), col(Case.state).in_(states))
    rows = session.exec(wanted.order_by(col(Case.id).desc()).limit(LISTED)).all()
    return [i for i, version, state in rows if i is not None and (version, state) in where]


def shown(office: Office, case_id: int, now: datetime) -> Shown | None:
    """One case that is on show; None for any other."""
    with office.db.read() as session:
        return next(_shown(office, session, case_id, now), None)


def _shown(office: Office, session: Session, case_id: int, now: datetime) -> Iterator[Shown]:
    found = reopened(office, session, case_id, looking(), now)
    for _, period in periods_of(found) if found else ():
        assert found is not None
        access = _access(found, period)
        yield Shown(
            case_id, period.title, found.case.number or str(case_id), found.bundle.procedure.title, period.text,
            found.situation.clocks[period.clock].due, found.form, found.world.options, access,
            access.restrict(found.situation.values), found.bundle.form(period.form) if period.form else None,
        )  # fmt: skip


def _access(found: Opened, period: PublicPeriod) -> Access:
    """The groups that are shown, and nothing else: not the title of the case either, which is made of any field."""
    groups, form = frozenset(period.shows), found.form
    paths = frozenset(p for g in groups for p in found.bundle.paths_by_group.get(g, ()))
    outer = {p.rpartition(".")[0] for p in paths} | {p.partition(".")[0] for p in paths if "." in p}
    return Access(form, paths | (outer - {""}), frozenset(), groups, frozenset())


def periods_of(found: Opened) -> Iterator[tuple[str, PublicPeriod]]:
    """The public periods that run in a case now: it is in their state, and their clock is not over."""
    for key, period in found.bundle.procedure.public_periods.items():
        clock = found.situation.clocks.get(period.clock)
        running = clock is not None and clock.status == "running" and clock.left >= 0
        if found.case.state == period.state and running:
            yield key, period


def object_to(
    office: Office, case_id: int, name: str, contact: str, text: str, source: str, now: datetime
) -> int | Refusal:
    """Take an objection of anybody; `source` is where it came from (an address), of which only a hash is kept."""
    wrong = _wrong(name, contact, text)
    if wrong is not None:
        return wrong
    return written(office, case_id, source, now, name=name.strip(), contact=contact.strip(), text=text.strip())


def written(
    office: Office, case_id: int, source: str, now: datetime, *, name: str = "", contact: str = "", text: str = "",
    body: Mapping[str, Any] | None = None, also: Callable[[Opened, PublicPeriod], None] | None = None,
) -> int | Refusal:  # fmt: skip
    """Write an objection if its period still runs, takes it in this form, and nobody is flooding the office."""
    with office.db.write() as session:
        found = reopened(office, session, case_id, looking(), now, lock=True)
        running = next(periods_of(found), None) if found else None
        if found is None or running is None or (running[1].form is None) != (body is None):
            return Refusal(Message("public.not_now"), guard="state")
        came_from = place(office, source, now)
        against = flood(session, case_id, came_from, now)
        if against is not None:
            return against
        row = Objection(case_id=case_id, period=running[0], name=name, contact=contact, text=text,
                        body=dict(body) if body is not None else None, source=came_from, at=now)  # fmt: skip
        session.add(row)
        if also is not None:
            also(found, running[1])
        session.flush()
        return row.id or 0


def place(office: Office, source: str, now: datetime) -> str:
    """Where something came from, as it is kept: a hash that means nothing the next day."""
    return digest(f"{source}/{office.today(now)}")


def flooded(office: Office, case_id: int, source: str, now: datetime) -> Refusal | None:
    """Whether nothing more is taken from there, before anything that was sent is read."""
    with office.db.read() as session:
        return flood(session, case_id, place(office, source, now), now)


def _wrong(name: str, contact: str, text: str) -> Refusal | None:
    if not (name.strip() and contact.strip() and text.strip()):
        return Refusal(Message("public.all_needed"), guard="given")
    if len(text) > LONGEST or max(len(name), len(contact)) > LONGEST_NAME:
        return Refusal(Message("public.too_long", {"most": LONGEST, "name": LONGEST_NAME}), guard="given")
    return None


def flood(session: Session, case_id: int, came_from: str, now: datetime) -> Refusal | None:
    """What stands against one more objection from there, or to this case."""
    count = select(func.count()).select_from(Objection)
    lately = count.where(Objection.source == came_from, Objection.at > now - timedelta(hours=1))
    if session.exec(lately).one() >= PER_HOUR:
        return Refusal(Message("public.too_many"), guard="flood")
    if session.exec(count.where(Objection.case_id == case_id)).one() >= PER_CASE:
        return Refusal(Message("public.full"), guard="flood")
    return None


def objections(office: Office, actor: Actor, case_id: int, now: datetime) -> tuple[list[Raised], bool]:
    """The objections to a case for those who answer them, the newest first; whether the actor may answer."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None or not (may := _answers(found)):
            return [], False
        wanted = select(Objection, Person.name).join(Person, col(Person.id) == col(Objection.answered_by), isouter=True)
        rows = session.exec(wanted.where(Objection.case_id == case_id).order_by(col(Objection.id).desc())).all()
        return [_raised(found, row, by) for row, by in rows], may


def _raised(found: Opened, row: Objection, by: str | None) -> Raised:
    period = found.bundle.procedure.public_periods[row.period]
    form, values, options = found.bundle.form(period.form) if period.form else None, row.body or {}, found.world.options
    given = [f for f in form.fields if values.get(f.key) is not None] if form else []
    attached = [f for f in given if isinstance(f, AttachmentField)]
    lang = found.situation.actor.language
    return Raised(
        row.id or 0, period.title, row.name, row.contact, row.text, row.at, row.answer, row.answered_at, by or "",
        tuple((f.title, f.show(values[f.key], options, lang)) for f in given if f not in attached),
        tuple((part["name"], part["hash"]) for f in attached for part in values[f.key]),
    )  # fmt: skip


def may_answer(office: Office, session: Session, actor: Actor, case_id: int) -> bool:
    """Whether somebody answers the objections to a case, and so may have their files."""
    case = session.get_one(Case, case_id)
    found = opened(office, session, case_id, actor, case.changed_at)
    return found is not None and _answers(found)


def _answers(found: Opened) -> bool:
    roles = {r for p in found.bundle.procedure.public_periods.values() for r in p.answers}
    return bool(roles & set(found.situation.roles))


def reply(office: Office, actor: Actor, objection: int, text: str, now: datetime) -> Refusal | None:
    """Answer an objection, once."""
    if not text.strip() or len(text) > LONGEST:
        return Refusal(Message("public.answer_needed", {"most": LONGEST}), guard="given")
    with office.db.write() as session:
        row = session.exec(select(Objection).where(Objection.id == objection).with_for_update()).first()
        found = opened(office, session, row.case_id, actor, now, lock=True) if row else None
        if row is None or found is None:
            return no_such_case()
        if not _answers(found):
            return Refusal(Message("public.not_yours"), guard="role")
        if row.answer is not None:
            return Refusal(Message("public.answered_already"), guard="state")
        row.answer, row.answered_at, row.answered_by = text.strip(), now, actor.id
        session.add(row)
        return None
