"""Proof of the tallies: what counting anew gives beside what they and the pending spans say."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, literal, not_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.queries.dialect import Query, column, pick
from data.queries.facts import tasks
from data.queries.facts.families import HELD, MOVES, PENDING, STANDING, more, more_held, moving
from data.queries.facts.lying import stood
from data.queries.facts.tallies import LAST, answering, days_of, families_of
from data.tables import CaseSpan, Tally
from data.tables.facts import NOW

Wrong = tuple[str, date, dict[str, Any], int, int]
"""Family, day, facts, tallied, counted."""


def wrong(session: Session, turn: int | None = None) -> list[Wrong]:
    """Where tallies and pending spans differ from counting anew.

    Of every day; with `turn` of now, of the last days, and of one of the others, a different one each turn.
    """
    days = days_of(session)
    if turn is not None:
        days = [*days[-LAST:], *days[:-LAST][turn % max(len(days) - LAST, 1) :][:1]]
    known = answering(session) or STANDING
    kinds = [(name, upto) for upto in sorted({NOW, *days}) for name in families_of(upto) if name in known]
    found = [each for name, upto in kinds for each in _wrong(session, name, upto)]
    found += [*_wrong_limits(session), *_wrong_tasks(session)] if turn is None else []
    return found + [each for name in moving() if name in known for each in _wrong_moves(session, name, turn)]


def _wrong_limits(session: Session) -> list[Wrong]:
    """Cases that are said to have missed a limit by then, or not, other than how they stood before says."""
    before: Any = aliased(CaseSpan)
    missed = pick(literal(1)).select_from(before).where(
        col(before.case_id) == col(CaseSpan.case_id), col(before.id) < col(CaseSpan.id), ~col(before.ended),
        ~col(before.suspended), col(before.filed_on).is_not(None), col(before.due) < col(before.until_on),
    ).exists()  # fmt: skip
    other = pick(col(CaseSpan.case_id), func.count()).where(or_(
        and_(col(CaseSpan.overran), ~missed), and_(~col(CaseSpan.overran), missed)
    ))  # fmt: skip
    rows = session.execute(other.group_by(col(CaseSpan.case_id)))
    return [("overran", NOW, {"case_id": case}, n, 0) for case, n in rows]


def _wrong_tasks(session: Session) -> list[Wrong]:
    """Tasks that are kept otherwise than they were done."""
    return [("tasks", NOW, {"task_id": task}, told, real) for task, told, real in tasks.wrong(session)]


def _wrong_moves(session: Session, name: str, turn: int | None) -> list[Wrong]:
    """The same of what is kept of every day; with `turn` of the last days and of one before, another each turn."""
    span, last = CaseSpan, session.execute(pick(func.max(col(CaseSpan.since_on)))).scalar() or date.min
    some = None if turn is None else {last - timedelta(n) for n in (*range(LAST), LAST + turn % 365)}
    family, told_, real = STANDING[name], Counter[Any](), Counter[Any]()

    def count(of: Any, day: Any, n: Any, into: Counter[Any], *where: Any) -> None:
        facts = [column(day), *family.columns(session, of)]
        query = pick(*facts, func.sum(n)) if of is Tally else family.joined(pick(*facts, func.sum(n)))
        query = query.where(column(day).is_not(None), *where).group_by(*facts)
        for *key, m in session.execute(query if some is None else query.where(column(day).in_(sorted(some)))):
            into[tuple(key)] += int(m)

    count(Tally, Tally.upto, Tally.n, told_, col(Tally.family) == name + MOVES)
    count(span, span.since_on, literal(1), told_, family.where, PENDING, not_(column(span.counted)))
    count(span, span.until_on, literal(-1), told_, family.where, PENDING)
    count(span, span.since_on, literal(1), real, family.where)
    count(span, span.until_on, literal(-1), real, family.where)
    return [
        (name + MOVES, key[0], dict(zip(family.names, key[1:], strict=True)), told_[key], real[key])
        for key in sorted({*told_, *real}, key=str) if told_[key] != real[key]
    ]  # fmt: skip


def _wrong(session: Session, name: str, upto: date) -> list[Wrong]:
    family = STANDING[name]
    facts, kept, anew = family.names, family.columns(session, Tally), family.columns(session, CaseSpan)
    told, real = Counter[Any](), Counter[Any]()
    for place, measure in enumerate(family.measures):
        rows = pick(*kept, func.sum(getattr(Tally, measure)))
        _counted(session, told, measure, rows.where(col(Tally.family) == name, col(Tally.upto) == upto).group_by(*kept))

        def summed(n: Any, into: Counter[Any], *where: Any, p: int = place, m: str = measure) -> None:
            query = family.joined(pick(*anew, family.sums(n)[p])).where(family.where, *where)
            _counted(session, into, m, query.group_by(*anew))

        lying = family.lying
        summed(more(upto, upto), told, PENDING, *(lying.known(upto) if lying else ()))
        if lying is not None and lying.held:
            summed(more_held(lying.of, upto, upto), told, HELD[lying.of][0], stood(CaseSpan, upto))
        summed(literal(1), real, stood(CaseSpan, upto), *(lying.there(upto) if lying else ()))
    return [
        (name, upto, dict(zip(facts, key, strict=True)), told[measure, key], real[measure, key])
        for measure, key in sorted({*told, *real}, key=str) if told[measure, key] != real[measure, key]
    ]  # fmt: skip


def _counted(session: Session, into: Counter[Any], measure: str, query: Query) -> None:
    for *key, n in session.execute(query):
        into[measure, tuple(key)] += int(n)
