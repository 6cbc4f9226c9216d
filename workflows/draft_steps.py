"""The states a draft has been in, oldest first; what was undone stays behind them until something new is done.

The history is of texts: what another tab, the JSON box or an upload made of the draft meanwhile is one more state.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from data.tables import DraftStep

KEPT = 100  # states of a draft


@dataclass(frozen=True)
class Reach:
    """How many steps lead back, and how many forward again."""

    back: int
    forward: int


def steps_of(session: Session, person: int, name: str) -> list[DraftStep]:
    """All states of somebody's draft, oldest first."""
    kind, _, key = name.partition("/")
    wanted = (DraftStep.person_id == person, DraftStep.kind == kind, DraftStep.key == key)
    return list(session.exec(select(DraftStep).where(*wanted).order_by(col(DraftStep.id))))


def record(session: Session, person: int, name: str, before: str, after: str, deed: str, now: datetime) -> None:
    """Notes that a draft went from one text to another; what was undone before is gone."""
    known = steps_of(session, person, name)
    done = [s for s in known if not s.undone]
    for step in known:
        if step.undone:
            session.delete(step)
    if not done or done[-1].body != before:
        done.append(_added(session, person, name, before, "", now))
    if after != before:
        done.append(_added(session, person, name, after, deed, now))
    for step in done[:-KEPT]:
        session.delete(step)


def _added(session: Session, person: int, name: str, body: str, deed: str, now: datetime) -> DraftStep:
    kind, _, key = name.partition("/")
    step = DraftStep(person_id=person, kind=kind, key=key, body=body, deed=deed, made_at=now)
    session.add(step)
    session.flush()
    return step


def caught_up(session: Session, person: int, name: str, text: str, now: datetime) -> list[DraftStep]:
    """The states, with the text of now among them where something else made it."""
    done = [s for s in steps_of(session, person, name) if not s.undone]
    if done and done[-1].body != text:
        record(session, person, name, done[-1].body, text, "", now)
    return steps_of(session, person, name)


def forget(session: Session, person: int, name: str) -> None:
    """The draft is published: there is nothing to go back to."""
    for step in steps_of(session, person, name):
        session.delete(step)


def parts_of(session: Session, person: int, deed: str) -> list[str]:
    """The drafts that were changed as one."""
    if not deed:
        return []
    found = session.exec(select(DraftStep).where(DraftStep.person_id == person, DraftStep.deed == deed))
    return sorted({f"{s.kind}/{s.key}" for s in found})


def made_with(session: Session, person: int, name: str) -> set[str]:
    """The drafts that were changed together with one, in steps that still hold: they are right only together."""
    deeds = [s.deed for s in steps_of(session, person, name) if s.deed and not s.undone]
    found = session.exec(select(DraftStep).where(DraftStep.person_id == person, col(DraftStep.deed).in_(deeds)))
    return {f"{s.kind}/{s.key}" for s in found} - {name}


def reach_of(steps: list[DraftStep], text: str) -> Reach:
    """How far one can go from a text that may have been changed elsewhere."""
    done = [s for s in steps if not s.undone]
    elsewhere = bool(done) and done[-1].body != text
    return Reach(len(done) if elsewhere else max(0, len(done) - 1), 0 if elsewhere else len(steps) - len(done))
