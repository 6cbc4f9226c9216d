"""Finding cases: a query that travels in the address of the page, and the rows it finds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from data.queries import cases as stored
from data.queries import copies
from data.queries.narrowing import Further
from data.queries.paging import BadCursor, Cut
from data.tables import AudienceToken, Campaign, Case
from forms.fields import Option
from forms.text import Text
from workflows import address
from workflows.bundle import Bundle
from workflows.cases.history import organisations
from workflows.cases.indexing import COLUMN
from workflows.cases.told import Told
from workflows.definition import State
from workflows.engine.types import Actor
from workflows.office import Office

ORDERS = tuple(stored.ORDERS)
DEFAULT_ORDER = "changed_at"


PREFIXES = {"values": "f_", "given": "g_"}
"""Prefixes of the parameters that ask for the value of a counted field, of the case or of the form of a step."""
NONE = "-"
"""The value that asks for cases whose field is empty."""
ME = "me"
"""As the holder in a query: whatever the actor has to do."""


@dataclass(frozen=True)
class Query:
    """What is looked for. Every part is a parameter of the page's address; an empty one means any."""

    text: str = ""
    procedure: str = ""
    states: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    campaign: int | None = None
    holder: str = ""  # token that has to act, or `me`
    late: bool | None = None
    ended: bool | None = None
    on_behalf: bool | None = None
    opened_from: date | None = None
    opened_until: date | None = None
    filed_from: date | None = None
    filed_until: date | None = None
    due_until: date | None = None
    as_of: date | None = None  # how cases stood at the end of that day
    due_from: date | None = None
    ended_from: date | None = None
    ended_until: date | None = None
    procedures: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()  # their ids
    outcomes: tuple[str, ...] = ()  # how they ended
    readers: tuple[str, ...] = ()  # they are in a state in which one of these roles may read
    lights: tuple[str, ...] = ()  # green, yellow, red
    day: date | None = None  # the day of the lights
    reached: tuple[str, ...] = ()  # they were in each of these stages
    unreached: tuple[str, ...] = ()  # and in none of these
    returned: bool | None = None  # sent back at least once
    in_time: bool | None = None  # whatever it had to do was done by the day it was due
    took: tuple[str, ...] = ()  # one of these transitions was taken
    took_from: date | None = None
    took_until: date | None = None
    organisation: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)  # counted field → value, NONE where it is left empty
    given: Mapping[str, str] = field(default_factory=dict)  # the same of the form of a step (one of `took`, or any)
    order: str = DEFAULT_ORDER
    descending: bool = True

    def __hash__(self) -> int:
        return hash(frozenset(self.params().items()))

    def params(self) -> dict[str, str]:
        """The query as parameters of an address, without what is the default."""
        blank = Query()
        given = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in PREFIXES}
        found = {k: _written(v) for k, v in given.items() if v != getattr(blank, k)}
        return found | {f"{p}{k}": v for name, p in PREFIXES.items() for k, v in getattr(self, name).items() if v}

    @classmethod
    def read(cls, params: Mapping[str, str]) -> Query:
        """The query of an address; what makes no sense there is left out, so that no address is an error."""
        found: dict[str, Any] = {}
        for f in (f for f in fields(cls) if f.name not in PREFIXES):
            value = _parsed(str(f.type), params.get(f.name, ""))
            if value not in (None, "", ()):
                found[f.name] = value
        word = {address.word(k): address.word(v) for k, v in params.items()}
        for name, prefix in PREFIXES.items():
            found[name] = {k.removeprefix(prefix): v for k, v in word.items() if k.startswith(prefix) and v}
        query = cls(**found)
        return query if query.order in ORDERS else replace(query, order=DEFAULT_ORDER)


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


_READ: dict[str, Callable[[str], Any]] = {
    "str": address.word, "tuple": address.words, "bool": address.flag, "int": address.number, "date": address.day,
}  # fmt: skip


def _parsed(kind: str, text: str) -> Any:
    """The value of a parameter by the type of its field."""
    return next(read for name, read in _READ.items() if kind.startswith(name))(text)


