"""Asking the index for phrases, as far as somebody may read what holds them.

What is rare is read off a few words and then looked at as a text; only what is not is asked for in full. Marks say
whose it is, and let the index pass over the rest; that they may read it is asked of the audiences all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, literal_column, table
from sqlalchemy import column as named
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session, col

from data.queries.dialect import Query, column, on_sqlite, pick
from data.queries.search.asking import Lines, Postgres, Sqlite, Wanted, open_to
from data.queries.search.pieces import CASES, SLOTS, Document, Kind, stored
from data.queries.visibility import may_read, may_see
from data.tables import Case, Entry, SearchText

RARE = 100
"""Documents that are looked at one by one."""
FEW = 3
"""Documents of one owner that are told."""
_SQLITE = table("search_words", named("rowid"))
_POSTGRES = table("search_words", named("id"), named("words"))


@dataclass(frozen=True)
class Read:
    """Ids of documents, those of the newest owner first; `more` says that further ones were not read.

    `documents` are they themselves where all were looked at as texts.
    """

    ids: list[int]
    more: bool = False
    documents: Mapping[int, Document] | None = None


def matching(
    session: Session, kind: Kind, tokens: Collection[str], wanted: Wanted, limit: int, *, often: bool = False
) -> Read:
    """The newest documents that hold what is wanted; at most so many are read. It may be known to stand `often`."""
    if not wanted.phrases:
        return Read([])
    if not (often and wanted.plain):
        near = _near(session, kind, wanted, kind.all)
        if len(near) <= RARE:
            looked = looked_at(session, kind, tokens, wanted, near)
            return Read(list(looked), documents=looked)
    number = _number(session)
    asked = _holds(session, _lines(session).firmly(wanted, tokens))
    query = pick(number).join(SearchText, col(SearchText.id) == number).where(number.between(*kind.all), asked)
    query = _readable(kind, tokens, query)
    found = [int(n) for n in session.execute(query.order_by(number.desc()).limit(limit + 1)).scalars()]
    kept = found[:limit]
    return Read(kept if wanted.exact else list(looked_at(session, kind, tokens, wanted, kept)), len(found) > limit)


def matching_of(session: Session, kind: Kind, tokens: Collection[str], wanted: Wanted, owner: int) -> list[Document]:
    """The same among the documents of one owner, the first few first."""
    if not wanted.phrases:
        return []
    # In rising order SQLite goes straight to the first; in falling order it would begin at the very end.
    found = _near(session, kind, wanted, kind.span(owner), rising=True)
    return [*looked_at(session, kind, tokens, wanted, found).values()][::-1][:FEW]


def having(
    session: Session, kind: Kind, tokens: Collection[str], wanted: Wanted, owners: Collection[int]
) -> list[int]:
    """Those of some owners of whom a document holds what is wanted, the newest first."""
    of: Any = kind.table
    number = _number(session)
    first: ColumnElement[Any] = literal_column(str(kind.base)) + _shifted(col(of.id), "<<")
    words = _SQLITE if on_sqlite(session) else _POSTGRES
    held = pick(literal_column("1")).select_from(words).join(SearchText, col(SearchText.id) == number)
    held = held.where(number.between(first, first + literal_column(str((1 << SLOTS) - 1))))
    held = held.where(_may(kind, tokens), _holds(session, _lines(session).firmly(wanted, tokens))).correlate(of)
    some = pick(col(of.id)).where(col(of.id).in_(owners), held.exists()).order_by(col(of.id).desc())
    found = [int(n) for n in session.execute(some).scalars()]
    return found if wanted.exact else [n for n in found if matching_of(session, kind, tokens, wanted, n)]


def _near(
    session: Session, kind: Kind, wanted: Wanted, within: tuple[int, int], *, rising: bool = False
) -> list[int]:
    """The newest documents (or the first) that may hold it, one more than RARE at most, whoever may read them."""
    number = _number(session)
    query = pick(number).where(number.between(*within), _holds(session, _lines(session).loosely(wanted)))
    query = query.order_by(number if rising else number.desc())
    return [int(n) for n in session.execute(query.limit(RARE + 1)).scalars()]


def looked_at(
    session: Session, kind: Kind, tokens: Collection[str], wanted: Wanted, ids: Collection[int]
) -> dict[int, Document]:
    """Those of some documents that may be read and hold it as a text, the newest first."""
    if not ids:
        return {}
    query = _readable(kind, tokens, pick(SearchText)).where(col(SearchText.id).in_(ids))
    rows = session.execute(query.order_by(col(SearchText.id).desc())).scalars()
    held = ((row.id or 0, stored(row)) for row in rows)
    return {number: document for number, document in held if open_to(document, tokens) and wanted.is_in(document)}


def _readable(kind: Kind, tokens: Collection[str], query: Query) -> Query:
    """A query over the documents of an index, limited to those that the tokens may read."""
    owner = _shifted(col(SearchText.id) - literal_column(str(kind.base)), ">>")
    return query.join(kind.table, col(kind.table.id) == owner).where(_may(kind, tokens))


def _may(kind: Kind, tokens: Collection[str]) -> ColumnElement[bool]:
    """A condition on a document and its owner."""
    if kind is CASES:
        return may_read(tokens, column(SearchText.group), column(Case.audience_id))
    return may_see(tokens, of=Entry)


def _number(session: Session) -> ColumnElement[Any]:
    return _SQLITE.c.rowid if on_sqlite(session) else _POSTGRES.c.id


def _shifted(number: Any, way: str) -> ColumnElement[Any]:
    return cast(number, BigInteger).op(way)(literal_column(str(SLOTS)))


def _lines(session: Session) -> Lines:
    return Sqlite() if on_sqlite(session) else Postgres()


def _holds(session: Session, asked: str) -> ColumnElement[bool]:
    if on_sqlite(session):
        return literal_column("search_words").op("MATCH", is_comparison=True)(asked)
    return _POSTGRES.c.words.op("@@", is_comparison=True)(cast(asked, TSQUERY))
