"""How long cases stayed: in a state, a stage, with somebody, or from being handed in until the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Date, Integer, String, and_, case, func, or_
from sqlmodel import Session, col

from data.queries import narrowing
from data.queries.cases import CaseFilter, conditions
from data.queries.counts import fact
from data.queries.dialect import Query, column, pick
from data.queries.visibility import may_see
from data.tables import CaseSpan

Of = Literal["state", "stage", "holder", "whole"]
NEXT = "next"
"""As a fact: the state (stage, holder) in which the stay that follows is; only what the tokens saw of it."""
Histogram = dict[tuple[Any, ...], Counter[int]]
"""Key → days → how many stays took so long."""


def durations(
    session: Session,
    tokens: Collection[str],
    wanted: CaseFilter,
    days: Callable[[date, date], int],
    of: Of = "stage",
    by: Sequence[str] = ("stage",),
    since: date | None = None,
    until: date | None = None,
    on: date | None = None,
) -> Histogram:
    """How long the stays took that ended between two days, by facts at their beginning.

    A stay lasts while the state (stage, holder) is the same; of `whole` from being handed in until the end. `days`
    says how long it is from one day to another. With `on` instead those that went on at the end of that day, so far.
    Visible are stays whose beginning the tokens saw.
    """
    whole = of == "whole"
    asked = (by, tokens, wanted, since, until)
    query = _whole(*asked) if whole else _stays(of, *asked, on)
    found: Histogram = {}
    for *key, begun, ended, n in session.execute(query):
        found.setdefault(tuple(key), Counter())[days(begun, ended or on or begun)] += int(n)
    return found


def _stays(
    of: str, by: Sequence[str], tokens: Collection[str], wanted: CaseFilter, since: date | None, until: date | None,
    on: date | None,
) -> Query:  # fmt: skip
    """Beginnings of stays, each with the day on which the next one of its case began."""
    now = column(getattr(CaseSpan, of))
    begins = or_(col(CaseSpan.opened), column(getattr(CaseSpan, f"from_{of}")).is_distinct_from(now))
    seen = and_(may_see(tokens, of=CaseSpan), *_wanted(tokens, wanted))
    named = {NEXT: _next(now), **{name: fact(name, CaseSpan, None) for name in by if name != NEXT}}
    facts = [made.label(f"_{name}") for name, made in named.items()]
    marks = [
        *facts, col(CaseSpan.since_on).label("_begun"), _next(column(CaseSpan.since_on), Date).label("_left"),
        now.label("_now"), col(CaseSpan.ended).label("_ended"), _flag(seen).label("_seen"),
        _next(_flag(may_see(tokens, of=CaseSpan)), Integer).label("_followed"),
    ]  # fmt: skip
    reached = [col(CaseSpan.since_on) <= on] if on is not None else []
    stays = pick(*marks).where(begins, *reached).subquery()
    left: ColumnElement[Any] = stays.c["_left"]
    if on is None:
        followed = [stays.c["_followed"] == 1] if NEXT in by else []
        conditions = [left.is_not(None), *_within(left, since, until), *followed]
    else:
        conditions = [left.is_(None), ~stays.c["_ended"]]
    keys = [stays.c[f"_{name}"] for name in by]
    query = pick(*keys, stays.c["_begun"], left, func.count()).where(
        stays.c["_seen"] == 1, stays.c["_now"].is_not(None), *conditions
    )  # fmt: skip
    return query.group_by(*keys, stays.c["_begun"], left)


def _flag(what: ColumnElement[bool]) -> ColumnElement[int]:
    return case((what, 1), else_=0)


def _next(what: ColumnElement[Any], kind: Any = String) -> ColumnElement[Any]:
    """The same of the stay that follows."""
    return func.lead(what, type_=kind).over(partition_by=col(CaseSpan.case_id), order_by=col(CaseSpan.id))


def _whole(
    by: Sequence[str], tokens: Collection[str], wanted: CaseFilter, since: date | None, until: date | None
) -> Query:
    """From being handed in until the end; facts are those at the end."""
    keys = [fact(name, CaseSpan, None) for name in by]
    begun, ended = column(CaseSpan.filed_on), column(CaseSpan.since_on)
    ends = col(CaseSpan.ended) & col(CaseSpan.from_state).is_distinct_from(col(CaseSpan.state))
    query = pick(*keys, begun, ended, func.count()).where(
        may_see(tokens, of=CaseSpan), *_wanted(tokens, wanted), ends, begun.is_not(None),
        *_within(ended, since, until),
    )  # fmt: skip
    return query.group_by(*keys, begun, ended)


def percentile(found: Counter[int], percent: int) -> int | None:
    """The smallest number of days that so many in a hundred keep to; None without any. {3: 2, 10: 1}, 50 → 3."""
    total, so_far = found.total(), 0
    for days in sorted(found):
        so_far += found[days]
        if 100 * so_far >= percent * total:
            return days
    return None


def median(found: Counter[int]) -> float | None:
    """The middle of all stays, between the two middle ones where their number is even; None without any."""
    every = found.total()
    if not every:
        return None
    low, high = (every - 1) // 2, every // 2
    return (_nth(found, low) + _nth(found, high)) / 2


def _nth(found: Counter[int], n: int) -> int:
    for days in sorted(found):
        if n < found[days]:
            return days
        n -= found[days]
    raise IndexError(n)


def _wanted(tokens: Collection[str], wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """A filter as conditions on spans; its `text` is of no movement, nor are lights."""
    further = replace(wanted.further, lights=())
    return [*conditions(wanted, CaseSpan), *narrowing.conditions(tokens, further, CaseSpan)]


def _within(day: ColumnElement[Any], since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """Conditions on a day: both limits belong to it, None is no limit."""
    found = [day >= since] if since is not None else []
    return [*found, day <= until] if until is not None else found
