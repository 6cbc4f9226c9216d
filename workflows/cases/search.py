"""Finding cases: a query that travels in the address of the page, and the rows it finds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from data.queries import cases as stored
from data.queries.paging import BadCursor, Cut
from data.tables import AudienceToken, Case
from forms.fields import Option
from forms.text import Text
from workflows import address
from workflows.bundle import Bundle
from workflows.cases.history import organisations
from workflows.cases.indexing import COLUMN
from workflows.definition import State
from workflows.engine.types import Actor
from workflows.office import Office

ORDERS = tuple(stored.ORDERS)
DEFAULT_ORDER = "changed_at"


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
    order: str = DEFAULT_ORDER
    descending: bool = True

    def params(self) -> dict[str, str]:
        """The query as parameters of an address, without what is the default."""
        blank = Query()
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        return {k: _written(v) for k, v in given.items() if v != getattr(blank, k)}

    @classmethod
    def read(cls, params: Mapping[str, str]) -> Query:
        """The query of an address; what makes no sense there is left out, so that no address is an error."""
        found: dict[str, Any] = {}
        for f in fields(cls):
            value = _parsed(str(f.type), params.get(f.name, ""))
            if value not in (None, "", ()):
                found[f.name] = value
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


@dataclass(frozen=True)
class Page:
    """A page of cases; `more` says that there are more than `total`, the cursors lead to the pages around.

    `broad` says that so much begins with the text that only what is exactly like it was found.
    """

    rows: tuple[CaseRow, ...]
    total: int
    more: bool
    next: str | None
    previous: str | None
    broad: bool


def find(
    office: Office, actor: Actor, query: Query, after: str | None = None, limit: int = 50, before: str | None = None
) -> Page:
    """One page of the cases that the actor may see. A cursor that no page gave out begins at the first page."""
    with office.db.read() as session:
        wanted = conditions(office, session, actor, query)
        cut = Cut(limit=min(limit, 500), after=after, before=before)
        try:
            found = stored.find(session, actor.tokens, wanted, query.order, query.descending, cut)
        except BadCursor:
            found = stored.find(session, actor.tokens, wanted, query.order, query.descending, Cut(limit=cut.limit))
        shown = tuple(rows(office, session, actor, found.rows))
        broad = bool(query.text) and stored.broad(session, query.text)
        return Page(shown, found.total, found.capped, found.next, found.previous, broad)


def count(office: Office, actor: Actor, query: Query) -> tuple[int, bool]:
    """How many cases the actor would find, and whether there are more than that."""
    with office.db.read() as session:
        return stored.total(session, actor.tokens, conditions(office, session, actor, query))


def conditions(office: Office, session: Session, actor: Actor, query: Query) -> stored.CaseFilter:
    """The query as storage asks it."""
    held = [query.holder] if query.holder and query.holder != ME else None
    mine = actor.id if query.holder == ME else None
    return stored.CaseFilter(
        text=query.text, procedure=query.procedure or None, states=query.states, stages=query.stages,
        districts=query.districts, campaign=query.campaign, holders=held, doer=mine, doer_tokens=actor.tokens,
        late=query.late, ended=query.ended, on_behalf=query.on_behalf,
        opened_from=_start(query.opened_from, office.zone),
        opened_before=_start(query.opened_until and query.opened_until + timedelta(days=1), office.zone),
        filed_from=query.filed_from, filed_until=query.filed_until, due_until=query.due_until,
    )  # fmt: skip


def _start(day: date | None, zone: ZoneInfo) -> datetime | None:
    """The moment a local day begins."""
    return None if day is None else datetime.combine(day, time.min, zone)


def rows(office: Office, session: Session, actor: Actor, found: Sequence[Case]) -> Iterator[CaseRow]:
    """Cases as rows of a list, with no more of them than the actor may read."""
    names = office.district_names(session)
    owners = organisations(session, {c.organisation_id for c in found})
    groups = _groups(session, actor, found)
    for case in found:
        yield _row(case, office.bundle(session, case.version_id), names, owners, groups)


def _row(
    case: Case,
    bundle: Bundle,
    names: Mapping[str, Option],
    owners: Mapping[int | None, Text],
    groups: Mapping[tuple[str, int], Collection[str]],
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
        revision=case.revision, yellow_on=case.yellow_on, suspended=case.suspended,
    )  # fmt: skip


def held_by(bundle: Bundle, token: str | None) -> Text | None:
    """The role that has to act, in words."""
    role = bundle.procedure.roles.get((token or "").partition("@")[0])
    return role.title if role else None


def _groups(session: Session, actor: Actor, cases: Sequence[Case]) -> dict[tuple[str, int], set[str]]:
    """Procedure and audience → the field groups and columns that the actor may read there."""
    found: dict[tuple[str, int], set[str]] = {}
    for procedure in {c.procedure for c in cases}:
        audiences = {c.audience_id for c in cases if c.procedure == procedure}
        tokens = sorted(actor.bound(procedure).tokens)
        wanted = select(AudienceToken.audience_id, AudienceToken.group).where(
            col(AudienceToken.audience_id).in_(audiences), col(AudienceToken.token).in_(tokens)
        )
        for audience, group in session.exec(wanted.distinct()):
            found.setdefault((procedure, audience), set()).add(group)
    return found
