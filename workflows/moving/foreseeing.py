"""What a version that is not here yet would mean for the cases that are open: the dry run before anything is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from data.tables import Case
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.editing import may_define
from workflows.engine.types import Actor
from workflows.moving import checking
from workflows.moving.proposing import propose
from workflows.moving.service import SHOWN, Choice, Rehearsed, chosen, dry
from workflows.office import Office


@dataclass(frozen=True)
class Foreseen:
    """The open cases of one version, moved as is proposed; no cases where something is wrong for all of them."""

    procedure: str
    title: Text
    number: int
    doubts: tuple[Message, ...]  # taken for granted here, to be confirmed when the cases are moved
    wrong: tuple[Message, ...]
    found: Rehearsed


def foreseen(office: Office, actor: Actor, after: Bundle, now: datetime) -> list[Foreseen]:
    """By version, the newest first; nothing is written. Of each version the first cases are looked at."""
    if not may_define(actor):
        return []
    key, made = after.procedure.id, []
    with office.db.read() as session:
        open_ = (Case.procedure == key, col(Case.ended).is_(False))
        counted = select(Case.version_id, func.count()).where(*open_).group_by(col(Case.version_id))
        for version, count in session.exec(counted).all():
            before = office.bundle(session, version)
            proposal = propose(before, after)
            mapping = proposal.mapping.model_copy(update={"confirmed": [d.key for d in proposal.doubts]})
            wrong = checking.wrong(before, after, mapping)
            ids = [] if wrong else session.exec(chosen(session, Choice(key, version)).limit(SHOWN)).all()
            cases = tuple(dry(office, session, actor, i, after, mapping, now) for i in ids)
            doubts = tuple(d.message for d in proposal.doubts)
            of = Rehearsed(cases, count)
            made.append(Foreseen(key, before.procedure.title, before.number, doubts, tuple(wrong), of))
    return sorted(made, key=lambda f: -f.number)
