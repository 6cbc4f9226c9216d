"""Keeping the index: what it should say of an owner is compared with what it says, and only the rest is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as changed
from operator import itemgetter
from typing import Any

from sqlalchemy import TextClause, delete, text
from sqlmodel import Session, col, select

from data.queries.bulk import insert_as_stored
from data.queries.dialect import on_sqlite
from data.queries.search.pieces import Document, Kind, cut, line, stored, vector
from data.tables import SearchText
from data.types import spelled

TOGETHER = 500
AT_A_TIME, USUAL = 1 << 26, 1 << 20
"""Bytes that SQLite gathers before it writes a part of the index: while it is made anew, and else."""
_TEXT = ("id", "part", "group", "marks", "body")
_ADD = text("INSERT INTO search_words(rowid, words) VALUES (:id, :words)")
_TAKE = text("INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', :id, :words)")
_ADD_VECTOR = text("INSERT INTO search_words(id, words) VALUES (:id, CAST(:words AS tsvector))")
_TAKE_VECTOR = text("DELETE FROM search_words WHERE id = :id")


def replace(
    session: Session, kind: Kind, owner: int, documents: Iterable[Document], parts: Collection[str] | None = None
) -> None:
    """Makes the index say exactly this of an owner, or of those of its parts."""
    session.flush()
    gone, new = _compared(session, kind, owner, documents, parts)
    _remove(session, gone)
    if new:
        put(session, _rows(enumerate(new, _behind(session, kind, owner)), on_sqlite(session)))


def differences(session: Session, kind: Kind, owner: int, documents: Iterable[Document]) -> int:
    """How many pieces of an owner the index says otherwise, or does not know."""
    gone, new = _compared(session, kind, owner, documents, None)
    return len(gone) + len(new)


def _compared(
    session: Session, kind: Kind, owner: int, documents: Iterable[Document], parts: Collection[str] | None
) -> tuple[list[SearchText], list[Document]]:
    """What the index says and should not, and what it should say and does not."""
    wanted = [d for d in cut(documents) if parts is None or d.part in parts]
    left, gone, new = Counter(d.says for d in wanted), list[SearchText](), list[Document]()
    for row in _held(session, kind, owner, parts):
        says = stored(row).says
        if left[says]:
            left[says] -= 1
        else:
            gone.append(row)
    for document in wanted:
        if left[document.says]:
            left[document.says] -= 1
            new.append(document)
    return gone, new


def add(session: Session, kind: Kind, owned: Iterable[tuple[int, Iterable[Document]]]) -> None:
    """Writes what is new of many owners, of whom the index says nothing yet."""
    put(session, prepared(kind, owned, on_sqlite(session)))


def prepared(kind: Kind, owned: Iterable[tuple[int, Iterable[Document]]], sqlite: bool) -> list[dict[str, Any]]:
    """The same as rows in the words of the database, which any process can make."""
    cuts = ((owner, cut(documents)) for owner, documents in owned)
    placed = ((n, d) for owner, found in cuts for n, d in enumerate(found, kind.span(owner)[0]))
    return _rows(placed, sqlite)


def put(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Writes rows that were prepared."""
    insert_as_stored(session, SearchText.__tablename__, _TEXT, list(map(itemgetter(*_TEXT), rows)))
    told = list(map(itemgetter("id", "words"), rows))
    if on_sqlite(session):
        insert_as_stored(session, "search_words", ("rowid", "words"), told)
    else:
        insert_as_stored(session, "search_words", ("id", "words"), told, words="tsvector")


def _rows(placed: Iterable[tuple[int, Document]], sqlite: bool) -> list[dict[str, Any]]:
    return [
        {"id": n, "part": d.part, "group": d.group, "marks": d.says[2], "body": spelled(d.pieces),
         "words": line(d) if sqlite else vector(d)}
        for n, d in placed
    ]  # fmt: skip


