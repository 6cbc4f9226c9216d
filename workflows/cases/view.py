"""A case as one person may see it: everything its page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlmodel import Session, col, select

from data.tables import Organisation, Person
from forms.context import compute
from forms.definition import Form
from forms.diff import Change
from forms.fields import Option, OptionSource
from forms.fields.attachment import AttachmentField
from forms.finding import Finding
from forms.text import Text
from forms.values import Values
from workflows.access import Access
from workflows.audit import readings
from workflows.bundle import Bundle
from workflows.cases.history import Step, changed_since_return, steps
from workflows.cases.indexing import column_groups
from workflows.cases.invitable import invitable
from workflows.cases.offered_verbs import OfferedVerb, offered_verbs
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.cases.opinions import RoundView, rounds_of
from workflows.cases.reading import Reader, readers
from workflows.cases.task_views import TaskView, task_views
from workflows.definition import State, Transition
from workflows.engine.decide import offers_in
from workflows.engine.types import Actor, CampaignFacts, Refusal
from workflows.office import Office
from workflows.people.guests import Invited, invited, link_days
from workflows.people.listing import named
from workflows.people.roles import own_title
from workflows.rights import overseeing
from workflows.summary.sheet import Sheet, sheets

Reached = Literal["done", "now", "later"]


@dataclass(frozen=True)
class StageView:
    """A stage on the stepper: who left it when, or who has to act now."""

    id: str
    title: Text
    reached: Reached
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Holder:
    """Who has to act: a role and the people who hold it."""

    role: str
    title: Text
    district: str | None  # None for a role of the whole city
    people: tuple[str, ...]


@dataclass(frozen=True)
class Offered:
    """A transition on the page, with the form to fill in with it and what stands against it."""

    id: str
    transition: Transition
    form: Form | None
    why_not: Refusal | None
    targets: tuple[str, ...] = ()  # of a return: the states to choose from


@dataclass(frozen=True)
class CaseView:
    """All that the page of a case needs; nothing in it goes beyond what the person may read."""

    id: int
    number: str | None
    title: Text
    bundle: Bundle
    form: Form
    options: OptionSource
    state_id: str
    state: State
    revision: int
    district: Option
    organisation: Text
    campaign: CampaignFacts | None
    due: date | None
    late: bool
    on_behalf: bool
    ended: bool
    opened_at: datetime
    opened_by: str
    filed_at: datetime | None
    changed_at: datetime
    roles: tuple[Text, ...]  # in which the person looks at it
    holder: Holder | None
    stages: tuple[StageView, ...]
    offers: tuple[Offered, ...]
    access: Access
    values: Values  # readable ones, with what is computed from them
    columns: Mapping[str, Any]
    findings: tuple[Finding, ...]
    steps: tuple[Step, ...]  # newest first
    since_return: tuple[Change, ...] | None
    files: tuple[tuple[Text, Mapping[str, Any]], ...]
    tasks: tuple[TaskView, ...] = ()
    verbs: tuple[OfferedVerb, ...] = ()
    rounds: tuple[RoundView, ...] = ()  # every visit to a round, the newest first
    sheets: tuple[Sheet, ...] = ()  # the same summed up
    readers: tuple[Reader, ...] = ()  # 已阅, the last first
    invitable: tuple[int, ...] = ()  # tasks that the person may open to somebody from outside
    guests: tuple[Invited, ...] = ()
    link_days: int = 0  # for how many days a link to a guest is good, as the procedure says
    suspended: bool = False
    yellow_on: date | None = None
    provisional: bool = False


def view(office: Office, actor: Actor, case_id: int, now: datetime) -> CaseView | Refusal:
    """The case for its page, or why it is not shown."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        shown = no_such_case() if found is None else _view(found)
    readings.keep(office, found, "page", now)
    return shown


