"""The typed copies of values, as lists of cases show them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col

from data.queries.dialect import pick
from data.tables import CaseValue


@dataclass(frozen=True, slots=True)
class Copy:
    """A value of a field in a row of a case: text, a day, or a whole number scaled as its field says."""

    field: str
    group: str
    value: Any


def values(session: Session, ids: Collection[int], fields: Collection[str]) -> dict[int, list[Copy]]:
    """Case → the copies of some fields, in the order in which they were made; one query for a page of cases."""
    v = CaseValue
    query = pick(col(v.case_id), col(v.field), col(v.group), col(v.text), col(v.number), col(v.day))
    query = query.where(col(v.case_id).in_(ids), col(v.field).in_(sorted(fields))).order_by(col(v.case_id), col(v.id))
    found: dict[int, list[Copy]] = {}
    for case, field, group, text, number, day in session.execute(query):
        value = next((x for x in (text, number, day) if x is not None), None)
        found.setdefault(case, []).append(Copy(field, group, value))
    return found


def readable(copies: Iterable[Copy], groups: Collection[str]) -> dict[str, tuple[Any, ...]]:
    """Field → its values, of those whose group is among the readable ones."""
    found: dict[str, list[Any]] = {}
    for each in copies:
        if each.group in groups:
            found.setdefault(each.field, []).append(each.value)
    return {field: tuple(values) for field, values in found.items()}
