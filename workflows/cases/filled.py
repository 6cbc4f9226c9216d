"""What is filled in of a form, between the database (rows with dates) and the values that forms speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from data.queries.exporting import FlatRow
from data.queries.rows import Row, load_rows, write_rows
from data.tables import Submission, SubmissionValues
from forms.definition import Form
from forms.draft import Applied
from forms.fields.table import ROW_ID
from forms.values import Values, all_rows, prune, rows
from workflows.office import Office

_SMALLEST = 1e-6
"""Rows closer to each other than this are numbered anew."""


@dataclass(frozen=True)
class Filled:
    """A submission as it stands: `changes` tells whether a kept copy is still the newest."""

    changes: int
    values: Values
    answers: dict[str, str]
    positions: Mapping[str, float] = field(default_factory=dict)


def current(office: Office, session: Session, submission: Submission) -> Filled:
    """What is being worked on; large submissions are not read again while nobody changes them."""
    key = submission.id or 0
    known = office.filled.get(key)
    if isinstance(known, Filled) and known.changes == submission.changes:
        return known
    found = _read(session, submission, None)
    office.filled.put(key, found)
    return found


def at(session: Session, submission: Submission, revision: int) -> Filled:
    """A frozen revision; 0 is what is being worked on, read anew."""
    return _read(session, submission, revision or None)


def _read(session: Session, submission: Submission, revision: int | None) -> Filled:
    key = submission.id or 0
    head = session.get_one(SubmissionValues, (key, revision or submission.working))
    found = load_rows(session, key, revision)
    values = {**head.body, **nested(found)}
    return Filled(submission.changes, values, dict(head.answers), {r.row: r.position for r in found})


def nested(found: Iterable[Row | FlatRow]) -> Values:
    """The tables of a form, made of flat rows in their order."""
    below: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in found:
        below[row.parent][row.table.rpartition(".")[2]].append({ROW_ID: row.row, **row.body})
    for parent, tables in list(below.items()):
        for siblings in tables.values() if parent == "" else ():  # noqa: PLC1901
            for outer in siblings:
                outer.update(below.get(outer[ROW_ID], {}))
    return dict(below.get("", {}))


def create(
    session: Session, case_id: int, use: str, form: Form, values: Mapping[str, Any], by: int, now: datetime
) -> Submission:
    """A first submission of a form, with rows that have their identities."""
    row = Submission(case_id=case_id, use=use, form=form.id, saved_at=now, saved_by=by)
    session.add(row)
    session.flush()
    session.add(SubmissionValues(submission_id=row.id or 0, revision=1, body=_outside(form, values)))
    every = {r[ROW_ID] for _, r, _ in all_rows(form, values)}
    write_rows(session, row.id or 0, 1, list(_rows(form, values, every, {})), ())
    return row


def write(session: Session, form: Form, submission: Submission, before: Filled, applied: Applied) -> Filled:
    """Store what edits changed, and nothing else; the caller says who saved and when.

    `submission.changes` grows, so that kept copies are known to be old.
    """
    key, positions = submission.id or 0, dict(before.positions)
    moved = _place(form, applied.values, positions)
    touched = (set(applied.touched) - {""}) | moved
    for gone in applied.deleted:
        positions.pop(gone, None)
    removed = applied.deleted & before.positions.keys()
    if touched or removed:
        write_rows(session, key, submission.working, list(_rows(form, applied.values, touched, positions)), removed)
    if "" in applied.touched or applied.answers != before.answers:
        head = session.get_one(SubmissionValues, (key, submission.working))
        head.body, head.answers = _outside(form, applied.values), dict(applied.answers)
        session.add(head)
    submission.changes += 1
    session.add(submission)
    return Filled(submission.changes, applied.values, applied.answers, positions)


def _outside(form: Form, values: Mapping[str, Any]) -> Values:
    """The fields outside tables."""
    return {k: v for k, v in prune(form, values).items() if k not in form.tables}


def _rows(form: Form, values: Mapping[str, Any], wanted: set[str], positions: dict[str, float]) -> Iterator[Row]:
    """The rows named, flat."""
    if not positions:
        _place(form, values, positions)
    inner = {path: table.inner() for path, table in form.tables.items()}
    for path, row, parent in all_rows(form, values):
        if row[ROW_ID] in wanted:
            below = inner[path]
            body = {k: v for k, v in row.items() if k != ROW_ID and not (below and k == below.key)}
            yield Row(row[ROW_ID], path, parent[ROW_ID] if parent else "", positions[row[ROW_ID]], body)


def _place(form: Form, values: Mapping[str, Any], positions: dict[str, float]) -> set[str]:
    """Give every row without a position one between its neighbours; the rows that had to move for it."""
    moved: set[str] = set()
    for siblings in _siblings(form, values):
        moved |= _place_among([r[ROW_ID] for r in siblings], positions)
    return moved


def _siblings(form: Form, values: Mapping[str, Any]) -> Iterator[list[dict[str, Any]]]:
    for path in form.tables:
        outer, _, key = path.rpartition(".")
        if not outer:
            yield rows(values, key)
        else:
            for around in rows(values, outer):
                yield rows(around, key)


def _place_among(order: list[str], positions: dict[str, float]) -> set[str]:
    run: list[str] = []
    last = 0.0
    for row in [*order, None]:
        if row is not None and row not in positions:
            run.append(row)
            continue
        following = positions[row] if row is not None else last + len(run) + 1
        step = (following - last) / (len(run) + 1)
        if run and step < _SMALLEST:
            positions.update((r, float(n)) for n, r in enumerate(order, 1))
            return set(order)
        positions.update((r, last + step * n) for n, r in enumerate(run, 1))
        run, last = [], following
    return set()
