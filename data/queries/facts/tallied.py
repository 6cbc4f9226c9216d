"""Figures out of tallies: which questions they can answer, and the answers; the others are counted case by case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, func, not_, or_
from sqlmodel import Session, col

from data.queries.dialect import column, pick
from data.queries.facts.families import (
    HELD,
    LIT,
    MOVES,
    PENDING,
    STANDING,
    WIDE,
    Family,
    month_of,
    more,
    more_held,
)
from data.queries.facts.lying import stood
from data.queries.facts.tallies import ready
from data.queries.narrowing import Further, befell, light, of_states
from data.queries.visibility import may_see
from data.tables import Audience, CaseSpan, Tally
from data.tables.facts import NOW

if TYPE_CHECKING:
    from data.queries.cases import CaseFilter

_ASKED = {
    "procedure": "procedure", "states": "state", "stages": "stage", "districts": "district", "campaign": "campaign_id",
    "late": "late", "ended": "ended", "on_behalf": "on_behalf", "holders": "holder",
}  # fmt: skip
"""Parts of a filter that tallies know, and the fact they ask for."""
_FURTHER = {"procedures": ("procedure",), "versions": ("version_id",), "lights": ()}
_FURTHER |= {"in_time": ("overran",), "missed": ("overran",)}
_FURTHER |= dict.fromkeys(("outcomes", "standing"), ("procedure", "state"))
_FURTHER |= dict.fromkeys(("reached", "unreached", "returned"), ("procedure", "trail_id"))
Only = Callable[[Callable[[str], ColumnElement[Any]]], list[ColumnElement[bool]]]
"""Conditions out of the facts of a family."""
PENDING_INDEX = "span_pending"
_FREE = ("day", "returns")
"""Parts that ask for nothing by themselves."""
_PERIODS = (("filed", "filed_from", "filed_until"), ("ended", "ended_from", "ended_until"))
"""Days of a case that tallies know the month of, and the parts of a filter that ask for them."""
_LIMITS = frozenset(name for _, *names in _PERIODS for name in names)


def family(
    session: Session, wanted: CaseFilter, columns: Collection[str], lit: bool = False, on: date | None = None,
    wide: bool = False,
) -> str | None:  # fmt: skip
    """The smallest family of tallies that knows all that is asked for; None: cases have to be counted."""
    asked = needed(session, wanted, on)
    if asked is None:
        return None
    lights = lit or bool(wanted.further.lights)
    names = (n for n, f in STANDING.items() if (n in LIT) == lights and f.lying is None and f.wide == wide)
    found = next((n for n in names if asked | set(columns) <= set(STANDING[n].facts)), None)
    return found if found is not None and ready(session, found) else None


def needed(session: Session, wanted: CaseFilter, on: date | None) -> set[str] | None:
    """The facts that a filter asks for; None where tallies cannot tell."""
    found, blank = set[str](), type(wanted)()
    for f in fields(wanted):
        if f.name == "further" or f.name in _LIMITS or getattr(wanted, f.name) == getattr(blank, f.name):
            continue
        if f.name not in _ASKED:
            return None
        found.add(_ASKED[f.name])
    further, months = _further(wanted.further), _months(session, wanted, on)
    if further is None or months is None or not _over(session, wanted, on):
        return None
    return found | further | months


def _over(session: Session, wanted: CaseFilter, on: date | None) -> bool:
    """Whether limits that were missed are asked of cases that have ended only, up to the day on which they stood so."""
    further = wanted.further
    if further.in_time is None:
        return True
    ended = wanted.ended or further.outcomes is not None or (further.ended_from or further.ended_until) is not None
    asked = further.day is None or further.day >= (on or _last(session))
    return bool(ended) and asked


def as_of_day(session: Session, day: date | None, on: date | None) -> bool:
    """Whether limits are looked at up to the very day on which cases stood so; of now, when nothing happened since."""
    return day is not None and (day == on if on is not None else day >= _last(session))


def _months(session: Session, wanted: CaseFilter, on: date | None) -> set[str] | None:
    """The months that are asked for; None where a stretch begins or ends within one, other than with the last day."""
    found = set[str]()
    for day, since, until in _stretches(wanted):
        if since is None and until is None:
            continue
        found.add(f"{day}_month")
        if since is not None and since.day > 1:
            return None
        if until is not None and (until + timedelta(1)).day > 1 and until < (on or _last(session)):
            return None
    return found


def _stretches(wanted: CaseFilter) -> Iterator[tuple[str, date | None, date | None]]:
    for day, *names in _PERIODS:
        since, until = (getattr(wanted if hasattr(wanted, n) else wanted.further, n) for n in names)
        yield day, since, until


def _further(wanted: Further) -> set[str] | None:
    found, blank = set[str](), Further()
    for f in fields(wanted):
        if f.name in _FREE or f.name in _LIMITS or getattr(wanted, f.name) == getattr(blank, f.name):
            continue
        if f.name not in _FURTHER or (f.name == "lights" and "" in wanted.lights):
            return None
        found |= set(_FURTHER[f.name])
    return found


def counted(
    session: Session, tokens: Collection[str], wanted: CaseFilter, facts: Callable[[Any], Sequence[ColumnElement[Any]]],
    name: str, on: date | None, among: Collection[int] | None = None,
) -> Counter[tuple[Any, ...]]:  # fmt: skip
    """Number of cases by facts (columns of the table they are given), out of one family of tallies.

    `among` are the audiences that are asked for, of a wide family the reaches; None means what the tokens see.
    """
    upto, family_ = _start(session, name, on), STANDING[name]
    seen = partial(_seen, tokens, family_, among)
    summed = partial(_summed, session, family_, seen, wanted, facts)
    day = NOW if upto == NOW else on or NOW
    found = summed(Tally, column(Tally.n), _kept(name, upto, day), on)
    for index, changed in _changed(upto, day):
        if family_.moves and index != PENDING_INDEX:
            continue
        n = more(day, day) if family_.moves else more(day, upto)
        found.update(summed(CaseSpan, n, [*changed, family_.where], on, index))
    return Counter({key: n for key, n in found.items() if n})


def _kept(name: str, upto: date, day: date) -> list[ColumnElement[bool]]:
    """The rows of a family to begin with: those of a day, and where it is kept how it moved those until another."""
    mine = and_(col(Tally.family) == name, col(Tally.upto) == upto)
    if not STANDING[name].moves or day == upto:
        return [mine]
    moved = and_(col(Tally.family) == name + MOVES, col(Tally.upto) > upto, col(Tally.upto) <= day)
    return [or_(mine, moved)]


def _seen(tokens: Collection[str], family_: Family, among: Collection[int] | None, of: Any) -> ColumnElement[bool]:
    """What may be seen of it, of tallies or spans joined with what the family needs."""
    if not family_.wide:
        some = [] if among is None else [column(of.audience_id).in_(sorted(among))]
        return and_(may_see(tokens, of=of), *some)
    return column(Tally.reach_id if of is Tally else Audience.reach_id).in_(sorted(among or ()))


def lain(
    session: Session, tokens: Collection[str], wanted: CaseFilter, name: str, facts: Sequence[str],
    only: Only, on: date | None = None, among: Collection[int] | None = None, measure: str = "n",
) -> Counter[tuple[Any, ...]] | None:  # fmt: skip
    """What lies on cases as they stand (or stood at the end of a day), by facts of its family.

    None where tallies cannot tell, or not of a day so long ago. `only` makes conditions out of the facts of the family;
    `among` are the audiences that are asked for, of a wide family the reaches. What is held has a `total` beside its
    number.
    """
    family_, asked = STANDING[name], needed(session, wanted, on)
    if asked is None or wanted.further.lights or not asked | set(facts) <= set(family_.names):
        return None
    if not ready(session, name):
        return None
    upto = _start(session, name, on)
    if upto == date.min:
        return None
    found, day = Counter[tuple[Any, ...]](), NOW if upto == NOW else on or NOW
    for source in _sources(name, family_, upto, day):
        told = partial(family_.column, session, source.of)
        columns = [told(f).label(f"fact_{i}") for i, f in enumerate(facts)]
        of_tallies = source.of is Tally
        sums = [func.sum(getattr(Tally, m)) for m in family_.measures] if of_tallies else family_.sums(source.n)
        query = pick(*columns, sums[family_.measures.index(measure)])
        query = query if of_tallies else family_.joined(query)
        for table, index in source.ways:
            query = query.with_hint(table, index, "sqlite")
        where = [*source.where, *_conditions(wanted, source.of, on), *only(told)]
        query = query.where(_seen(tokens, family_, among, source.of), *where)
        for *key, count in session.execute(query.group_by(*columns)):
            found[tuple(key)] += int(count or 0)
    return Counter({key: n for key, n in found.items() if n})


@dataclass(frozen=True)
class Source:
    """Where what lies on cases is counted, how many times, and which of it; `ways` are for SQLite."""

    of: Any
    n: ColumnElement[Any]
    where: Sequence[ColumnElement[bool]]
    ways: Sequence[tuple[Any, str]] = ()


def _sources(name: str, family_: Family, upto: date, day: date) -> Iterator[Source]:
    """Tallies of a day, and what is pending or has changed until another, of cases and then of what is held.

    Few cases have changed, which SQLite does not foresee: they are looked for first.
    """
    lying = family_.lying
    yield Source(Tally, column(Tally.n), [col(Tally.family) == name, col(Tally.upto) == upto])
    for _, changed in _changed(upto, day):
        few = col(CaseSpan.id).in_(pick(CaseSpan.id).where(*changed).correlate(None))
        where = [*changed, family_.where, few, *(lying.known(upto) if lying else ())]
        yield Source(CaseSpan, more(day, upto), where, [(CaseSpan, "NOT INDEXED")])
    if lying is None or not lying.held:
        return
    pending, index, of_case = HELD[lying.of]
    for changed in _changed_held(lying.of, pending, upto, day):
        few = col(CaseSpan.case_id).in_(pick(lying.of.case_id).where(*changed).correlate(None))
        way = index if changed[0] is pending else of_case
        yield Source(
            CaseSpan, more_held(lying.of, day, upto), [*changed, family_.where, stood(CaseSpan, day), few],
            [(lying.of, f"INDEXED BY {way}"), (CaseSpan, "INDEXED BY span_of_case")],
        )  # fmt: skip


def _changed_held(of: Any, pending: Any, upto: date, day: date) -> Iterator[list[ColumnElement[bool]]]:
    """The same as `_changed` of what is held."""
    yield [pending]
    if upto not in (NOW, day):
        known_, since, until = not_(column(of.pending)), column(of.since_on), column(of.until_on)
        yield [known_, since > upto, since <= day]
        yield [known_, since <= upto, until > upto, until <= day]


@dataclass(frozen=True)
class Near:
    """Where the cases that fit lie, so that a list looks nowhere else; and how many they are."""

    total: int
    audiences: frozenset[int]
    districts: frozenset[str]


def near(session: Session, tokens: Collection[str], wanted: CaseFilter, on: date | None = None) -> Near | None:
    """The same for a filter; None where tallies cannot tell, or not of a day so long ago."""
    name = family(session, wanted, (), on=on)
    if name is None or _start(session, name, on) == date.min:
        return None
    found = counted(session, tokens, wanted, _place, name, on)
    return Near(found.total(), frozenset(a for a, _ in found), frozenset(d for _, d in found))


def _place(of: Any) -> list[ColumnElement[Any]]:
    return [column(of.audience_id), column(of.district)]


def _start(session: Session, name: str, on: date | None) -> date:
    """The day of the tallies to begin with: now where nothing happened since the day, else the last before."""
    if on is None or _last(session, STANDING[name].held) <= on:
        return NOW
    ends = pick(func.max(col(Tally.upto))).where(col(Tally.upto) <= on)
    # Of a day on which there was nothing of it a family has no rows; that there are tallies of that day others tell.
    last = session.execute(ends.where(col(Tally.family) == "stand")).scalar() or date.min
    if STANDING[name].of(last):
        return last
    return session.execute(ends.where(col(Tally.family) == name)).scalar() or date.min


def _last(session: Session, held: bool = False) -> date:
    tables: list[Any] = [CaseSpan, *HELD] if held else [CaseSpan]
    moved = [day for of in tables for day in (of.since_on, of.until_on)]
    days = [session.execute(pick(func.max(column(day)))).scalar() for day in moved]
    return max((d for d in days if d is not None), default=date.min)


def _changed(upto: date, on: date) -> Iterator[tuple[str, list[ColumnElement[bool]]]]:
    """The spans that may make a difference between the tallies of a day and another day, and the index of each."""
    yield PENDING_INDEX, [PENDING]
    if upto in (NOW, on):
        return
    known, since, until = not_(column(CaseSpan.pending)), column(CaseSpan.since_on), column(CaseSpan.until_on)
    yield "span_since", [known, since > upto, since <= on]
    yield "span_until", [known, since <= upto, until > upto, until <= on]


def _summed(
    session: Session, family_: Family, seen: Callable[[Any], ColumnElement[bool]], wanted: CaseFilter,
    facts: Callable[[Any], Sequence[ColumnElement[Any]]], of: Any, n: ColumnElement[Any],
    where: Sequence[ColumnElement[bool]], on: date | None, index: str = "",
) -> Counter[tuple[Any, ...]]:  # fmt: skip
    columns = [c.label(f"fact_{n}") for n, c in enumerate(facts(of))]
    query = pick(*columns, func.sum(n)) if of is Tally else family_.joined(pick(*columns, func.sum(n)))
    query = query.where(seen(of), *where, *_conditions(wanted, of, on))
    if index:  # SQLite would rather walk through all that one may see
        query = query.with_hint(of, f"INDEXED BY {index}", "sqlite")
    rows = session.execute(query.group_by(*columns))
    return Counter({tuple(row[:-1]): int(row[-1]) for row in rows if row[-1] is not None})


def _within(wanted: CaseFilter, of: Any) -> Iterator[ColumnElement[bool]]:
    for day, since, until in _stretches(wanted):
        month = month_of(of, day)
        if since is not None:
            yield month >= f"{since:%Y-%m}"
        if until is not None:
            yield month <= f"{until:%Y-%m}"


def _conditions(wanted: CaseFilter, of: Any, on: date | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name, fact in _ASKED.items():
        value, where = getattr(wanted, name), column(getattr(of, fact))
        if isinstance(value, bool | str | int):
            found.append(where == value)
        elif value or (value is not None and name == "holders"):
            found.append(where.in_(sorted(value)))
    further, day = wanted.further, wanted.further.day or on
    found += [column(of.procedure).in_(sorted(further.procedures))] if further.procedures else []
    found += [column(of.version_id).in_(sorted(further.versions))] if further.versions else []
    found += [of_states(further.outcomes, of.procedure, of.state)] if further.outcomes is not None else []
    found += [of_states(further.standing, of.procedure, of.state)] if further.standing is not None else []
    found += [column(of.overran) != further.in_time] if further.in_time is not None else []
    found += [column(of.overran) == further.missed] if further.missed is not None else []
    found += [*befell(further, of), *_within(wanted, of)]
    return found + ([light(of, day).in_(sorted(further.lights))] if further.lights and day else [])


__all__ = ["STANDING", "WIDE", "Near", "counted", "family", "lain", "near", "needed"]
