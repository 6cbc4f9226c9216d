"""What a decision may ask about everything outside its case, answered from the database when it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, func, or_, select

from data.queries import standing
from data.queries.registers import revisions
from data.queries.visibility import may_see
from data.tables import (
    Campaign,
    Case,
    District,
    Entry,
    EntryValue,
    Grant,
    History,
    HistoryDetail,
    Objection,
    Organisation,
    Person,
)
from forms.fields import Option, OptionSource
from forms.text import Text
from workflows import elsewhere
from workflows.bundle import Bundle
from workflows.clocks.table import calendar_of
from workflows.engine.entry_types import ChildFacts, EntryFacts
from workflows.engine.types import Actor, CampaignFacts, Passed
from workflows.keys import open_key
from workflows.lookup import entry_values, readable_values
from workflows.office import Office
from workflows.parameters import value_of
from workflows.people.known import confirmed_applicant, people
from workflows.registers.writing import facts, first_of
from workflows.workdays import Calendar


@dataclass(frozen=True)
class About:
    """What the world has to know of a case to answer for it; `id` None before it is opened."""

    id: int | None
    district: str
    campaign: int | None
    values: Mapping[str, Any]
    filed_on: date | None = None
    organisation: int = 0  # whose case it is, where cases belong to organisations


class OfficeWorld:
    """The `World` of one case (or one to be opened) on one day, inside one transaction."""

    def __init__(
        self,
        office: Office,
        session: Session,
        bundle: Bundle,
        about: About,
        today: date,
        tokens: frozenset[str] = frozenset(),
    ) -> None:
        """`tokens` are those of who looks: what they may read of other cases and entries."""
        self._office, self._session, self._bundle, self._about, self._today = office, session, bundle, about, today
        self._tokens = tokens
        self._parameters: dict[str, Any] = {}

    @property
    def zone(self) -> tzinfo:
        return self._office.zone

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self._office, self._session).of(self._about.district)

    @cached_property
    def options(self) -> OptionSource:
        """Lists and districts as of the day the case was handed in, else of today."""
        day = self._about.filed_on or self._today
        return self._office.options(self._session, self._bundle, day, self._tokens)

    def person(self, person: int) -> Actor | None:
        from workflows.people.actors import actor_on

        if self._session.get(Person, person) is None:
            return None
        return actor_on(self._session, person, self._today)

    def holders(self, role: str, where: str) -> Sequence[int]:
        place: Any = col(Grant.district).in_(self._above(where))
        if where.startswith("#"):
            place = col(Grant.organisation_id) == int(where[1:] or 0)
        found = select(Grant.person_id).where(Grant.role == role, place)
        return list(self._session.exec(found.where(*in_force(self._today)).distinct().order_by(col(Grant.person_id))))

    def organisation_for(self, roles: Sequence[str], district: str) -> int | None:
        granted = select(Grant.organisation_id).where(col(Grant.role).in_(roles), Grant.district == district)
        found = self._session.exec(granted.where(*in_force(self._today)).order_by(col(Grant.id)).limit(1)).first()
        if found is not None:
            return found
        own = select(Organisation.id).where(Organisation.district == district, col(Organisation.active))
        return self._session.exec(own.order_by(col(Organisation.id)).limit(1)).first()

    def parameter(self, name: str) -> Any:
        if name not in self._parameters:
            about, procedure = self._about, self._bundle.procedure
            self._parameters[name] = value_of(self._session, procedure, name, about.district, about.campaign)
        return self._parameters[name]

    def listed(self, register: str, key: str, on: date | None = None) -> bool:
        name, _, table = register.partition(".")
        if table:
            return self._has_row(name, table, key, on or self._today)
        found = select(Entry.id).where(Entry.register_id == register, Entry.key == key, *open_on(on or self._today))
        return self._session.exec(found.limit(1)).first() is not None

    def _has_row(self, register: str, table: str, key: str, on: date) -> bool:
        """Whether an entry that is in on a day has a row of that key, by what is found of rows."""
        declared = self._bundle.procedure.registers[register].paths[table]
        mine = (EntryValue.field == f"{table}.{declared.key[0]}", EntryValue.text == key)
        found = select(Entry.id).join(EntryValue, col(EntryValue.entry_id) == Entry.id).where(*mine)
        here = found.where(Entry.register_id == register, *open_on(on))
        return self._session.exec(here.limit(1)).first() is not None

    def entry(self, register: str, key: str, on: date | None = None) -> Mapping[str, Any] | None:
        found = select(Entry).where(Entry.register_id == register, Entry.key == key, *open_on(on or self._today))
        entry = self._session.exec(found.where(may_see(self._tokens, of=Entry)).limit(1)).first()
        return entry_values(entry) if entry else None

    def entry_under(self, register: str, key: str, on: date) -> EntryFacts | None:
        same = select(Entry).where(Entry.register_id == register, Entry.key == key).order_by(col(Entry.id).desc())
        found = list(self._session.exec(same))
        entry = next((e for e in found if e.until is None or e.until > on), found[0] if found else None)
        return self.entry_of(first_of(entry)) if entry else None

    def entry_of(self, entry: int) -> EntryFacts | None:
        found = revisions(self._session, entry)
        return facts(found[-1]) if found else None

    def held(self, register: str, key: str) -> Mapping[str, Any] | None:
        found = select(Entry).where(Entry.register_id == register, Entry.key == key, *open_on(self._today))
        entry = self._session.exec(found.limit(1)).first()
        return entry_values(entry) if entry else None

    def people(self) -> Mapping[str, Option]:
        return self._people

    @cached_property
    def _people(self) -> Mapping[str, Option]:
        return standing.once(self._session, ("people", self._today), lambda: people(self._session, self._today))

    def children(self) -> Sequence[ChildFacts]:
        from workflows.children.parents import children_of

        return children_of(self._office, self._session, self._about.id) if self._about.id is not None else []

    def parent(self) -> Mapping[str, Any] | None:
        from workflows.children.parents import given_by_parent

        return given_by_parent(self._office, self._session, self._about.id, self._tokens, self._today)

    def last(self) -> Mapping[str, Any] | None:
        about = self._about
        filed = col(Case.filed_at).is_not(None)
        earlier = select(Case).where(Case.procedure == self._bundle.procedure.id, self._of_subject, filed)
        others = earlier if about.id is None else earlier.where(Case.id != about.id)
        seen = others.where(may_see(self._tokens)).order_by(col(Case.filed_at).desc(), col(Case.id).desc())
        case = self._session.exec(seen.limit(1)).first()
        return readable_values(self._office, self._session, self._tokens, case) if case else None

    def applicant(self, code: str) -> Mapping[str, Any] | None:
        found = confirmed_applicant(self._session, code, self._tokens)
        if found is None:
            return None
        about = {"id": found.id, "名称": found.name, "name": found.name_en or found.name}
        return {**about, "district": found.district, "code": found.code}

    def declared_elsewhere(self, path: str, values: Sequence[str]) -> Mapping[str, Sequence[Mapping[str, str]]]:
        about = self._about
        mine = elsewhere.Asking(about.id, about.district, about.campaign)
        return elsewhere.find(self._session, self._office, self._bundle, mine, path, values, self._today)

    def first_of_subject(self) -> bool:
        return self._first

    @cached_property
    def _first(self) -> bool:
        about, case = self._about, Case
        handed_in = select(case.id).where(
            case.procedure == self._bundle.procedure.id,
            self._of_subject,
            col(case.filed_on).is_not(None),
            col(case.state).not_in(dropped_states(self._bundle)),
        )
        others = handed_in if about.id is None else handed_in.where(case.id != about.id)
        return self._session.exec(others.limit(1)).first() is None

    def campaign(self) -> CampaignFacts | None:
        found = self._session.get(Campaign, self._about.campaign) if self._about.campaign else None
        return campaign_facts(found) if found else None

    def unanswered(self) -> int:
        mine = (Objection.case_id == self._about.id, col(Objection.answer).is_(None))
        return self._session.exec(select(func.count()).select_from(Objection).where(*mine)).one()

    def steps_of(self, actions: Sequence[str]) -> Sequence[tuple[Passed, Mapping[str, Any]]]:
        from workflows.cases.opened import passed

        mine = (History.case_id == self._about.id, col(History.action).in_(actions))
        found = select(History, HistoryDetail.body).join(HistoryDetail, col(HistoryDetail.history_id) == History.id)
        rows = self._session.exec(found.where(*mine).order_by(col(History.step)))
        return [(passed(step, body or {}), body or {}) for step, body in rows]

    def open_case_like(self) -> str | Text | None:
        key = open_key(self._bundle.procedure, self._about.campaign, self._about.values)
        if key is None:
            return None
        found = select(Case).where(Case.open_key == key)
        others = found if self._about.id is None else found.where(Case.id != self._about.id)
        case = self._session.exec(others).first()
        return (case.number or Text(zh=case.title, en=case.title_en or None)) if case else None

    @property
    def _of_subject(self) -> Any:
        """Condition: a case of the same district, or of the same organisation where cases belong to those."""
        if self._bundle.of_organisations:
            return Case.organisation_id == self._about.organisation
        return Case.district == self._about.district

    def _above(self, where: str) -> list[str]:
        """The districts whose roles reach a place: itself and what it lies in; the cities for the whole office."""
        if where == "*":
            return list(self._session.exec(select(District.code).where(District.kind == "city")))
        return above(self._session, where)


def above(session: Session, code: str) -> list[str]:
    """A place and everything it lies in, up to its city."""
    found = [code]
    while (here := session.get(District, found[-1])) and here.parent and here.parent not in found:
        found.append(here.parent)
    return found


def campaign_facts(row: Campaign) -> CampaignFacts:
    return CampaignFacts(row.id or 0, row.title, row.opens, row.closes, row.title_en)


def in_force(on: date) -> tuple[Any, Any]:
    """Conditions: a grant holds on a day."""
    return Grant.valid_from <= on, or_(col(Grant.valid_until).is_(None), col(Grant.valid_until) >= on)


def open_on(on: date) -> tuple[Any, Any]:
    """Conditions: an entry is in its register on a day."""
    return Entry.since <= on, or_(col(Entry.until).is_(None), col(Entry.until) > on)


def dropped_states(bundle: Bundle) -> list[str]:
    """The states that a case reaches by being given up."""
    return sorted({t.to for t in bundle.procedure.transitions.values() if t.kind == "drop"})
