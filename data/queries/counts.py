"""Figures over the cases that somebody may see: how many by what, and sums of their computed columns."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col

from data.queries.cases import CaseFilter, narrowed
from data.queries.dialect import Query, column, month, pick
from data.queries.visibility import may_read
from data.tables import Case, CaseValue

FACTS: dict[str, ColumnElement[Any]] = {
    "procedure": column(Case.procedure),
    "version": column(Case.version_id),
    "state": column(Case.state),
    "stage": column(Case.stage),
    "district": column(Case.district),
    "campaign": column(Case.campaign_id),
    "organisation": column(Case.organisation_id),
    "holder": column(Case.holder),
    "late": column(Case.late),
    "ended": column(Case.ended),
}
Counts = dict[tuple[Any, ...], int]


def by(session: Session, tokens: Collection[str], wanted: CaseFilter, *facts: str) -> Counts:
    """Number of visible cases by one or more of FACTS: {("filed",): 12, …}; KeyError for an unknown fact."""
    columns = [FACTS[f] for f in facts]
    query = narrowed(session, tokens, wanted, pick(*columns, func.count()))
    return _counts(session, query.group_by(*columns))


def by_month(session: Session, tokens: Collection[str], wanted: CaseFilter, fact: str = "filed_on") -> Counts:
    """Number of visible cases by month ("2026-03") of a date: filed_on, due or ended_on."""
    of = {"filed_on": Case.filed_on, "due": Case.due, "ended_on": Case.ended_on}[fact]
    months = month(session, column(of))
    query = narrowed(session, tokens, wanted, pick(months, func.count())).where(col(of).is_not(None))
    return _counts(session, query.group_by(months))


def sums(session: Session, tokens: Collection[str], wanted: CaseFilter, field: str, *facts: str) -> Counts:
    """Sum of a computed column (`case.<name>`) or another number, by FACTS; {(): 0} without any.

    Only values whose field group the tokens may read are added up. Numbers are scaled as their field says.
    """
    columns = [FACTS[f] for f in facts]
    # The groups of an audience are looked up by case, so the values come after the cases.
    query = narrowed(session, tokens, wanted, pick(*columns, func.coalesce(func.sum(CaseValue.number), 0)))
    query = query.join(CaseValue, col(CaseValue.case_id) == col(Case.id)).where(
        col(CaseValue.field) == field, may_read(tokens, column(CaseValue.group), column(Case.audience_id))
    )
    return _counts(session, query.group_by(*columns))


def _counts(session: Session, query: Query) -> Counts:
    return {tuple(row[:-1]): int(row[-1]) for row in session.execute(query)}