@dataclass(frozen=True)
class CaseRow:
    """A case in a list."""

    id: int
    number: str | None
    title: Text
    procedure: str
    procedure_title: Text
    state_id: str
    state: State
    stage: str
    district: Option
    organisation: Text
    owner: int  # its id
    campaign: int | None
    holder: Text | None
    todo: Text | None
    columns: Mapping[str, Any]  # readable ones
    due: date | None
    late: bool
    on_behalf: bool
    ended: bool
    filed_on: date | None
    changed_at: datetime
    revision: int
    yellow_on: date | None = None  # first day of its yellow light; red after `due`
    suspended: bool = False
    version: int = 0  # the id of the version it runs by
    stage_title: Text = Text(zh="")
    campaign_title: Text | None = None
    opened_at: datetime | None = None
    ended_on: date | None = None
    found: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)  # readable values by the paths asked for


@dataclass(frozen=True)
class Page:
    """A page of cases; `more` says that there are more than `total`, the cursors lead to the pages around.

    `broad` says that the text stands in so much that only the newest was looked through.
    """

    rows: tuple[CaseRow, ...]
    total: int
    more: bool
    next: str | None
    previous: str | None
    broad: bool


def find(
    office: Office,
    actor: Actor,
    query: Query,
    after: str | None = None,
    limit: int = 50,
    before: str | None = None,
    paths: Collection[str] = (),
) -> Page:
    """One page of the cases that the actor may see. A cursor that no page gave out begins at the first page.

    `paths` are fields whose copied values are wanted beside.
    """
    with office.db.read() as session:
        wanted = conditions(office, session, actor, query)
        cut = Cut(limit=min(limit, 500), after=after, before=before)
        try:
            found = stored.find(session, actor.tokens, wanted, query.order, query.descending, cut, query.as_of)
        except BadCursor:
            cut = Cut(limit=cut.limit)
            found = stored.find(session, actor.tokens, wanted, query.order, query.descending, cut, query.as_of)
        shown = tuple(rows(office, session, actor, found.rows, paths))
        broad = bool(query.text) and stored.said(session, actor.tokens, wanted).more
        return Page(shown, found.total, found.capped, found.next, found.previous, broad)


def count(office: Office, actor: Actor, query: Query) -> tuple[int, bool]:
    """How many cases the actor would find, and whether there are more than that."""
    with office.db.read() as session:
        return stored.total(session, actor.tokens, conditions(office, session, actor, query), query.as_of)


def conditions(office: Office, session: Session, actor: Actor, query: Query) -> stored.CaseFilter:
    """The query as storage asks it."""
    held = [query.holder] if query.holder and query.holder != ME else None
    mine = actor.id if query.holder == ME else None
    return stored.CaseFilter(
        text=query.text, procedure=query.procedure or None, states=query.states, stages=query.stages,
        districts=query.districts, campaign=query.campaign, holders=held, doer=mine,
        doer_tokens=actor.tokens if mine is not None else (),
        late=query.late, ended=query.ended, on_behalf=query.on_behalf,
        opened_from=_start(query.opened_from, office.zone),
        opened_before=_start(query.opened_until and query.opened_until + timedelta(days=1), office.zone),
        filed_from=query.filed_from, filed_until=query.filed_until, due_until=query.due_until,
        organisation=query.organisation, further=_further(office, session, query),
    )  # fmt: skip


def _further(office: Office, session: Session, query: Query) -> Further:
    known = Told(office, session, query.procedures or ((query.procedure,) if query.procedure else ()))
    return Further(
        procedures=query.procedures, versions=tuple(int(v) for v in query.versions if address.number(v)),
        outcomes=known.outcomes(query.outcomes) if query.outcomes else None,
        standing=known.readable(query.readers) if query.readers else None,
        lights=query.lights, day=query.day or query.as_of, due_from=query.due_from, ended_from=query.ended_from,
        ended_until=query.ended_until, values=sought(query.values), given=sought(query.given),
        reached=tuple(known.stage(s) for s in query.reached),
        unreached=tuple(s for u in query.unreached for s in known.stage(u)),
        returned=query.returned, returns=known.returns if query.returned is not None else {},
        in_time=query.in_time, took=query.took, took_from=_start(query.took_from, office.zone),
        took_before=_start(query.took_until and query.took_until + timedelta(days=1), office.zone),
    )  # fmt: skip


