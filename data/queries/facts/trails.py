"""What befell cases, kept with how they stood: states they came to, steps that were taken.

Thousands of cases share few such sets, so a set is stored once (as audiences are) and a case names it. A session
listens to its own flushes: a step that is written brings the trail of its case along.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, event, insert, literal, or_
from sqlmodel import Session, col

from data.queries.dialect import insert_missing, pick
from data.queries.facts import spans
from data.tables import Case, History, Trail, TrailMark

STATE, ACTION = "state", "action"
Marks = frozenset[tuple[str, str]]


def of_step(action: str, to_state: str) -> Marks:
    """What a step adds."""
    return frozenset({(ACTION, action), (STATE, to_state)})


@event.listens_for(Session, "before_flush")
def _gone_on(session: Session, _context: Any, _instances: Any) -> None:
    for thing in list(session.new):
        if isinstance(thing, History):
            _count(session, thing)
            add(session, thing.case_id, of_step(thing.action, thing.to_state), thing.at)


def _count(session: Session, step: History) -> None:
    """Each step begins a span, so that whoever counts steps by how their case stands knows which were there by then."""
    case = session.get(Case, step.case_id)
    if case is not None and case.steps < step.step:
        session.info.setdefault(spans.AT, step.at)
        case.steps = step.step


def add(session: Session, case_id: int, marks: Marks, at: Any) -> None:
    """Brings a case further along."""
    case = session.get(Case, case_id) if marks else None
    if case is None:
        return
    known = marks_of(session, [case.trail_id]).get(case.trail_id, frozenset())
    if not marks <= known:
        session.info.setdefault(spans.AT, at)
        case.trail_id = trail(session, known | marks)


def trail(session: Session, marks: Marks) -> int:
    """The id of a trail, made if it is new."""
    key = hashlib.sha256(json.dumps(sorted(marks), ensure_ascii=False).encode()).hexdigest()
    known = pick(col(Trail.id)).where(col(Trail.key) == key)
    found: int | None = session.execute(known).scalar()
    return found or _make(session, key, marks)


def _make(session: Session, key: str, marks: Marks) -> int:
    made = insert_missing(session, Trail, [{"key": key}])
    new: int = session.execute(pick(col(Trail.id)).where(col(Trail.key) == key)).scalar_one()
    if made:
        session.execute(insert(TrailMark), [{"trail_id": new, "kind": k, "what": w} for k, w in sorted(marks)])
    return new


def marks_of(session: Session, trails: Iterable[int | None]) -> dict[int | None, Marks]:
    """Trails with what is in them."""
    wanted = sorted({t for t in trails if t is not None})
    found: dict[int | None, set[tuple[str, str]]] = {}
    for start in range(0, len(wanted), 500):
        some = col(TrailMark.trail_id).in_(wanted[start : start + 500])
        for of, kind, what in session.execute(pick(TrailMark.trail_id, TrailMark.kind, TrailMark.what).where(some)):
            found.setdefault(of, set()).add((kind, what))
    return {of: frozenset(marks) for of, marks in found.items()}


# Conditions on whatever names a trail and a procedure: cases, how they stood, tallies.


def has(of: Any, kind: str, wanted: Mapping[str, Collection[str]]) -> ColumnElement[bool]:
    """One of these befell it: by procedure what is looked for."""
    found = (and_(col(of.procedure) == p, _holds(of, kind, names)) for p, names in sorted(wanted.items()))
    return or_(literal(False), *found)


def _holds(of: Any, kind: str, names: Collection[str]) -> ColumnElement[bool]:
    return _among(of, _trails(kind).where(col(TrailMark.what).in_(sorted(names))))


def _trails(kind: str) -> Any:
    return pick(TrailMark.trail_id).where(col(TrailMark.kind) == kind)


def _among(of: Any, trails: Any) -> ColumnElement[bool]:
    """Also of what has no trail: it is among none, not unknown."""
    return and_(col(of.trail_id).is_not(None), col(of.trail_id).in_(trails))
