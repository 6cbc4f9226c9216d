"""Values of counted fields out of tallies: how many cases hold which, and sums of numbers.

Tallies know them of all places at once; what is seen of single audiences besides is counted case by case (`rest`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_
from sqlmodel import Session

from data.queries import counts
from data.queries.cases import COLUMN, CaseFilter
from data.queries.facts import tallied
from data.queries.facts.values import SURPLUS
from data.queries.visibility import Reached, reached

VALUE = "value:"
"""Before the field whose values cases are told apart by."""
Cells = dict[tuple[Any, ...], Any]
Rest = Callable[[Collection[int]], Cells]
"""The same question of some audiences, answered case by case."""
_TEXTS, _NUMBERS = f"{tallied.WIDE}texts", f"{tallied.WIDE}numbers"


def cells(
    session: Session, tokens: Collection[str], wanted: CaseFilter, on: date | None, facts: Sequence[str], rest: Rest
) -> Cells | None:
    """How many cases hold which value of a field outside tables; None where tallies cannot tell.

    A case counts for each value that it holds; those that hold none are what is left of all.
    """
    field = next((f for f in facts if f.startswith(VALUE)), "").removeprefix(VALUE)
    others = [f for f in facts if f != f"{VALUE}{field}"]
    reach = reached(session, tokens, groups=True) if field and "." not in field.removeprefix(COLUMN) else None
    if reach is None or len(others) != len(facts) - 1 or not all(counts.known(f) and f != "light" for f in others):
        return None
    named, place = [counts.stored(f) for f in others], list(facts).index(f"{VALUE}{field}")
    lain = partial(tallied.lain, session, tokens, wanted, _TEXTS, on=on, among=reach.whole)
    found = lain(facts=[*named[:place], "text", *named[place:]], only=partial(_readable, reach, field))
    twice = lain(facts=named, only=partial(_readable, reach, f"{SURPLUS}{field}"), measure="total")
    name = tallied.family(session, wanted, named, on=on, wide=True)
    if found is None or twice is None or name is None:
        return None
    columns = partial(counts.columns, others, on or wanted.further.day)
    left = tallied.counted(session, tokens, wanted, columns, name, on, reach.whole) + twice
    for key, n in found.items():
        left[(*key[:place], *key[place + 1 :])] -= n
    found.update({(*key[:place], None, *key[place:]): n for key, n in left.items() if n})
    found.update(rest(reach.rest) if reach.rest else {})
    return dict(found)


def holding(
    session: Session, tokens: Collection[str], wanted: CaseFilter, on: date | None, facts: Sequence[str], rest: Rest
) -> Cells | None:  # fmt: skip
    """How many cases hold the one value that is asked for, or none of a field; None where tallies cannot tell.

    Several values of one field may be held by the same case, so cases that hold one of them are counted one by one.
    """
    sought = wanted.further.values
    if len(sought) != 1 or any(len(some) > 1 for some in sought.values()):
        return None
    field, value = next((name, next(iter(some), None)) for name, some in sought.items())
    every = replace(wanted, further=replace(wanted.further, values={}))

    def left(among: Collection[int]) -> Cells:
        return {(value, *key): n for key, n in rest(among).items()}

    found = cells(session, tokens, every, on, [f"{VALUE}{field}", *facts], left)
    return None if found is None else {key[1:]: n for key, n in found.items() if key[0] == value}


def sums(
    session: Session, tokens: Collection[str], wanted: CaseFilter, on: date | None, field: str, facts: Sequence[str],
    rest: Rest,
) -> Cells | None:  # fmt: skip
    """Sums of a number with how many they are of, by facts; None where tallies cannot tell."""
    reach = reached(session, tokens, groups=True) if all(counts.known(f) for f in facts) else None
    if reach is None:
        return None
    found = dict[tuple[Any, ...], tuple[int, int]]() if facts else {(): (0, 0)}
    lain = partial(tallied.lain, session, tokens, wanted, _NUMBERS, [counts.stored(f) for f in facts],
                   partial(_readable, reach, field), on, reach.whole)  # fmt: skip
    many, total = lain(), lain(measure="total")
    if many is None or total is None:
        return None
    more = rest(reach.rest) if reach.rest else {}
    for each in ({key: (total[key], n) for key, n in many.items()}, more):
        for key, (number, n) in each.items():
            known = found.get(key, (0, 0))
            found[key] = (known[0] + number, known[1] + n)
    return found


def _readable(reach: Reached, field: str, told: Callable[[str], ColumnElement[Any]]) -> list[ColumnElement[bool]]:
    """One field, where its group may be read."""
    groups: dict[str, set[int]] = {}
    for each, group in reach.groups:
        groups.setdefault(group, set()).add(each)
    read = (and_(told("group") == g, told("reach_id").in_(sorted(r))) for g, r in sorted(groups.items()) if g)
    return [told("field") == field, or_(literal(False), *read)]


