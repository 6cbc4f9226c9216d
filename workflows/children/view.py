"""Children for a page: those of a case or an entry that somebody may see, and those that they may open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from data.queries import registers as stored
from data.queries.visibility import may_see
from data.tables import Case, Entry
from forms.text import Text
from workflows.cases.opened import opened
from workflows.children.parents import REGISTER, Parent, bundles, in_version, of_case, standing
from workflows.children.service import theirs, why_not
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.registers.writing import first_of


@dataclass(frozen=True)
class ChildLine:
    """A child as its parent's page lists it."""

    id: int
    kind: Text
    title: Text
    number: str | None
    state: Text
    ended: bool
    opened_at: datetime
    due: Any = None


@dataclass(frozen=True)
class Openable:
    """A child that somebody's role may open here, and what stands against it now."""

    key: str
    title: Text
    why_not: Refusal | None


@dataclass(frozen=True)
class Family:
    """The children of a case or entry that somebody may see, the newest first, and what they may open."""

    lines: tuple[ChildLine, ...] = ()
    openable: tuple[Openable, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.openable)


@dataclass(frozen=True)
class ParentLine:
    """What a case is a child of, as far as its viewer may know: a case or an entry to be opened."""

    title: Text
    case: int | None = None
    entry: int | None = None


def of_a_case(office: Office, actor: Actor, case_id: int, now: datetime) -> Family:
    """The family of a case that the actor may see; empty for one that they may not."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return Family()
        parents = [of_case(found, key) for key in found.bundle.procedure.children]
        titles = {key: child.title for key, child in found.bundle.procedure.children.items()}
        lines = _lines(office, session, actor, Case.parent_id, case_id, titles)
        return Family(lines, _openable(office, session, actor, parents, now))


def of_an_entry(office: Office, actor: Actor, entry_id: int, now: datetime) -> Family:
    """The same of an entry, named by any of its revisions."""
    with office.db.read() as session:
        seen = (Entry.id == entry_id, may_see(actor.tokens, of=Entry))
        entry = session.exec(select(Entry).where(*seen)).first()
        if entry is None:
            return Family()
        today = office.today(now)
        current = standing(stored.revisions(session, first_of(entry)), today)
        of = f"{REGISTER}{entry.register_id}"
        named = [(b, k) for b in bundles(office, session, today) for k, c in b.procedure.children.items() if c.of == of]
        parents = [in_version(office, session, b, current, k, actor, now) for b, k in named]
        titles = {k: b.procedure.children[k].title for b, k in named}
        lines = _lines(office, session, actor, Case.parent_entry_id, first_of(entry), titles)
        return Family(lines, _openable(office, session, actor, parents, now))


def parent_of(office: Office, actor: Actor, case_id: int) -> ParentLine | None:
    """What a case is a child of; None where it is none, or where its parent is not the actor's to see."""
    with office.db.read() as session:
        case = session.get(Case, case_id)
        if case is None or case.child is None:
            return None
        if case.parent_id is not None:
            seen = (Case.id == case.parent_id, may_see(actor.tokens))
            parent = session.exec(select(Case).where(*seen)).first()
            return ParentLine(_called(parent), case=parent.id) if parent else None
        mine = (Entry.id == case.parent_entry_id, may_see(actor.tokens, of=Entry))
        entry = session.exec(select(Entry).where(*mine)).first()
        return ParentLine(Text(zh=entry.title), entry=entry.id) if entry else None


def _called(case: Case) -> Text:
    return Text(zh=case.number) if case.number else Text(zh=case.title, en=case.title_en or None)


def _lines(
    office: Office, session: Session, actor: Actor, column: Any, parent: int, titles: dict[str, Text]
) -> tuple[ChildLine, ...]:
    wanted = select(Case).where(col(column) == parent, may_see(actor.tokens)).order_by(col(Case.id).desc())
    return tuple(_line(office, session, case, titles) for case in session.exec(wanted))


def _line(office: Office, session: Session, case: Case, titles: dict[str, Text]) -> ChildLine:
    procedure = office.bundle(session, case.version_id).procedure
    kind = titles.get(case.child or "", procedure.title)
    title = Text(zh=case.title, en=case.title_en or None)
    state = procedure.states[case.state].title
    return ChildLine(case.id or 0, kind, title, case.number, state, case.ended, case.opened_at, case.due)


def _openable(
    office: Office, session: Session, actor: Actor, parents: Iterable[Parent | None], now: datetime
) -> tuple[Openable, ...]:
    mine: Sequence[Parent] = [p for p in parents if p is not None and theirs(p, actor) is not None]
    return tuple(Openable(p.key, p.child.title, why_not(office, session, p, actor, now)) for p in mine)
