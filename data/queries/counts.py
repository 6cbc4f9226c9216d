"""Figures over the cases that somebody may see: how many by what.

Everything can be asked as of a day (`on`): how cases stood at its end, for whom they were then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session

from data.queries import visibility
from data.queries.cases import CaseFilter, Facts, narrowed
from data.queries.dialect import Query, column, pick
from data.queries.facts import tallied
from data.queries.facts.families import month_of
from data.queries.narrowing import light
from data.tables import Case, CaseSpan

FACTS = {
    "procedure": "procedure",
    "version": "version_id",
    "state": "state",
    "stage": "stage",
    "district": "district",
    "campaign": "campaign_id",
    "organisation": "organisation_id",
    "holder": "holder",
    "late": "late",
    "ended": "ended",
    "on_behalf": "on_behalf",
    "suspended": "suspended",
    "trail": "trail_id",
}
"""What can be counted by, and the column it stands in; besides `light` and the months of MONTHS."""
MONTHS = {"month:filed": "filed", "month:ended": "ended"}
"""Months of days of a case that can be counted by."""
Counts = dict[tuple[Any, ...], int]


def fact(name: str, of: Facts, on: date | None) -> ColumnElement[Any]:
    """A fact as a column; KeyError for an unknown one. The light needs a day."""
    if name == "light":
        if on is None:
            raise ValueError("lights are counted as of a day")
        return light(of, on)
    if name in MONTHS:
        return month_of(of, MONTHS[name])
    return column(getattr(of, FACTS[name]))


def known(name: str) -> bool:
    """Whether cases can be counted by a fact."""
    return name in FACTS or name in MONTHS or name == "light"


def stored(name: str) -> str:
    """What tallies call a fact."""
    return FACTS[name] if name in FACTS else f"{MONTHS[name]}_month"


def by(
    session: Session, tokens: Collection[str], wanted: CaseFilter, *facts: str, on: date | None = None
) -> Counts:
    """Number of visible cases by one or more of FACTS or `light`: {("filed",): 12, …}; KeyError for an unknown fact.

    What tallies know is read from them, the rest is counted case by case: the answer is the same.
    """
    day = on or wanted.further.day
    if "light" in facts and day is None:
        raise ValueError("lights are counted as of a day")
    plain = {stored(f) for f in facts if f != "light"}
    name = tallied.family(session, wanted, plain, "light" in facts, on)
    if name is not None:
        wide = tallied.family(session, wanted, plain, "light" in facts, on, wide=True)
        reach = visibility.reached(session, tokens) if wide else None
        parts = [(name, None)] if wide is None or reach is None else [(wide, reach.whole), (name, reach.rest)]
        return _tallied(session, tokens, wanted, facts, parts, on)
    limits = _of_open(session, tokens, wanted, facts, on)
    if limits is not None:
        return limits
    asked = columns(facts, day, Case if on is None else CaseSpan)
    query = narrowed(session, tokens, wanted, pick(*asked, func.count()), on)
    return _counts(session, query.group_by(*asked))


EVER = date(1900, 1, 1)
"""No case was handed in before."""


def _of_open(
    session: Session, tokens: Collection[str], wanted: CaseFilter, facts: Sequence[str], on: date | None
) -> Counts | None:
    """Open cases in time, or not, out of tallies; None where these cannot tell.

    Beyond a limit are those that had missed one before they came to stand so, and of the others those that were handed
    in and are red.
    """
    further = wanted.further
    asked = further.in_time is not None and wanted.ended is False and not further.lights and "light" not in facts
    if not asked or not tallied.as_of_day(session, further.day, on):
        return None
    every = replace(wanted, further=replace(further, in_time=None))
    before = replace(every, further=replace(every.further, missed=True))
    beyond = replace(every.further, missed=False, lights=("red",))
    late = (before, replace(every, filed_from=wanted.filed_from or EVER, further=beyond))
    plain = {stored(f) for f in facts}
    if any(tallied.family(session, w, plain, on=on) is None for w in (every, *late)):
        return None
    found = Counter[tuple[Any, ...]]()
    for each in late:
        found.update(by(session, tokens, each, *facts, on=on))
    if further.in_time:
        found = Counter(by(session, tokens, every, *facts, on=on)) - found
    found = Counter({key: n for key, n in found.items() if n})
    return dict(found) if facts or found else {(): 0}


def columns(facts: Sequence[str], day: date | None, of: Any) -> list[ColumnElement[Any]]:
    """Facts as columns of a table."""
    return [fact(f, of, day) for f in facts]


def _tallied(
    session: Session, tokens: Collection[str], wanted: CaseFilter, facts: Sequence[str],
    parts: Sequence[tuple[str, Collection[int] | None]], on: date | None,
) -> Counts:  # fmt: skip
    """Out of families, each for some audiences or for all; those of lights know lit cases only, the rest is left."""
    found, day = Counter[tuple[Any, ...]](), on or wanted.further.day
    for name, among in parts:
        if among is None or among:
            made = partial(columns, facts, day)
            found.update(tallied.counted(session, tokens, wanted, made, name, on, among))
    if "light" in facts and not wanted.further.lights:
        place = list(facts).index("light")
        lit = Counter[tuple[Any, ...]]()
        for key, n in found.items():
            lit[(*key[:place], *key[place + 1 :])] += n
        for key, n in by(session, tokens, wanted, *facts[:place], *facts[place + 1 :], on=on).items():
            if n > lit[key]:
                found[(*key[:place], "", *key[place:])] = n - lit[key]
    return dict(found) if facts or found else {(): 0}


def _counts(session: Session, query: Query) -> Counts:
    return {tuple(row[:-1]): int(row[-1]) for row in session.execute(query)}