def gathering(session: Session, much: bool) -> None:
    """Lets SQLite write the index in large parts, which spares it putting small ones together; or as usual again."""
    if on_sqlite(session):
        gathered = text("INSERT INTO search_words(search_words, rank) VALUES ('hashsize', :n)")
        session.execute(gathered, {"n": AT_A_TIME if much else USUAL})


@contextmanager
def in_large_parts(session: Session, much: bool) -> Iterator[None]:
    """Gathers what is written meanwhile, where it is much."""
    if much:
        gathering(session, True)
    yield
    if much:
        gathering(session, False)


def says_of(session: Session, kind: Kind, first: int, last: int) -> bool:
    """Whether the index says something of an owner between two."""
    between = col(SearchText.id).between(kind.span(first)[0], kind.span(last)[1])
    return session.exec(select(SearchText.id).where(between).limit(1)).first() is not None


def remark(session: Session, kind: Kind, owner: int, marks: Callable[[Document], frozenset[str] | None]) -> None:
    """Says anew who may read the documents of an owner; None leaves one as it is."""
    session.flush()
    for row in _held(session, kind, owner, None):
        before = stored(row)
        wanted = marks(before)
        if wanted is not None and wanted != before.marks:
            after = changed(before, marks=wanted)
            _words(session, [(row.id or 0, before)], [(row.id or 0, after)])
            row.marks = after.says[2]
            session.add(row)


def remove(session: Session, kind: Kind, owners: Iterable[int]) -> None:
    """Forgets everything about some owners."""
    for owner in owners:
        _remove(session, _held(session, kind, owner, None))


def clear(session: Session) -> None:
    """Forgets everything."""
    sqlite = "INSERT INTO search_words(search_words) VALUES ('delete-all')"
    session.execute(text(sqlite if on_sqlite(session) else "TRUNCATE search_words"))
    session.execute(delete(SearchText))


def documents(session: Session, kind: Kind, owner: int) -> list[Document]:
    """What the index says of an owner."""
    return [stored(r) for r in _held(session, kind, owner, None)]


def _held(session: Session, kind: Kind, owner: int, parts: Collection[str] | None) -> list[SearchText]:
    mine = select(SearchText).where(col(SearchText.id).between(*kind.span(owner))).order_by(col(SearchText.id))
    if parts is None:
        return list(session.exec(mine))
    names = sorted(parts)
    some = (mine.where(col(SearchText.part).in_(names[n : n + TOGETHER])) for n in range(0, len(names), TOGETHER))
    return [row for query in some for row in session.exec(query)]


def _remove(session: Session, rows: Sequence[SearchText]) -> None:
    _words(session, [(r.id or 0, stored(r)) for r in rows], [])
    ids = [r.id for r in rows]
    for row in rows:
        session.expunge(row)
    for start in range(0, len(ids), TOGETHER):
        session.execute(delete(SearchText).where(col(SearchText.id).in_(ids[start : start + TOGETHER])))


def _behind(session: Session, kind: Kind, owner: int) -> int:
    """The first id behind those that the owner has."""
    first, last = kind.span(owner)
    ids = select(col(SearchText.id)).where(col(SearchText.id).between(first, last))
    top = session.exec(ids.order_by(col(SearchText.id).desc()).limit(1)).first()
    return first if top is None else top + 1


def _words(session: Session, gone: Sequence[tuple[int, Document]], new: Sequence[tuple[int, Document]]) -> None:
    """The index itself. SQLite keeps no text beside its words, so it has to be told what it forgets."""
    if on_sqlite(session):
        _each(session, _TAKE, [{"id": n, "words": line(d)} for n, d in gone])
        _each(session, _ADD, [{"id": n, "words": line(d)} for n, d in new])
    else:
        _each(session, _TAKE_VECTOR, [{"id": n} for n, _ in gone])
        _each(session, _ADD_VECTOR, [{"id": n, "words": vector(d)} for n, d in new])


def _each(session: Session, statement: TextClause, lines: Sequence[dict[str, object]]) -> None:
    if lines:
        session.connection().execute(statement, lines)