def _view(found: Opened) -> CaseView:
    case, situation, bundle = found.case, found.situation, found.bundle
    read = found.access.restrict(situation.values)
    options = found.world.options
    history, held, rounds = steps(found), holder(found), rounds_of(found)
    names = found.office.district_names(found.session)
    return CaseView(
        id=found.id, number=case.number, title=Text(zh=case.title, en=case.title_en or None), bundle=bundle,
        form=found.form, options=options, state_id=case.state, state=bundle.procedure.states[case.state],
        revision=case.revision, district=names.get(case.district, Option(case.district, Text(zh=case.district))),
        organisation=_name(found.session, case.organisation_id), campaign=situation.campaign, due=case.due,
        late=case.late, on_behalf=case.on_behalf, ended=case.ended, opened_at=case.opened_at,
        opened_by=_person(found.session, case.opened_by), filed_at=case.filed_at, changed_at=case.changed_at,
        roles=tuple(_roles(found)), holder=held,
        stages=tuple(_stages(found, history, held)), offers=tuple(_offers(found)), access=found.access.sealed(),
        values=compute(found.form, read, options, situation.extra, situation.services),
        columns=columns_for(bundle, found.access, case.columns),
        findings=situation.findings if situation.case.answers or not case.ended else (), steps=history,
        since_return=None if case.ended else changed_since_return(found), files=tuple(_files(found.form, read)),
        tasks=task_views(found), verbs=tuple(offered_verbs(situation)), rounds=rounds,
        sheets=sheets(found, rounds), readers=readers(found),
        invitable=tuple(invitable(situation)), guests=tuple(invited(found)), link_days=link_days(situation),
        suspended=case.suspended, yellow_on=case.yellow_on, provisional=case.provisional,
    )  # fmt: skip


def _roles(found: Opened) -> Iterator[Text]:
    """In which roles the person looks at it: those in which they act, and those in which they only read."""
    yield from (found.bundle.procedure.roles[r].title for r in found.situation.roles)
    yield from (own_title(r) for r in sorted(overseeing(found.situation.actor)))


def columns_for(bundle: Bundle, access: Access, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The computed columns that are made only of what may be read."""
    allowed = {name for name, groups in column_groups(bundle).items() if groups <= access.groups_whole}
    return {name: value for name, value in columns.items() if name in allowed}


def _name(session: Session, organisation: int) -> Text:
    found = session.get(Organisation, organisation)
    return named(found) if found else Text(zh="")


def _person(session: Session, person: int) -> str:
    found = session.get(Person, person)
    return found.name if found else ""


def holder(found: Opened) -> Holder | None:
    """Who has to act now, by role and by name."""
    if found.case.holder is None:
        return None
    role, _, where = found.case.holder.partition("@")
    ids = found.world.holders(role, where)
    people = select(Person.name).where(col(Person.id).in_(ids), col(Person.active)).order_by(col(Person.id))
    title = found.bundle.procedure.roles[role].title
    return Holder(role, title, None if where == "*" else where, tuple(found.session.exec(people)))


def _stages(found: Opened, history: tuple[Step, ...], held: Holder | None) -> Iterator[StageView]:
    procedure = found.bundle.procedure
    order = [s.id for s in procedure.stages]
    here = order.index(procedure.states[found.case.state].stage)
    stage_of = {state: s.stage for state, s in procedure.states.items()}
    for n, stage in enumerate(procedure.stages):
        left = [s for s in history if s.from_state and stage_of.get(s.from_state) == stage.id]
        left = [s for s in left if stage_of.get(s.to_state) != stage.id]
        if n < here and left:
            yield StageView(stage.id, stage.title, "done", left[0].name, left[0].at)
        elif n == here and found.case.ended:  # how it ended: a case that was given up did not come as far as others
            title = procedure.states[found.case.state].title
            yield StageView(stage.id, title, "done", history[0].name, history[0].at)
        elif n == here:
            entered = next((s for s in history if not s.from_state or stage_of.get(s.from_state) != stage.id), None)
            people = "、".join(held.people) if held else ""
            yield StageView(stage.id, stage.title, "now", people, entered.at if entered else None)
        else:
            yield StageView(stage.id, stage.title, "later")


def _offers(found: Opened) -> Iterator[Offered]:
    for offer in offers_in(found.situation):
        transition = found.bundle.procedure.transitions[offer.transition]
        form = found.bundle.form(transition.form) if transition.form else None
        yield Offered(offer.transition, transition, form, offer.why_not, offer.targets)


def _files(form: Form, values: Values) -> Iterator[tuple[Text, Mapping[str, Any]]]:
    """The files of the fields outside tables."""
    for f in form.fields:
        if isinstance(f, AttachmentField) and isinstance(values.get(f.key), list):
            yield from ((f.title, part) for part in values[f.key])
