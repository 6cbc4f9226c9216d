"""What somebody was told: listed, read, counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select, update

from data.queries.visibility import may_see
from data.tables import Case, Entry, Letter, Person
from forms.chars import one_line
from forms.text import Text
from workflows import address
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.robot import LOGIN as ROBOT

FILE = "export/"
"""How the keys of messages begin that tell of a file; behind it is the job that made it."""
MOST = 99
"""Unread ones are counted up to here, and one more says that there are more."""
SHOWN = 30


@dataclass(frozen=True)
class Item:
    """A message as its reader sees it; `case` is there if they may see the case."""

    id: int
    subject: Text
    text: Text
    at: datetime
    read: bool
    case: int | None
    entry: int | None  # the same for an entry of a register
    number: str
    by: str  # who caused it; "" for the office itself
    instead_of: str  # 代: whose copy it is
    file: int | None = None  # the job that made a file for its reader


@dataclass(frozen=True)
class Inbox:
    """A page of messages, the unread first, then the newest; `total` counts all that are looked for."""

    items: tuple[Item, ...]
    total: int
    unread: int


def unread(office: Office, actor: Actor) -> int:
    """How many messages somebody has not read; one more than `MOST` stands for any number above it."""
    with office.db.read() as session:
        return _unread(session, actor)


def _unread(session: Session, actor: Actor) -> int:
    some = select(Letter.id).where(Letter.person_id == actor.id, col(Letter.read_at).is_(None)).limit(MOST + 1)
    return session.exec(select(func.count()).select_from(some.subquery())).one()


def inbox(
    office: Office, actor: Actor, *, only_unread: bool = False, text: str = "", start: int = 0, limit: int = SHOWN
) -> Inbox:
    """The actor's messages; `text` is looked for in subjects, texts and the numbers of cases."""
    with office.db.read() as session:
        wanted = [col(Letter.person_id) == actor.id, *_conditions(only_unread, text)]
        joined = select(Letter).outerjoin(Case, col(Case.id) == Letter.case_id).where(*wanted)
        total = session.exec(select(func.count()).select_from(joined.subquery())).one()
        order = (col(Letter.read_at).is_not(None), col(Letter.id).desc())
        found = list(session.exec(joined.order_by(*order).offset(start).limit(limit)))
        return Inbox(tuple(_items(session, actor, found)), total, _unread(session, actor))


def message(office: Office, actor: Actor, message_id: int) -> Item | None:
    """One message of the actor's; None for anybody else's."""
    with office.db.read() as session:
        found = session.exec(select(Letter).where(Letter.id == message_id, Letter.person_id == actor.id)).all()
        return next(_items(session, actor, list(found)), None)


def _conditions(only_unread: bool, text: str) -> Iterator[ColumnElement[bool]]:
    if only_unread:
        yield col(Letter.read_at).is_(None)
    if word := one_line(text):
        columns = (Letter.subject, Letter.text, Letter.subject_en, Letter.text_en, Case.number)
        yield or_(*(col(c).icontains(word, autoescape=True) for c in columns))


def _items(session: Session, actor: Actor, found: list[Letter]) -> Iterator[Item]:
    cases = _cases(session, actor, {m.case_id for m in found if m.case_id})
    entries = _entries(session, actor, {m.entry_id for m in found if m.entry_id})
    people = _names(session, {p for m in found for p in (m.caused_by, m.for_person) if p})
    for m in found:
        yield Item(
            id=m.id or 0, subject=Text(zh=m.subject, en=m.subject_en or None),
            text=Text(zh=m.text, en=m.text_en or None), at=m.at, read=m.read_at is not None,
            case=m.case_id if m.case_id in cases else None,
            entry=m.entry_id if m.entry_id in entries else None,
            number=cases.get(m.case_id) or entries.get(m.entry_id, ""), by=people.get(m.caused_by, ""),
            instead_of=people.get(m.for_person, "") if m.for_person else "",
            file=address.number(m.text_key.removeprefix(FILE)) if m.text_key.startswith(FILE) else None,
        )  # fmt: skip


def _cases(session: Session, actor: Actor, ids: Collection[int]) -> dict[int | None, str]:
    """Numbers (or titles) of those among the cases that the actor may see."""
    seen = select(Case.id, Case.number, Case.title).where(col(Case.id).in_(ids), may_see(actor.tokens))
    return {key: number or title for key, number, title in session.exec(seen)}


def _entries(session: Session, actor: Actor, ids: Collection[int]) -> dict[int | None, str]:
    """Titles of those among the entries that the actor may read."""
    seen = select(Entry.id, Entry.title).where(col(Entry.id).in_(ids), may_see(actor.tokens, of=Entry))
    return dict(session.exec(seen).all())


def _names(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    """People by id, without the office's own."""
    found = select(Person.id, Person.name).where(col(Person.id).in_(ids), Person.login != ROBOT)
    return {key: name for key, name in session.exec(found) if key is not None}


def mark_read(office: Office, actor: Actor, ids: Collection[int] | None, now: datetime) -> None:
    """These messages of the actor are read, or all of them; what was read before stays as it is."""
    which = [col(Letter.person_id) == actor.id, col(Letter.read_at).is_(None)]
    if ids is not None:
        which.append(col(Letter.id).in_(ids))
    with office.db.write() as session:
        session.exec(update(Letter).where(*which).values(read_at=now))


def mark_unread(office: Office, actor: Actor, message_id: int) -> None:
    """A message is to be read again."""
    mine = (col(Letter.person_id) == actor.id, col(Letter.id) == message_id)
    with office.db.write() as session:
        session.exec(update(Letter).where(*mine).values(read_at=None))
