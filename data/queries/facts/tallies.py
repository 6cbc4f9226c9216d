"""Tallies: how many cases stood how, kept so that figures over a million cases read some thousand rows.

Spans are what was written in the transaction; those that no tally knows yet are `pending`. A job adds them up (`fold`),
so that writers never wait for each other. A figure is the tallies of its day and what is pending: exact at any moment.
Tallies exist of now, of every month's end, and of the days between before which much moved: so a day without any starts
from one before it and adds no more than some thousand changes, however many cases there are. Rows are only ever added;
`compact` puts those of one kind together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, literal, not_, or_, update
from sqlmodel import Session, col

from data.queries.dialect import column, hold, on_sqlite, pick
from data.queries.facts import tasks
from data.queries.facts.families import (
    HELD,
    MOVES,
    PENDING,
    STANDING,
    WIDE,
    holding,
    more,
    more_held,
    moving,
)
from data.queries.facts.lying import known
from data.tables import Case, CaseSpan, Tally
from data.tables.facts import NOW

READY = "ready"
"""The family of the one row that says that every case is tallied."""
FOLDED, MOVED, LAST = 500, 2_000, 3
"""Spans added up at once; changes after which a day gets tallies of its own; days that are proved every night."""
DAYS, FAR = timedelta(62), 20_000
"""Days of the last two months may have tallies of their own; of those before months' ends, and days that far apart."""


def ready(session: Session, name: str) -> bool:
    """Whether the tallies of a family answer at all: every case is known to them."""
    return name in answering(session)


def answering(session: Session) -> set[str]:
    return set(session.execute(pick(col(Tally.state)).where(col(Tally.family) == READY)).scalars())


# Adding up: in the transactions of a job.


def fold(session: Session, limit: int = FOLDED) -> int:
    """Adds up to so many pending spans to the tallies, and as much of what is held; says how many that were."""
    hold(session, "tally")
    return _fold_spans(session, limit) + sum(_fold_held(session, of, limit) for of in HELD)


def _fold_spans(session: Session, limit: int) -> int:
    found = _pending(session, CaseSpan, PENDING, limit)
    if not found:
        return 0
    some, first = col(CaseSpan.id).in_([row[0] for row in found]), min(row[1] for row in found)
    for upto in [NOW, *(d for d in days_of(session) if d >= first)]:
        for name in families_of(upto):
            _add(session, name, upto, some, more(upto, upto))
    new, over = not_(column(CaseSpan.counted)), col(CaseSpan.until_on).is_not(None)
    for name in moving():
        _move(session, name, and_(some, new), and_(some, over))
    session.execute(update(CaseSpan).where(some).values(counted=True, pending=False))
    return len(found)


def _fold_held(session: Session, of: Any, limit: int) -> int:
    """What is held on the spans that tallies hold."""
    found = _pending(session, of, HELD[of][0], limit)
    if not found:
        return 0
    some, first = col(of.id).in_([row[0] for row in found]), min(row[1] for row in found)
    for upto in [NOW, *(d for d in days_of(session) if d >= first)]:
        for name in (n for n in holding(of) if STANDING[n].of(upto)):
            _add(session, name, upto, known(CaseSpan, upto), more_held(of, upto, upto), [some])
    session.execute(update(of).where(some).values(counted=True, pending=False))
    return len(found)


def _pending(session: Session, of: Any, pending: Any, limit: int) -> Sequence[Any]:
    """Some of what no tally knows all of, each with the first day that it changes."""
    changes = case((column(of.counted), col(of.until_on)), else_=col(of.since_on))
    query = pick(of.id, changes).where(pending).order_by(col(of.id)).limit(limit)
    return session.execute(query if on_sqlite(session) else query.with_for_update(skip_locked=True)).all()


def families_of(upto: date) -> list[str]:
    """The families that have tallies of a day."""
    return [name for name, family in STANDING.items() if family.of(upto)]


def _add(
    session: Session, name: str, upto: date, some: ColumnElement[bool], n: ColumnElement[Any],
    held: Sequence[ColumnElement[bool]] | None = None,
) -> None:  # fmt: skip
    """Adds spans to the tallies of a day, each so many times; `held` is of what lies on them, if not what they hold."""
    family = STANDING[name]
    if held is None:
        held = family.lying.known(upto) if family.lying else []
    facts, sums = family.columns(session, CaseSpan), family.sums(n)
    found = family.joined(pick(literal(name), literal(upto), *sums, *facts)).where(some, family.where, *held)
    names = ["family", "upto", *family.measures, *family.names]
    changed = or_(*(s != 0 for s in sums))
    session.execute(insert(Tally).from_select(names, found.group_by(*facts).having(changed)))


