"""Very many cases for a file: which they are, in order, and what was filled in of some of them, in few queries."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Text, func, type_coerce
from sqlmodel import Session, col, select

from data.queries.cases import CaseFilter, as_stood, narrowed, order_of
from data.queries.dialect import pick
from data.tables import Case, CaseSpan, Submission, SubmissionRow, SubmissionValues

PIECE = 10_000


@dataclass(frozen=True)
class Part:
    """So many cases of one version that are for the same audience."""

    procedure: str
    version: int
    audience: int
    count: int


def makeup(session: Session, tokens: Collection[str], wanted: CaseFilter, on: date | None = None) -> list[Part]:
    """What the visible cases consist of, now or as of a day: they are counted by version and audience."""
    of = Case if on is None else CaseSpan
    facts = (col(of.procedure), col(of.version_id), col(of.audience_id))
    query = narrowed(session, tokens, wanted, pick(*facts, func.count()), on).group_by(*facts)
    return [Part(procedure, version, audience or 0, n) for procedure, version, audience, n in session.execute(query)]


def makeup_of(session: Session, tokens: Collection[str], ids: Sequence[int]) -> list[Part]:
    """The same of cases by their ids, however many."""
    found: dict[tuple[str, int, int], int] = {}
    for start in range(0, len(ids), PIECE):
        for part in makeup(session, tokens, CaseFilter(ids=ids[start : start + PIECE])):
            key = (part.procedure, part.version, part.audience)
            found[key] = found.get(key, 0) + part.count
    return [Part(*key, count) for key, count in found.items()]


def ordered_ids(
    session: Session,
    tokens: Collection[str],
    wanted: CaseFilter,
    order: str,
    descending: bool,
    on: date | None = None,
) -> array[int]:
    """All visible cases by id in an order of `ORDERS`, those without a value last; eight bytes each.

    As of a day they are the ids of spans.
    """
    by = order_of(order, on)
    way = (by.key.desc(), by.id.desc()) if descending else (by.key, by.id)
    query = narrowed(session, tokens, wanted, pick(by.id), on).order_by(by.key.is_(None), *way)
    found = array("q")
    for piece in session.execute(query.execution_options(yield_per=PIECE)).scalars().partitions():
        found.extend(piece)
    return found


def cases_of(session: Session, ids: Sequence[int], on: date | None = None) -> list[Case]:
    """The cases of these ids, in their order, as they stand; as of a day, of these spans as they stood."""
    if on is not None:
        then = as_stood(session, ids, on)
        return [then[i] for i in ids if i in then]
    found = {c.id: c for c in session.exec(select(Case).where(col(Case.id).in_(ids)))}
    return [found[i] for i in ids if i in found]


@dataclass(frozen=True)
class Head:
    """The main submission of a case with the fields outside its tables, and how many rows these have."""

    case: int
    submission: int
    body: dict[str, Any]
    rows: int


def heads(session: Session, ids: Sequence[int], use: str) -> dict[int, Head]:
    """Case → its submission of a form use as it stands."""
    s, v = Submission, SubmissionValues
    joined = (col(v.submission_id) == col(s.id)) & (col(v.revision) == col(s.working))
    query = select(col(s.case_id), col(s.id), v.body).join(v, joined).where(col(s.case_id).in_(ids), col(s.use) == use)
    found = [(case, submission or 0, dict(body)) for case, submission, body in session.exec(query)]
    counts = row_counts(session, [submission for _, submission, _ in found])
    return {case: Head(case, key, body, counts.get(key, 0)) for case, key, body in found}


def row_counts(session: Session, submissions: Sequence[int]) -> dict[int, int]:
    """Submission → how many rows its tables have now."""
    r = SubmissionRow
    query = pick(col(r.submission_id), func.count()).where(col(r.until).is_(None))
    query = query.where(col(r.submission_id).in_(submissions)).group_by(col(r.submission_id))
    return {row[0]: row[1] for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row of a table as it stands."""

    submission: int
    row: str
    table: str
    parent: str
    body: dict[str, Any]


def flat_rows(session: Session, submissions: Sequence[int]) -> Iterator[FlatRow]:
    """All rows of some submissions, those of one table of one submission in their order."""
    r = SubmissionRow
    query = pick(col(r.submission_id), col(r.row), col(r.table), col(r.parent), type_coerce(col(r.body), Text))
    query = query.where(col(r.submission_id).in_(submissions), col(r.until).is_(None))
    for each in session.execute(query.order_by(col(r.submission_id), col(r.table), col(r.position), col(r.id))):
        yield FlatRow(each[0], each[1], each[2], each[3], json.loads(each[4]))


def rows_at_most(session: Session, ids: Sequence[int], use: str) -> int:
    """How many rows the tables of some cases have now."""
    r, s = SubmissionRow, Submission
    query = pick(func.count()).select_from(r).join(s, col(s.id) == col(r.submission_id))
    query = query.where(col(s.case_id).in_(ids), col(s.use) == use, col(r.until).is_(None))
    return int(session.execute(query).scalar_one())
