"""Boards made in the browser: saved for oneself, shared with roles, or public; copied, taken away; who changed them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import func
from sqlmodel import Session, col, select

from data.queries.dialect import hold
from data.tables import BoardChange, Person
from forms.canonical import plain, pretty
from forms.reading import DefinitionFinding, parsed
from forms.text import Message
from workflows.boards.offered import Offered, inside, shipped
from workflows.checks.board import Kit, check_board
from workflows.engine.types import Actor, Refusal
from workflows.model.boards import Board
from workflows.office import ADMIN, Office, holds

Sharing = Literal["own", "roles", "public"]
MOST = 100
"""Boards of one person."""


@dataclass(frozen=True)
class Saved:
    """A board as it lies in the office: its key, and the number of the change that made it so."""

    key: str
    change: int


@dataclass(frozen=True)
class Unsound:
    """Why a board cannot be saved: what is wrong with its definition."""

    findings: tuple[DefinitionFinding, ...]


@dataclass(frozen=True)
class Change:
    """What somebody did to a board; without a board they took it away."""

    number: int
    at: datetime
    by: str
    sharing: Sharing
    roles: tuple[str, ...]
    board: Board | None
    note: str = ""


def save(
    office: Office, actor: Actor, board: Board, now: datetime, *, key: str | None = None, seen: int = 0,
    sharing: Sharing = "own", roles: tuple[str, ...] = (), note: str = "",
) -> Saved | Unsound | Refusal:  # fmt: skip
    """Save a new board, or over the one with a key whose change was `seen`; somebody else's change is not run over.

    Public ones show figures of all cases to everybody in the office: only administrators may save those.
    """
    with office.db.write() as session:
        hold(session, f"board/{key or actor.id}")
        return written(office, session, actor, board, now, key, seen, sharing, roles, note)


def written(
    office: Office, session: Session, actor: Actor, board: Board, now: datetime, key: str | None, seen: int,
    sharing: Sharing, roles: tuple[str, ...], note: str,
) -> Saved | Unsound | Refusal:  # fmt: skip
    """The same within a transaction; with a key that no board has yet it is the key of the new one."""
    before = newest(session, key) if key else None
    against = may_not(session, actor, before, seen, sharing, roles)
    if against is not None:
        return against
    board = board.model_copy(update={"public": sharing == "public"})
    found = [f for f in problems(office, session, board) if f.level == "error"]
    if found:
        return Unsound(tuple(found))
    row = BoardChange(
        key=key or secrets.token_hex(8), owner_id=before.owner_id if before else actor.id, body=plain(board),
        sharing=sharing, roles=sorted(set(roles)) if sharing == "roles" else [], at=now, by=actor.id, note=note,
    )  # fmt: skip
    return _added(session, row)


def _added(session: Session, row: BoardChange) -> Saved:
    session.add(row)
    session.flush()
    return Saved(row.key, row.id or 0)


def may_not(
    session: Session, actor: Actor, before: BoardChange | None, seen: int, sharing: Sharing, roles: tuple[str, ...]
) -> Refusal | None:
    """Why the actor may not save it so; `before` is how it lies in the office, `seen` what they went on from."""
    if not inside(session, actor):
        return Refusal(Message("board_not_inside"), guard="role")
    if before.body is None if before is not None else bool(seen):
        return Refusal(Message("board_gone"), guard="gone")
    if before is not None and not may_change(actor, before):
        return Refusal(Message("board_not_yours"), guard="role")
    if before is not None and before.id != seen:
        return Refusal(Message("board_changed"), guard="revision")
    if "public" in (sharing, before.sharing if before else "") and not holds(actor, ADMIN):
        return Refusal(Message("board_public"), guard="role")
    if sharing == "roles" and not roles:
        return Refusal(Message("board_no_roles"), guard="roles")
    many = before is None and len([r for r in _current(session) if r.owner_id == actor.id]) >= MOST
    return Refusal(Message("board_many", {"most": MOST}), guard="many") if many else None


def problems(office: Office, session: Session, board: Board) -> list[DefinitionFinding]:
    """What is wrong with a board, over all procedures of the office: the same check as before publishing."""
    bundles = [b for p in office.procedures(session) if (b := office.newest(session, p))]
    kits = [Kit(b.procedure, b.forms, b.lists) for b in bundles]
    return check_board(board, kits, whole=True) if kits else []


def may_change(actor: Actor, row: BoardChange) -> bool:
    """Whether a board is the actor's to change: their own, or as an administrator."""
    return row.owner_id == actor.id or holds(actor, ADMIN)


