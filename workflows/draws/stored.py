"""Draws as they are stored: their records, compared with what the history of their case committed to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from data.tables import DrawRecord, History, HistoryDetail
from forms.text import Message
from workflows.audit.chain import moment


@dataclass(frozen=True)
class Stored:
    """A draw that was carried out; `wrong` says where row, record and history contradict each other."""

    name: str
    case: int
    draw: str
    number: int
    record: dict[str, Any]
    wrong: tuple[Message, ...]


def stored(session: Session, case: int | None = None) -> list[Stored]:
    """The draws of a case, or of all cases, in the order in which they were committed to."""
    wanted = select(DrawRecord).where(col(DrawRecord.drawn_at).is_not(None)).order_by(col(DrawRecord.id))
    rows = session.exec(wanted if case is None else wanted.where(DrawRecord.case_id == case))
    return [_stored(session, row) for row in rows]


def _stored(session: Session, row: DrawRecord) -> Stored:
    record, name = row.record or {}, f"{row.case_id}-{row.draw}-{row.number}"
    wrong = (*_against_row(row, record), *_against_history(session, row, record))
    return Stored(name, row.case_id, row.draw, row.number, record, wrong)


def _against_row(row: DrawRecord, record: dict[str, Any]) -> Iterator[Message]:
    at, drawn = moment(row.committed_at), moment(row.drawn_at) if row.drawn_at else ""
    own = {
        "draw": row.draw, "number": row.number, "seed": row.seed, "commitment": row.commitment,
        "committed_at": at, "drawn_at": drawn,
    }  # fmt: skip
    for part, value in own.items():
        if record.get(part) != value:
            yield Message("draw.other_stored", {"part": part})


def _against_history(session: Session, row: DrawRecord, record: dict[str, Any]) -> Iterator[Message]:
    """The commitment stands in an earlier step than the digest; details that were erased prove nothing any more."""
    steps = select(HistoryDetail.body).join(History, col(History.id) == HistoryDetail.history_id)
    told = session.exec(steps.where(History.case_id == row.case_id).order_by(col(History.step)))
    bodies = list(told)
    if any(body is None for body in bodies):
        return
    notes = [d for body in bodies if body for d in body.get("draws", ())]
    mine = [d for d in notes if (d["draw"], d["number"]) == (row.draw, row.number)]
    commitments = [d for d in mine if "digest" not in d]
    digests = [d["digest"] for d in mine if "digest" in d]
    kept = {d["commitment"] for d in mine} == {row.commitment}
    if not (commitments and "digest" not in mine[0] and digests == [record.get("digest")] and kept):
        yield Message("draw.no_history")
