"""Table rows of a submission: read at any revision, changed in the working one, never in a frozen one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Text, bindparam, delete, insert, select, type_coerce, update
from sqlmodel import Session, col

from data.tables import Submission, SubmissionRow, SubmissionValues

PIECE = 5_000  # rows inserted at once
FEW = 500  # up to so many rows are looked up one by one


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its identity, the path of its table, the identity of the row around it ("" at the top), its place."""

    row: str
    table: str
    parent: str
    position: float
    body: dict[str, Any]


def load_rows(session: Session, submission_id: int, revision: int | None = None) -> list[Row]:
    """Every row of a revision by table and position; without one, the rows being worked on."""
    c = SubmissionRow
    body = type_coerce(col(c.body), Text)  # all bodies are parsed at once: half the time of one by one
    query = select(col(c.row), col(c.table), col(c.parent), col(c.position), body)
    query = query.where(col(c.submission_id) == submission_id, *_in(revision))
    found = session.execute(query.order_by(col(c.table), col(c.position), col(c.id))).all()
    bodies = json.loads(f"[{','.join(r[4] for r in found)}]")
    return [Row(r[0], r[1], r[2], r[3], body) for r, body in zip(found, bodies, strict=True)]


def _in(revision: int | None) -> tuple[Any, ...]:
    until = col(SubmissionRow.until)
    if revision is None:
        return (until.is_(None),)
    return (col(SubmissionRow.since) <= revision, until.is_(None) | (until > revision))


def write_rows(
    session: Session, submission_id: int, working: int, changed: Sequence[Row] = (), removed: Collection[str] = ()
) -> None:
    """Puts rows, new or changed, into the working revision and takes others out; frozen revisions keep what they had.

    A row first written in this revision is changed in place; an older one ends here and goes on as a new version.
    The caller names the rows inside a removed row too.
    """
    session.flush()
    known = _open(session, submission_id, [r.row for r in changed] + list(removed))
    here = {row for row, (_, since) in known.items() if since == working}
    # An older version ends where a newer one begins, or where the row is taken out.
    _end(session, [known[r][0] for r in {*(r.row for r in changed), *removed} & known.keys() - here], working)
    _remove(session, [known[r][0] for r in removed if r in here])
    _replace(session, [(known[r.row][0], r) for r in changed if r.row in here])
    _insert(session, submission_id, working, (r for r in changed if r.row not in here))


def _open(session: Session, submission_id: int, rows: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Identity → key and first revision of the versions being worked on, of these rows at least."""
    c = SubmissionRow
    query = select(col(c.row), col(c.id), col(c.since)).where(
        col(c.submission_id) == submission_id, col(c.until).is_(None)
    )
    if len(rows) <= FEW:
        query = query.where(col(c.row).in_(rows))
    return {row: (key, since) for row, key, since in session.execute(query)}


def _end(session: Session, keys: Iterable[int], working: int) -> None:
    if sets := [{"key": k, "working": working} for k in keys]:
        ended = update(SubmissionRow).where(col(SubmissionRow.id) == bindparam("key"))
        session.connection().execute(ended.values(until=bindparam("working")), sets)


def _remove(session: Session, keys: Iterable[int]) -> None:
    if sets := [{"key": k} for k in keys]:
        session.connection().execute(delete(SubmissionRow).where(col(SubmissionRow.id) == bindparam("key")), sets)


def _replace(session: Session, rows: Iterable[tuple[int, Row]]) -> None:
    if sets := [{"key": key, **_columns(row)} for key, row in rows]:
        session.connection().execute(update(SubmissionRow).where(col(SubmissionRow.id) == bindparam("key")), sets)


def _insert(session: Session, submission_id: int, working: int, rows: Iterable[Row]) -> None:
    same = {"submission_id": submission_id, "since": working, "until": None}
    waiting = iter(rows)  # in pieces: very many rows are not kept twice
    while sets := [{**same, "row": row.row, **_columns(row)} for row in islice(waiting, PIECE)]:
        session.connection().execute(insert(SubmissionRow), sets)


def _columns(row: Row) -> dict[str, Any]:
    return {"table": row.table, "parent": row.parent, "position": row.position, "body": row.body}


def freeze(session: Session, submission: Submission, at: datetime, by: int | None) -> int:
    """Keeps the working revision for good and opens the next one with the same values; returns the kept number."""
    assert submission.id is not None
    kept = session.get_one(SubmissionValues, (submission.id, submission.working))
    kept.taken_at, kept.taken_by = at, by
    submission.working += 1
    session.add(
        SubmissionValues(
            submission_id=submission.id, revision=submission.working, body=kept.body, answers=kept.answers
        )
    )
    session.flush()
    return kept.revision