def delete(office: Office, actor: Actor, key: str, now: datetime) -> Refusal | None:
    """Take a board away; its history stays."""
    with office.db.write() as session:
        hold(session, f"board/{key}")
        before = newest(session, key)
        if before is None or before.body is None:
            return Refusal(Message("board_gone"), guard="gone")
        if not may_change(actor, before):
            return Refusal(Message("board_not_yours"), guard="role")
        session.add(BoardChange(
            key=key, owner_id=before.owner_id, sharing=before.sharing, roles=before.roles, at=now, by=actor.id
        ))  # fmt: skip
        return None


def newest(session: Session, key: str) -> BoardChange | None:
    """The newest change of a board."""
    mine = select(BoardChange).where(BoardChange.key == key)
    return session.exec(mine.order_by(col(BoardChange.id).desc()).limit(1)).first()


def _current(session: Session) -> list[BoardChange]:
    """Every board as it stands, without those that were taken away."""
    last = select(func.max(BoardChange.id)).group_by(col(BoardChange.key))
    rows = session.exec(select(BoardChange).where(col(BoardChange.id).in_(last)).order_by(col(BoardChange.id)))
    return [r for r in rows if r.body is not None]


def history(office: Office, actor: Actor, key: str) -> list[Change]:
    """Who changed a board, the newest change first; nothing of one that the actor may not open."""
    with office.db.read() as session:
        last = newest(session, key)
        if last is None or not _open_to(session, actor, last):
            return []
        rows = session.exec(
            select(BoardChange, Person.name).join(Person, col(Person.id) == col(BoardChange.by))
            .where(BoardChange.key == key).order_by(col(BoardChange.id).desc())
        )  # fmt: skip
        return [
            Change(r.id or 0, r.at, name, cast(Sharing, r.sharing), tuple(r.roles), read_board(r.body), r.note)
            for r, name in rows
        ]


def _open_to(session: Session, actor: Actor, row: BoardChange) -> bool:
    """Whether somebody may open a board."""
    if may_change(actor, row):
        return True
    held = {h.role for h in actor.held}
    if row.sharing == "public":
        return inside(session, actor)
    return row.sharing == "roles" and bool(held & set(row.roles))


def read_board(body: Mapping[str, Any] | None) -> Board | None:
    """What was saved, as it reads today; None for what no longer reads."""
    return None if body is None else parsed(Board, pretty(body)).model


def offered(office: Office, session: Session, actor: Actor, now: datetime) -> list[Offered]:
    """Every board that somebody may open: those of procedures first, then those made in the browser."""
    found = list(shipped(office, session, actor, office.today(now)))
    return [*found, *_made(session, actor)]


def _made(session: Session, actor: Actor) -> Iterator[Offered]:
    for row in _current(session):
        board = read_board(row.body) if _open_to(session, actor, row) else None
        if board is not None:
            yield Offered(board, board.title, (), row.key, may_change(actor, row), row.id or 0, row.sharing, row.roles)


def find(office: Office, session: Session, actor: Actor, name: str, now: datetime) -> Offered | None:
    """A board that somebody may open by the id of a shipped one, or by the key of one that was made."""
    return next((o for o in offered(office, session, actor, now) if o.name == name), None)