def _move(session: Session, name: str, begun: ColumnElement[bool], ended: ColumnElement[bool]) -> None:
    """Adds beginnings and ends of spans to the days on which they were."""
    family = STANDING[name]
    names = ["family", "upto", "n", *family.names]
    for day, n, some in ((CaseSpan.since_on, 1, begun), (CaseSpan.until_on, -1, ended)):
        facts = family.columns(session, CaseSpan)
        sums = family.joined(pick(literal(name + MOVES), column(day), func.sum(literal(n)), *facts))
        sums = sums.where(some, family.where).group_by(column(day), *facts)
        session.execute(insert(Tally).from_select(names, sums))


def _move_all(session: Session, name: str) -> None:
    """The same of everything that is counted already."""
    counted = column(CaseSpan.counted)
    _move(session, name, counted, and_(counted, not_(column(CaseSpan.pending)), col(CaseSpan.until_on).is_not(None)))


def close(session: Session, day: date) -> None:
    """Begins the tallies of the end of a day, from what is counted already; does nothing where there are some.

    They are those of the nearest day before and what moved since; only the oldest are counted case by case.
    """
    hold(session, "tally")
    there = days_of(session)
    if day not in there:
        for name in families_of(day):
            _close(session, name, day, there)


def _close(session: Session, name: str, day: date, there: Collection[date]) -> None:
    """Of a family; the days of which it has tallies, also where these say that there was nothing."""
    before = max((d for d in there if d < day and STANDING[name].of(d)), default=None)
    if before is None:
        _add(session, name, day, known(CaseSpan, day), literal(1))
    else:
        _go_on(session, name, before, day)


def _go_on(session: Session, name: str, before: date, day: date) -> None:
    """The tallies of a day out of those of one before: what moved since, of spans and then of what is held."""
    _copied(session, name, [col(Tally.family) == name, col(Tally.upto) == before], day)
    for some, n in _between(CaseSpan, before, day):
        _add(session, name, day, some, literal(n))
    lying = STANDING[name].lying
    if lying is not None and lying.held:
        for some, n in _between(lying.of, before, day):
            _add(session, name, day, known(CaseSpan, before), literal(n), [some])


def _between(of: Any, before: date, day: date) -> Iterator[tuple[ColumnElement[bool], int]]:
    """What tallies of a day hold and those of one before do not, and the other way round."""
    since, until, counted = col(of.since_on), col(of.until_on), column(of.counted)
    yield and_(since > before, since <= day, known(of, day)), 1
    yield and_(since <= before, until > before, until <= day, counted, not_(column(of.pending))), -1


def _copied(session: Session, name: str, some: Sequence[ColumnElement[bool]], upto: date) -> None:
    """Rows of tallies put together, as those of a day."""
    family = STANDING[name.removesuffix(MOVES)]
    kinds, sums = [getattr(Tally, n) for n in family.names], [func.sum(getattr(Tally, m)) for m in family.measures]
    found = pick(literal(name), literal(upto), *sums, *kinds).where(*some).group_by(*kinds)
    names = ["family", "upto", *family.measures, *family.names]
    session.execute(insert(Tally).from_select(names, found.having(or_(*(s != 0 for s in sums)))))


def days_of(session: Session) -> list[date]:
    """The past days that have tallies, the oldest first."""
    wanted = pick(col(Tally.upto)).where(col(Tally.family) == "stand", col(Tally.upto) < NOW)
    return sorted(session.execute(wanted.distinct()).scalars())


def worth(session: Session, until: date, least: int | None = None) -> list[date]:
    """The days up to one, since the first that has tallies, that should have some: so much moved since those before."""
    there, upto = set(days_of(session)), MOVED if least is None else least
    return [day for day in _apart(session, there, until, upto) if day not in there] if there else []