def sought(values: Mapping[str, str]) -> dict[str, list[str]]:
    """What fields are to hold, by name: one of some values, or nothing at all."""
    return {k: [] if v == NONE else v.split(",") for k, v in values.items()}


def _start(day: date | None, zone: ZoneInfo) -> datetime | None:
    """The moment a local day begins."""
    return None if day is None else datetime.combine(day, time.min, zone)


def rows(
    office: Office, session: Session, actor: Actor, found: Sequence[Case], paths: Collection[str] = ()
) -> Iterator[CaseRow]:
    """Cases as rows of a list, with no more of them than the actor may read."""
    names = office.district_names(session)
    owners = organisations(session, {c.organisation_id for c in found})
    campaigns = _campaigns(session, {c.campaign_id for c in found if c.campaign_id is not None})
    groups = groups_of(session, actor, {(c.procedure, c.audience_id or 0) for c in found})
    values = copies.values(session, [c.id or 0 for c in found], paths) if paths else {}
    for case in found:
        row = _row(case, office.bundle(session, case.version_id), names, owners, groups, campaigns)
        readable = groups.get((case.procedure, case.audience_id or 0), frozenset())
        yield replace(row, found=copies.readable(values.get(row.id, ()), readable)) if paths else row


def _row(
    case: Case,
    bundle: Bundle,
    names: Mapping[str, Option],
    owners: Mapping[int | None, Text],
    groups: Mapping[tuple[str, int], Collection[str]],
    campaigns: Mapping[int | None, Text],
) -> CaseRow:
    procedure = bundle.procedure
    state = procedure.states[case.state]
    readable = groups.get((case.procedure, case.audience_id or 0), ())
    return CaseRow(
        id=case.id or 0, number=case.number, title=Text(zh=case.title, en=case.title_en or None),
        procedure=case.procedure, procedure_title=procedure.title, state_id=case.state, state=state, stage=case.stage,
        district=names.get(case.district, Option(case.district, Text(zh=case.district))),
        organisation=owners.get(case.organisation_id, Text(zh="")), owner=case.organisation_id,
        campaign=case.campaign_id,
        holder=held_by(bundle, case.holder), todo=state.todo, due=case.due,
        columns={k: v for k, v in case.columns.items() if f"{COLUMN}{k}" in readable}, late=case.late,
        on_behalf=case.on_behalf, ended=case.ended, filed_on=case.filed_on, changed_at=case.changed_at,
        revision=case.revision, yellow_on=case.yellow_on, suspended=case.suspended, version=case.version_id,
        opened_at=case.opened_at, ended_on=case.ended_on, campaign_title=campaigns.get(case.campaign_id),
        stage_title=next((s.title for s in procedure.stages if s.id == case.stage), Text(zh=case.stage)),
    )  # fmt: skip


def _campaigns(session: Session, ids: Collection[int]) -> dict[int | None, Text]:
    """The titles of campaigns by id."""
    found = session.exec(select(Campaign).where(col(Campaign.id).in_(ids))) if ids else ()
    return {c.id: Text(zh=c.title, en=c.title_en or None) for c in found}


def held_by(bundle: Bundle, token: str | None) -> Text | None:
    """The role that has to act, in words."""
    role = bundle.procedure.roles.get((token or "").partition("@")[0])
    return role.title if role else None


def groups_of(
    session: Session, actor: Actor, places: Collection[tuple[str, int]]
) -> dict[tuple[str, int], frozenset[str]]:
    """Procedure and audience → the field groups and columns that the actor may read there."""
    found: dict[tuple[str, int], set[str]] = {}
    for procedure in {p for p, _ in places}:
        mine = sorted(a for p, a in places if p == procedure)
        tokens = sorted(actor.bound(procedure).tokens)
        for some in (mine[n : n + 500] for n in range(0, len(mine), 500)):
            wanted = select(AudienceToken.audience_id, AudienceToken.group).where(
                col(AudienceToken.audience_id).in_(some), col(AudienceToken.token).in_(tokens)
            )
            for audience, group in session.exec(wanted.distinct()):
                found.setdefault((procedure, audience), set()).add(group)
    return {place: frozenset(groups) for place, groups in found.items()}
