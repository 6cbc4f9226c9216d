"""What charts ask of cases beside what lists ask: their light, counted values, how far they came, what befell them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.queries.dialect import Query, column, pick
from data.queries.facts import trails, values
from data.queries.facts.given import chosen
from data.queries.visibility import may_read
from data.tables import Case, CaseSpan, History


@dataclass(frozen=True)
class Further:
    """Further conditions on cases; None or empty means any."""

    procedures: Collection[str] = ()
    versions: Collection[int] = ()
    outcomes: Collection[tuple[str, str]] | None = None  # procedure and final state
    standing: Collection[tuple[str, str]] | None = None  # procedure and state in which it is
    lights: Collection[str] = ()
    day: date | None = None  # the day of `lights`, and up to which `in_time` looks
    due_from: date | None = None
    ended_from: date | None = None
    ended_until: date | None = None  # this day too
    values: Mapping[str, Collection[str]] = field(default_factory=dict)  # counted field → one of; none: left empty
    reached: Collection[Collection[tuple[str, str]]] = ()  # of each group it was in one of the states of a procedure
    unreached: Collection[tuple[str, str]] = ()  # it was in none of these
    returned: bool | None = None
    returns: Mapping[str, Collection[str]] = field(default_factory=dict)  # procedure → transitions that send back
    in_time: bool | None = None
    missed: bool | None = None  # before it came to stand as it does it had missed a limit
    took: Collection[str] = ()  # one of these steps was taken
    took_from: datetime | None = None
    took_before: datetime | None = None
    given: Mapping[str, Collection[str]] = field(default_factory=dict)  # chosen in the form of a step; none: left empty


def case_id(of: Any) -> ColumnElement[Any]:
    """The id of the case, of cases or of how they stood."""
    found: Any = col(of.id) if of is Case else col(of.case_id)
    return found  # type: ignore[no-any-return]


def light(of: Any, day: date) -> ColumnElement[Any]:
    """The light of a case on a day; none where nothing is due, it has ended, or stands still."""
    due, yellow = col(of.due), col(of.yellow_on)
    none = col(of.ended) | col(of.suspended) | due.is_(None)
    return case((none, literal("")), (due < day, literal("red")), (yellow <= day, literal("yellow")), else_="green")


def conditions(
    tokens: Collection[str], wanted: Further, of: Any = Case, on: date | None = None
) -> list[ColumnElement[bool]]:
    """The conditions on cases, or on how they stood; values count only as far as the tokens may read them."""
    return [*_facts(wanted, of), *_days(wanted, of), *_befell(wanted, of), *_values(tokens, wanted, of, on)]


def _facts(wanted: Further, of: Any) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    found += [col(of.procedure).in_(sorted(wanted.procedures))] if wanted.procedures else []
    found += [col(of.version_id).in_(sorted(wanted.versions))] if wanted.versions else []
    found += [of_states(wanted.outcomes, of.procedure, of.state)] if wanted.outcomes is not None else []
    found += [of_states(wanted.standing, of.procedure, of.state)] if wanted.standing is not None else []
    found += [light(of, wanted.day).in_(sorted(wanted.lights))] if wanted.lights and wanted.day else []
    return found


def of_states(wanted: Collection[tuple[str, str]], procedure: Any, state: Any) -> ColumnElement[bool]:
    """In one of the states of procedures."""
    every = _by_procedure(wanted).items()
    return or_(literal(False), *(and_(col(procedure) == p, col(state).in_(states)) for p, states in every))


def _by_procedure(states: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for procedure, state in sorted(states):
        found.setdefault(procedure, []).append(state)
    return found


def _days(wanted: Further, of: Any) -> list[ColumnElement[bool]]:
    limits = (
        (wanted.due_from, col(of.due).__ge__),
        (wanted.ended_from, col(of.ended_on).__ge__),
        (wanted.ended_until, col(of.ended_on).__le__),
    )
    return [compare(limit) for limit, compare in limits if limit is not None]


def _befell(wanted: Further, of: Any) -> list[ColumnElement[bool]]:
    found = befell(wanted, of)
    found += [case_id(of).in_(_took(wanted))] if wanted.took or wanted.given else []
    if wanted.in_time is not None:
        late = _overran(wanted.day, of)
        found.append(~late if wanted.in_time else late)
    if wanted.missed is not None:
        before = _missed(of)
        found.append(before if wanted.missed else ~before)
    return found


def _missed(of: Any) -> ColumnElement[bool]:
    if of is CaseSpan:
        return column(CaseSpan.overran)
    now = pick(literal(1)).select_from(CaseSpan).where(col(CaseSpan.case_id) == case_id(of), col(CaseSpan.overran))
    return now.where(col(CaseSpan.until).is_(None)).correlate(of).exists()


def befell(wanted: Further, of: Any) -> list[ColumnElement[bool]]:
    """What its trail must hold, of cases, how they stood, or tallies: as of then."""
    found = [trails.has(of, trails.STATE, _by_procedure(group)) for group in wanted.reached]
    found += [~trails.has(of, trails.STATE, _by_procedure(wanted.unreached))] if wanted.unreached else []
    if wanted.returned is not None:
        happened = trails.has(of, trails.ACTION, wanted.returns)
        found.append(happened if wanted.returned else ~happened)
    return found


def _took(wanted: Further) -> Query:
    """Cases with one step that was one of these, and in whose form this was chosen."""
    at = col(History.at)
    steps = pick(col(History.case_id)).where(*(chosen(column(History.id), n, v) for n, v in wanted.given.items()))
    steps = steps.where(col(History.action).in_(sorted(wanted.took))) if wanted.took else steps
    steps = steps.where(at >= wanted.took_from) if wanted.took_from else steps
    return steps.where(*_until(at, wanted.took_before))


def _until(at: Any, before: datetime | None) -> list[ColumnElement[bool]]:
    return [col(at) < before] if before else []


def _overran(day: date | None, of: Any) -> ColumnElement[bool]:
    """Whether it stood beyond a limit at the end of a day after it, up to a day; without one, where it has moved on.

    A limit is what was due while it stood so: none while its clocks stood still, nor before it was handed in.
    """
    span: Any = aliased(CaseSpan)
    found = pick(literal(1)).select_from(span).where(
        col(span.case_id) == case_id(of), ~col(span.ended), ~col(span.suspended), col(span.filed_on).is_not(None),
    )  # fmt: skip
    due, until = col(span.due), col(span.until_on)
    if day is None:
        return found.where(due < until).correlate(of).exists()
    begun = found.where(col(span.since_on) <= day, due < day, or_(until.is_(None), due < until))
    return begun.correlate(of).exists()


def _values(tokens: Collection[str], wanted: Further, of: Any, on: date | None) -> list[ColumnElement[bool]]:
    return [_has(tokens, name, sought, of, on) for name, sought in wanted.values.items()]


def _has(
    tokens: Collection[str], name: str, sought: Collection[str], of: Any, on: date | None
) -> ColumnElement[bool]:
    value = values.source(on)
    held = pick(literal(1)).select_from(value).where(
        col(value.case_id) == case_id(of), col(value.field) == name, *values.held(on),
        may_read(tokens, column(value.group), column(of.audience_id), of),
    ).correlate(of)  # fmt: skip
    if not sought:
        return ~held.exists()
    return held.where(col(value.text).in_(sorted(sought))).exists()
