"""Verifying all histories a piece at a time, so that a screen shows how far it is and can be left meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, func, select

from data.queries.cases import may_open
from data.tables import Case
from forms.text import Message, Text
from workflows.audit.verify import Broken, follow
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.rights import overseeing

PIECE = 100
"""Cases that are followed at once."""


@dataclass(frozen=True)
class Finding:
    """A place where a history does not hold. What the case is called is told to those who may see it."""

    case_id: int
    step: int
    why: Message
    number: str | None = None
    title: Text | None = None


@dataclass(frozen=True)
class Proof:
    """How far the histories were followed, and what was found; `ended` once nothing is left."""

    began: datetime
    cases: int  # there are in all
    followed: int = 0
    steps: int = 0
    found: tuple[Finding, ...] = ()
    last: int = 0  # the case up to which they were followed
    ended: datetime | None = None


def begin(office: Office, actor: Actor, now: datetime) -> Proof | Refusal:
    """The beginning of a proof, for those who oversee the office."""
    if not overseeing(actor):
        return Refusal(Message("not_auditor"), guard="role")
    with office.db.read() as session:
        return Proof(now, session.exec(select(func.count()).select_from(Case)).one())


def go_on(office: Office, actor: Actor, proof: Proof, now: datetime, piece: int = PIECE) -> Proof | Refusal:
    """Follow the next cases."""
    if not overseeing(actor):
        return Refusal(Message("not_auditor"), guard="role")
    with office.db.read() as session:
        ahead = select(Case.id).where(col(Case.id) > proof.last).order_by(col(Case.id)).limit(piece)
        ids = [i for i in session.exec(ahead) if i is not None]
        until = ids[-1] if len(ids) == piece else None  # the last piece takes what belongs to no case any more too
        steps, broken = follow(office, session, proof.last, until)
        found = tuple(_told(session, actor, each) for each in broken)
    return replace(
        proof, followed=proof.followed + len(ids), steps=proof.steps + steps, found=proof.found + found,
        last=until or proof.last, ended=None if until else now,
    )  # fmt: skip


def _told(session: Session, actor: Actor, broken: Broken) -> Finding:
    case = session.get(Case, broken.case_id) if may_open(session, actor.tokens, broken.case_id) else None
    if case is None:
        return Finding(broken.case_id, broken.step, broken.message)
    title = Text(zh=case.title, en=case.title_en or None)
    return Finding(broken.case_id, broken.step, broken.message, case.number, title)
