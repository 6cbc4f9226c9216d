"""What somebody has to do: cases that lie with them, what is expected of them, and what happened to theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from data.queries import cases as stored
from data.queries.paging import Cut
from data.queries.visibility import may_see
from data.tables import CampaignMember, Case, History, Organisation, Person
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.campaigns import Announced, announced
from workflows.cases.history import called
from workflows.cases.my_tasks import Mine, mine_in
from workflows.cases.search import CaseRow, Query, rows
from workflows.cases.startable import districts_of
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.listing import named
from workflows.rights import held_anywhere, startable

RECENT = timedelta(days=14)
_MANY, _SOME = 100, 20


@dataclass(frozen=True)
class Happened:
    """The step that brought a case to where it is."""

    title: Text | Message
    kind: str
    name: str
    organisation: Text
    at: datetime


@dataclass(frozen=True)
class Item:
    """A case with what happened to it last."""

    case: CaseRow
    last: Happened
    mine: tuple[Mine, ...] = ()  # what the person has to do in it

    @property
    def own(self) -> bool:
        """Whether it was claimed by the person, or given to them alone."""
        return any(m.own for m in self.mine)

    @property
    def deputy_for(self) -> str:
        """代: for whom it is done; "" when it is their own."""
        lent = [m.deputy_for for m in self.mine]
        return lent[0] if lent and all(lent) else ""


@dataclass(frozen=True)
class Expected:
    """A declaration that nobody has begun yet: open a case for the district in the campaign."""

    procedure: str
    title: Text
    campaign: Announced
    district: str


@dataclass(frozen=True)
class List:
    """A named list of cases for a role of the actor, with the transitions offered for all chosen rows."""

    procedure: str
    id: str
    title: Text
    query: Query
    bulk: tuple[str, ...]


@dataclass(frozen=True)
class Todo:
    """The desk of one person. Items are sorted by their due date; `drafts` are those never handed in."""

    items: tuple[Item, ...]
    more: bool
    drafts: tuple[Item, ...]
    expected: tuple[Expected, ...]
    recent: tuple[Item, ...]
    lists: tuple[List, ...]


def todo(office: Office, actor: Actor, now: datetime) -> Todo:
    """Everything for the first page that somebody sees."""
    with office.db.read() as session:
        mine = stored.CaseFilter(doer=actor.id, doer_tokens=actor.tokens, ended=False)
        found = stored.find(session, actor.tokens, mine, "due", False, Cut(limit=_MANY), upto=_MANY)
        items = tuple(_items(office, session, actor, found.rows))
        return Todo(
            items=items,
            more=found.next is not None,
            drafts=tuple(i for i in items if i.case.filed_on is None and i.case.revision == 0),
            expected=tuple(_expected(office, session, actor, now)),
            recent=tuple(_items(office, session, actor, _recent(session, actor, now))),
            lists=tuple(lists(office, session, actor, now)),
        )


def _items(office: Office, session: Session, actor: Actor, found: Sequence[Case]) -> Iterator[Item]:
    last = _last_steps(session, [c.id or 0 for c in found])
    mine = mine_in(office, session, actor, found)
    for case, row in zip(found, rows(office, session, actor, found), strict=True):
        step, name, organisation = last[case.id or 0]
        procedure = office.bundle(session, case.version_id).procedure
        transition = procedure.transitions.get(step.action)
        kind = transition.kind if transition else step.action
        happened = Happened(called(procedure, step.action), kind, name, organisation, step.at)
        yield Item(row, happened, mine.get(case.id or 0, ()))


def _last_steps(session: Session, cases: Sequence[int]) -> dict[int, tuple[History, str, Text]]:
    wanted = (
        select(History, Person.name, Organisation)
        .join(Case, (col(Case.id) == col(History.case_id)) & (col(History.step) == col(Case.revision) + 1))
        .join(Person, col(Person.id) == col(History.actor_id))
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .where(col(History.case_id).in_(cases))
    )
    return {step.case_id: (step, name, named(organisation)) for step, name, organisation in session.exec(wanted)}


def _recent(session: Session, actor: Actor, now: datetime) -> Sequence[Case]:
    """Cases the actor had a part in, which somebody else moved in the last days; the newest first.

    Few of their cases are looked at one by one, of many those that changed last.
    """
    taken = select(History.case_id).where(History.actor_id == actor.id)
    part = session.exec(taken.distinct().limit(_MANY + 1)).all()
    after = now - RECENT
    last = (col(History.case_id) == col(Case.id)) & (col(History.step) == col(Case.revision) + 1)
    moved = select(Case).join(History, last).where(History.at >= after, History.actor_id != actor.id)
    moved = moved.where(may_see(actor.tokens), Case.changed_at >= after)
    if len(part) > _MANY:
        own = aliased(History)
        here = select(own.id).where(own.case_id == Case.id, own.actor_id == actor.id).correlate(Case)
        moved = moved.where(here.exists()).with_hint(Case, "INDEXED BY case_by_change", "sqlite")
    else:
        moved = moved.where(col(Case.id).in_(part))
    return session.exec(moved.order_by(col(Case.changed_at).desc(), col(Case.id).desc()).limit(_SOME)).all()


def _expected(office: Office, session: Session, actor: Actor, now: datetime) -> Iterator[Expected]:
    """Districts of the actor that are members of the newest open campaign and have nothing in it."""
    today = office.today(now)
    for bundle in _current(office, session, now):
        where = startable(bundle.procedure, actor, districts_of(office, session, bundle, today)).own
        rounds = announced(office, session, actor, bundle.procedure.id, now) if where else []
        newest = next((a for a in rounds if a.opens <= today), None)
        if newest is None:
            continue
        there = Case.campaign_id == newest.id, Case.district == CampaignMember.district
        begun = select(Case.id).where(*there).correlate(CampaignMember).exists()
        members = select(CampaignMember.district).where(CampaignMember.campaign_id == newest.id, ~begun)
        for district in sorted(set(session.exec(members)) & set(where)):
            yield Expected(bundle.procedure.id, bundle.procedure.title, newest, district)


def _current(office: Office, session: Session, now: datetime) -> Iterator[Bundle]:
    for procedure in office.procedures(session):
        bundle = office.current_version(session, procedure, office.today(now))
        if bundle is not None:
            yield bundle


def lists(office: Office, session: Session, actor: Actor, now: datetime) -> Iterator[List]:
    """The lists of every procedure for the roles that the actor holds somewhere."""
    districts = office.districts(session, office.today(now))
    for bundle in _current(office, session, now):
        procedure = bundle.procedure
        for key, each in procedure.worklists.items():
            if not held_anywhere(procedure, each.role, actor.tokens, districts):
                continue
            query = Query(procedure=procedure.id, states=tuple(each.states), order="due", descending=False)
            yield List(procedure.id, key, each.title, query, tuple(each.bulk))