def _apart(session: Session, there: Collection[date], until: date, least: int) -> Iterator[date]:
    """Those of some days, and of the days between, before which at least so much moved since the one before."""
    moved = Counter[date]()
    for when in (column(CaseSpan.since_on), column(CaseSpan.until_on)):
        some = pick(when, func.count()).where(when > min(there), when <= until).group_by(when)
        for day, n in session.execute(some):
            moved[day] += n
    more = 0
    for day in sorted({*moved, *there}):
        more += moved[day]
        if day in there or more >= least:
            yield day
            more = 0


def thin(session: Session, until: date) -> None:
    """Takes the tallies of days before one away, but for months' ends and for days before which much moved.

    Figures as of a day without any start from those before it: so they add up few changes, `FAR` and those of a day.
    """
    old = [day for day in days_of(session) if day < until]
    kept = {day for day in old if (day + timedelta(1)).day == 1}
    if kept:
        kept |= set(_apart(session, kept, until, FAR)) & set(old)
    gone = sorted(set(old) - kept)
    session.execute(delete(Tally).where(col(Tally.family).in_(STANDING), col(Tally.upto).in_(gone)))


def compact(session: Session) -> None:
    """Puts the rows of one kind together where some were added since the last time; what adds up to nothing goes."""
    hold(session, "tally")
    mark = session.execute(pick(func.max(Tally.n)).where(col(Tally.family) == READY)).scalar() or 0
    last = session.execute(pick(func.max(Tally.id))).scalar() or 0
    new = pick(col(Tally.family), col(Tally.upto)).where(col(Tally.id) > mark, col(Tally.family) != READY)
    for name, upto in session.execute(new.distinct()).all():
        _put_together(session, name, upto, last)
    session.execute(update(Tally).where(col(Tally.family) == READY).values(n=_newest(session)))


def _newest(session: Session) -> int:
    return session.execute(pick(func.max(Tally.id))).scalar() or 1


def _put_together(session: Session, name: str, upto: date, last: int) -> None:
    old = and_(col(Tally.family) == name, col(Tally.upto) == upto, col(Tally.id) <= last)
    _copied(session, name, [old], upto)
    session.execute(delete(Tally).where(old))


def begin(session: Session, ends: Collection[date] = ()) -> bool:
    """Lets tallies answer from now on, if no case is without a span; those of a new family are made first."""
    while make(session, ends):
        pass
    return not waiting(session)


def waiting(session: Session) -> list[str]:
    """The families that do not answer yet: what they know is counted case by case meanwhile."""
    known = answering(session)
    return [name for name in STANDING if name not in known]


def make(session: Session, ends: Collection[date] = ()) -> bool:
    """Makes one family that does not answer yet, if no case is without a span; whether it did.

    Where there are no tallies at all, they begin with some months' ends.
    """
    name = next(iter(waiting(session)), None)
    spanned = pick(literal(1)).where(col(CaseSpan.case_id) == col(Case.id)).exists()
    if name is None or session.execute(pick(Case.id).where(~spanned).limit(1)).first() is not None:
        return False
    hold(session, "tally")
    days = days_of(session) or sorted(ends)
    session.execute(delete(Tally).where(col(Tally.family).in_([name, name + MOVES])))
    _add(session, name, NOW, known(CaseSpan, NOW), literal(1))
    for day in filter(STANDING[name].of, days):
        _close(session, name, day, days)
    if name == "stand" and ends:
        for day in worth(session, max(ends)):
            if day >= max(ends) - DAYS:
                _close(session, name, day, days_of(session))
    if STANDING[name].moves:
        _move_all(session, name)
    session.add(Tally(family=READY, upto=NOW, n=1, state=name))
    session.flush()
    return True


def forget(session: Session, name: str) -> None:
    """Tallies of a family and of its wide one are no longer right; until they are made anew, cases are counted."""
    session.execute(delete(Tally).where(col(Tally.family) == READY, col(Tally.state).in_([name, f"{WIDE}{name}"])))


def clear(session: Session) -> None:
    """Forgets all tallies, so that they are made anew one family after the other, each while nobody waits for long."""
    hold(session, "tally")
    session.execute(delete(Tally))
    tasks.mend(session)
    for of in (CaseSpan, *HELD):
        new = or_(~column(of.counted), column(of.pending))
        session.execute(update(of).where(new).values(counted=True, pending=False))


def rebuild(session: Session, ends: Collection[date] = ()) -> None:
    """Counts everything anew at once. Others wait meanwhile."""
    clear(session)
    begin(session, ends)
