"""A board being changed: every press is kept as a step of its maker, and saving makes one change of all of them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlmodel import Session, col, select

from data.queries.dialect import hold
from data.tables import BoardStep
from forms.canonical import plain
from forms.text import Message
from workflows.boards import made
from workflows.boards.made import Saved, Sharing, Unsound
from workflows.engine.types import Actor, Refusal
from workflows.model.boards import Board
from workflows.office import Office

MOST = 60
"""Steps that can be undone."""
NOTE = 200
"""Characters of what is said about a change."""


@dataclass(frozen=True)
class Draft:
    """A board as somebody left it and did not save it; how many steps can be undone, and done again."""

    key: str
    board: Board
    sharing: Sharing
    roles: tuple[str, ...]
    seen: int
    at: datetime
    back: int
    forward: int


def step(
    office: Office, actor: Actor, board: Board, now: datetime, *, key: str | None = None, seen: int = 0,
    sharing: Sharing = "own", roles: tuple[str, ...] = (),
) -> Saved | Unsound | Refusal:  # fmt: skip
    """Keep one press; without a key it begins a new board. What could not be saved is refused here already."""
    with office.db.write() as session:
        hold(session, f"board/{actor.id}")
        against = made.may_not(session, actor, made.newest(session, key) if key else None, seen, sharing, roles)
        if against is not None:
            return against
        board = board.model_copy(update={"public": sharing == "public"})
        found = [f for f in made.problems(office, session, board) if f.level == "error"]
        if found:
            return Unsound(tuple(found))
        row = BoardStep(
            person_id=actor.id, key=key or secrets.token_hex(8), seen=seen, body=plain(board), sharing=sharing,
            roles=sorted(set(roles)) if sharing == "roles" else [], at=now,
        )  # fmt: skip
        return _kept(session, row)


def _kept(session: Session, row: BoardStep) -> Saved:
    """Adds a step; what was undone is gone then, and the oldest beyond MOST."""
    steps = list(_steps(session, row.person_id, row.key))
    done = [s for s in steps if not s.undone]
    for gone in [s for s in steps if s.undone] + done[: max(0, len(done) + 1 - MOST)]:
        session.delete(gone)
    session.add(row)
    return Saved(row.key, row.seen)


def _steps(session: Session, person: int, key: str) -> Iterator[BoardStep]:
    query = select(BoardStep).where(BoardStep.person_id == person, BoardStep.key == key)
    yield from session.exec(query.order_by(col(BoardStep.id)))


def draft(session: Session, actor: Actor, key: str) -> Draft | None:
    """What somebody did to a board and did not save; None where there is nothing, nor anything to do again."""
    steps = list(_steps(session, actor.id, key))
    done = [s for s in steps if not s.undone]
    board = made.read_board(done[-1].body) if done else None
    if board is None:
        return None
    last = done[-1]
    return Draft(
        key, board, cast(Sharing, last.sharing), tuple(last.roles), last.seen, last.at,
        len(done) - (0 if last.seen else 1), len(steps) - len(done),
    )  # fmt: skip


def undone(session: Session, actor: Actor, key: str) -> int:
    """How many steps can be done again."""
    return sum(s.undone for s in _steps(session, actor.id, key))


def undo(office: Office, actor: Actor, key: str) -> None:
    """Take the last step back; the first of a new board stays, for there is nothing before it."""
    with office.db.write() as session:
        done = [s for s in _steps(session, actor.id, key) if not s.undone]
        if len(done) > (0 if done and done[-1].seen else 1):
            done[-1].undone = True
            session.add(done[-1])


def redo(office: Office, actor: Actor, key: str) -> None:
    """Do again what was taken back last."""
    with office.db.write() as session:
        again = next((s for s in _steps(session, actor.id, key) if s.undone), None)
        if again is not None:
            again.undone = False
            session.add(again)


def drop(office: Office, actor: Actor, key: str) -> None:
    """Forget what was not saved."""
    with office.db.write() as session:
        _drop(session, actor, key)


def _drop(session: Session, actor: Actor, key: str) -> None:
    for gone in _steps(session, actor.id, key):
        session.delete(gone)


def save(office: Office, actor: Actor, key: str, note: str, now: datetime) -> Saved | Unsound | Refusal:
    """Make one change of all steps, under a note."""
    with office.db.write() as session:
        hold(session, f"board/{key}")
        found = draft(session, actor, key)
        if found is None:
            return Refusal(Message("board_same"), guard="same")
        outcome = made.written(
            office, session, actor, found.board, now, key, found.seen, found.sharing, found.roles, note.strip()[:NOTE]
        )
        if isinstance(outcome, Saved):
            _drop(session, actor, key)
        return outcome


def begun(session: Session, actor: Actor) -> list[Draft]:
    """What somebody has not saved yet, the newest first."""
    keys = session.exec(select(BoardStep.key).where(BoardStep.person_id == actor.id).distinct())
    found = [d for key in keys if (d := draft(session, actor, key))]
    return sorted(found, key=lambda d: d.at, reverse=True)
