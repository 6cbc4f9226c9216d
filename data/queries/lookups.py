"""Entries and cases by key and title, a few at a time, for those who may read them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from data.queries.dialect import column, contains
from data.queries.registers import open_on
from data.queries.search import finding
from data.queries.search.pieces import CASES
from data.queries.visibility import may_see
from data.tables import Case, Entry

PIECE = 1_000
Named = tuple[int | None, str]


def entries(session: Session, tokens: Collection[str], register: str, on: date) -> list[ColumnElement[bool]]:
    """Conditions: entries of a register that are in it on a day and may be read."""
    return [col(Entry.register_id) == register, open_on(on), may_see(tokens, of=Entry)]


def cases(session: Session, tokens: Collection[str], procedure: str) -> list[ColumnElement[bool]]:
    """Conditions: cases of a procedure that have their number and may be read."""
    return [col(Case.procedure) == procedure, col(Case.number).is_not(None), may_see(tokens)]


def entries_like(session: Session, where: Sequence[ColumnElement[bool]], text: str, limit: int) -> list[Entry]:
    """The first entries whose key or title contains a text; those that begin with it come first."""
    hit = or_(contains(session, column(Entry.key), text), contains(session, column(Entry.title), text))
    begins = or_(col(Entry.key).startswith(text, autoescape=True), col(Entry.title).startswith(text, autoescape=True))
    found = select(Entry).where(*where, hit).order_by(begins.desc(), col(Entry.title), col(Entry.id))
    return list(session.exec(found.limit(limit)))


def cases_like(
    session: Session, where: Sequence[ColumnElement[bool]], tokens: Collection[str], procedure: str, text: str,
    limit: int,
) -> list[Case]:
    """The newest cases of a procedure whose number or title holds the words of a text."""
    found = finding.titled(session, CASES, tokens, text, (procedure,))
    newest = select(Case).where(*where, col(Case.id).in_(found)).order_by(col(Case.id).desc())
    return list(session.exec(newest.limit(limit)))


def entries_called(session: Session, where: Sequence[ColumnElement[bool]], text: str) -> list[Entry]:
    """Entries with exactly this key, else with this title; two at most: more than one is none."""
    for attribute in (Entry.key, Entry.title):
        found = list(session.exec(select(Entry).where(*where, col(attribute) == text).limit(2)))
        if found:
            return found
    return []


def cases_called(session: Session, where: Sequence[ColumnElement[bool]], text: str) -> list[Case]:
    """Cases with exactly this number, else with this title; two at most."""
    for attribute in (Case.number, Case.title):
        found = list(session.exec(select(Case).where(*where, col(attribute) == text).limit(2)))
        if found:
            return found
    return []


def titles(
    session: Session, of: type[Entry] | type[Case], where: Sequence[ColumnElement[bool]], most: int
) -> Iterator[Named]:
    """Ids and titles, the newest first, read piece by piece."""
    after: int | None = None
    while most > 0:
        older = [] if after is None else [col(of.id) < after]
        wanted = select(of.id, of.title).where(*where, *older).order_by(col(of.id).desc()).limit(min(PIECE, most))
        piece = session.exec(wanted).all()
        yield from piece
        if len(piece) < PIECE:
            return
        after, most = piece[-1][0], most - len(piece)
