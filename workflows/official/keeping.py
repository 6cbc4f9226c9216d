"""What was read from a document and what somebody answered so far; it stays until it is made or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from data.tables import OfficialTable
from forms.definition import CodeList
from forms.official import (
    OFFERED,
    Answer,
    Counts,
    Made,
    OfficialRefused,
    Reading,
    assemble,
    counts,
    from_plain,
    id_of,
    read_official,
    to_plain,
)
from forms.text import Message
from workflows.editing import may_define, not_admin
from workflows.engine.types import Actor, Refusal
from workflows.office import Office

MOST_KEPT: Final = 50
LONGEST_TITLE: Final = 80
LONGEST_NAME: Final = 120


@dataclass(frozen=True)
class Kept:
    """A document on the desk: what was read, what is answered, which form it is to become, which it became."""

    id: int
    name: str
    reading: Reading
    answers: Mapping[str, Answer]
    form: str
    made: str
    changed_at: datetime

    @property
    def counts(self) -> Counts:
        return counts(self.reading.guesses, self.answers)


@dataclass(frozen=True)
class Listed:
    """A document in the list of those that are not done with."""

    id: int
    name: str
    left: int
    made: str
    changed_at: datetime


def read(office: Office, actor: Actor, data: bytes, name: str, now: datetime) -> int | Refusal:
    """Reads a document and keeps what was understood; its number, or why it cannot be read."""
    if not may_define(actor):
        return not_admin()
    try:
        found = read_official(data, name[-LONGEST_NAME:])
    except OfficialRefused as refused:
        return Refusal(refused.message)
    title = next(g.title for g in found.guesses if g.kind == "title")
    with office.db.write() as session:
        mine = session.exec(select(OfficialTable.id).where(OfficialTable.person_id == actor.id)).all()
        if len(mine) >= MOST_KEPT:
            return Refusal(Message("official_many", {"limit": MOST_KEPT}))
        row = OfficialTable(
            person_id=actor.id, name=name[-LONGEST_NAME:], body=to_plain(found), answers={}, form=id_of(title),
            changed_at=now,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id or 0


def mine(office: Office, actor: Actor) -> list[Listed]:
    """The documents that somebody is not done with, newest first."""
    if not may_define(actor):
        return []
    wanted = select(OfficialTable).where(OfficialTable.person_id == actor.id)
    with office.db.read() as session:
        rows = session.exec(wanted.order_by(col(OfficialTable.changed_at).desc())).all()
    left = ((row, len({g["id"] for g in row.body["guesses"]} - row.answers.keys())) for row in rows)
    return [Listed(row.id or 0, row.name, count, row.made, row.changed_at) for row, count in left]


def opened(office: Office, actor: Actor, number: int | None) -> Kept | Refusal:
    """A document with its guesses and answers."""
    if not may_define(actor):
        return not_admin()
    with office.db.read() as session:
        row = row_of(session, actor, number)
        return kept(row) if row else gone()


def row_of(session: Session, actor: Actor, number: int | None) -> OfficialTable | None:
    """The row of somebody's own document."""
    row = session.get(OfficialTable, number) if number is not None and 0 < number < 2**31 else None
    return row if row is not None and row.person_id == actor.id else None


def kept(row: OfficialTable) -> Kept:
    answers = {key: Answer(**each) for key, each in row.answers.items()}
    return Kept(row.id or 0, row.name, from_plain(row.body), answers, row.form, row.made, row.changed_at)


def gone() -> Refusal:
    return Refusal(Message("official_gone", {}), guard="part")


def answer(
    office: Office, actor: Actor, number: int, answers: Mapping[str, Answer | None], now: datetime
) -> Refusal | None:
    """Keeps what somebody says to guesses; None takes an answer back. Nothing is kept where one of them is wrong."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        row = row_of(session, actor, number)
        if row is None:
            return gone()
        known = {g["id"] for g in row.body["guesses"]}
        wrong = next((r for key, each in answers.items() if (r := _wrong(key, each, known)) is not None), None)
        if wrong is not None:
            return wrong
        whole = {**row.answers, **{k: asdict(a) if a else None for k, a in answers.items()}}
        row.answers, row.changed_at = {k: a for k, a in whole.items() if a is not None}, now
        session.add(row)
    return None


def _wrong(key: str, answer: Answer | None, known: set[str]) -> Refusal | None:
    if key not in known:
        return Refusal(Message("official_no_guess", {}))
    if answer is None or answer.dropped:
        return None
    if answer.type and answer.type not in (*OFFERED, "table", "matrix", "opinion", "title"):
        return Refusal(Message("official_no_type", {"type": answer.type}))
    if len(answer.title) > LONGEST_TITLE or answer.title != answer.title.strip():
        return Refusal(Message("official_long_title", {"limit": LONGEST_TITLE}))
    return None


def rename(office: Office, actor: Actor, number: int, form: str, now: datetime) -> Refusal | None:
    """Another identity for the form."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        row = row_of(session, actor, number)
        if row is None:
            return gone()
        row.form, row.changed_at = form.strip()[:60], now
        session.add(row)
    return None


def discard(office: Office, actor: Actor, number: int) -> Refusal | None:
    """Throws a document away; a form that was made of it stays."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        row = row_of(session, actor, number)
        if row is None:
            return gone()
        session.delete(row)
    return None


def preview(office: Office, found: Kept) -> Made:
    """The form as it would be made now."""
    with office.db.read() as session:
        known = known_lists(office, session)
    return assemble(found.reading, found.answers, found.form, known)


def known_lists(office: Office, session: Session) -> dict[str, CodeList]:
    """The code lists of everything that is published."""
    found: dict[str, CodeList] = {}
    for procedure in office.procedures(session):
        bundle = office.newest(session, procedure)
        found |= bundle.lists if bundle else {}
    return found
