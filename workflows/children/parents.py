"""What a child belongs to: a case, or an entry of a register, with the names that the parent speaks in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlmodel import Session, col, select

from data.queries.facts import spans
from data.queries.registers import revisions
from data.tables import Case, Entry
from forms.text import Text
from workflows.bundle import Bundle
from workflows.cases.opened import Opened, reopened
from workflows.engine.children import given
from workflows.engine.entry_types import ChildFacts
from workflows.engine.situation import Situation
from workflows.engine.types import Actor, CaseFacts
from workflows.model.children import Child
from workflows.office import Office
from workflows.registers.seeing import entry_view
from workflows.registers.writing import first_of
from workflows.world import About, OfficeWorld

REGISTER = "register:"


@dataclass(frozen=True, eq=False)
class Parent:
    """A parent with one of the children that its definition names. `opened` is the case, `entry` the entry it is."""

    bundle: Bundle
    key: str
    child: Child
    situation: Situation  # what expressions of the parent see
    title: Text
    district: str
    organisation: int | None
    opened: Opened | None = None
    entry: Entry | None = None

    @property
    def first(self) -> int | None:
        """The identity of the entry."""
        return first_of(self.entry) if self.entry else None

    @property
    def case_id(self) -> int | None:
        return self.opened.id if self.opened else None

    def whose(self, role: str) -> int:
        """For which organisation a role reads the entry, and may open its children; 0 for a role held elsewhere."""
        procedure = self.bundle.procedure
        held = procedure.roles.get(role)
        register = procedure.registers.get(self.entry.register_id) if self.entry else None
        if self.entry is None or held is None or held.of_organisation is None or register is None:
            return 0
        found = str(self.entry.body.get(register.read.get(role, "")) or "")
        return int(found) if found.isdecimal() else 0

    def seeing(self, **names: Any) -> Situation:
        """The situation with more names."""
        return replace(self.situation, more={**self.situation.more, **names})


def of_case(found: Opened, key: str) -> Parent | None:
    """A case as the parent of one of its children; None for a child that it does not have."""
    child = found.bundle.procedure.children.get(key)
    if child is None or child.of.startswith(REGISTER):
        return None
    case = found.case
    title = Text(zh=case.number) if case.number else Text(zh=case.title, en=case.title_en or None)
    organisation = case.organisation_id
    return Parent(found.bundle, key, child, found.situation, title, case.district, organisation, opened=found)


def of_entry(office: Office, session: Session, entry: Entry, key: str, actor: Actor, now: datetime) -> Parent | None:
    """An entry as the parent of a child that a procedure names for its register, as it does today."""
    for bundle in bundles(office, session, office.today(now)):
        child = bundle.procedure.children.get(key)
        if child is not None and child.of == f"{REGISTER}{entry.register_id}":
            return in_version(office, session, bundle, entry, key, actor, now)
    return None


def bundles(office: Office, session: Session, on: date) -> list[Bundle]:
    """Every procedure as it is offered on a day, or as it was published last."""
    found = (office.current_version(session, p, on) or office.newest(session, p) for p in office.procedures(session))
    return [b for b in found if b is not None]


def in_version(
    office: Office, session: Session, bundle: Bundle, entry: Entry, key: str, actor: Actor, now: datetime
) -> Parent | None:
    """The same in one version of a procedure."""
    child = bundle.procedure.children.get(key)
    situation = of_register(office, session, bundle, entry, actor, now)
    if child is None or situation is None:
        return None
    return Parent(bundle, key, child, situation, Text(zh=entry.title), entry.district or "", None, entry=entry)


def of_register(
    office: Office, session: Session, bundle: Bundle, entry: Entry, actor: Actor, now: datetime
) -> Situation | None:
    """What a procedure's expressions see of an entry; None where the procedure does not know its register."""
    register, district = bundle.procedure.registers.get(entry.register_id), entry.district or ""
    if register is None:
        return None
    facts = CaseFacts(
        id=None, state=bundle.procedure.initial, revision=0, values={}, answers={}, organisation=0, district=district
    )
    world = OfficeWorld(office, session, bundle, About(None, district, None, {}), office.today(now), actor.tokens)
    view = entry_view(session, entry, register, office.district_names(session))
    return Situation(bundle, facts, actor, world, now, more={"entry": view})


def of_child(office: Office, session: Session, case: Case, actor: Actor, now: datetime, *, lock: bool) -> Parent | None:
    """The parent of a case that is a child; None for one that has none, or whose parent names it no longer."""
    if case.child is None:
        return None
    if case.parent_id is not None:
        found = reopened(office, session, case.parent_id, actor, now, lock=lock)
        return of_case(found, case.child) if found else None
    every = revisions(session, case.parent_entry_id or 0)
    if not every or case.parent_version_id is None:
        return None
    bundle = office.bundle(session, case.parent_version_id)
    return in_version(office, session, bundle, standing(every, office.today(now)), case.child, actor, now)


def standing(every: Collection[Entry], day: date) -> Entry:
    """The revision of a day; where none is in force, the last one."""
    held = [e for e in every if e.since <= day and (e.until is None or e.until > day)]
    return held[-1] if held else list(every)[-1]


def children_of(office: Office, session: Session, case_id: int) -> list[ChildFacts]:
    """The children of a case, in the order in which they were opened."""
    return [facts(office, session, c) for c in session.exec(_of(Case.parent_id, case_id))]


def _of(column: Any, parent: int) -> Any:
    return select(Case).where(col(column) == parent).order_by(col(Case.id))


def facts(office: Office, session: Session, case: Case) -> ChildFacts:
    """A child as the engine sees it."""
    states = office.bundle(session, case.version_id).procedure.states
    outcome = states[case.state].end if case.ended else None
    title = Text(zh=case.title, en=case.title_en or None)
    return ChildFacts(case.id or 0, case.child or "", title, case.number, outcome)


def given_by_parent(
    office: Office, session: Session, case_id: int | None, tokens: frozenset[str], today: date
) -> dict[str, Any] | None:
    """What the parent gives the case, as it stands there now; nothing else of the parent is told."""
    case = session.get(Case, case_id) if case_id is not None else None
    if case is None or case.child is None:
        return None
    nobody = Actor(0, "", 0, (), tokens)
    now = datetime.combine(today, time(12), office.zone).astimezone(UTC)
    with spans.aside(session):  # its noon is not when the child is written
        parent = of_child(office, session, case, nobody, now, lock=False)
    if parent is None:
        return None
    situation = parent.situation
    return given(parent.child.give, situation.context, situation.services)
