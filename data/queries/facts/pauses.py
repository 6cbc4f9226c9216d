"""When the clocks of cases stood still: suspended, or in a state in which the definition pauses them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col

from data.queries.cases import CaseFilter, narrowed
from data.queries.dialect import pick
from data.queries.narrowing import case_id, of_states
from data.tables import Case, CaseSpan

Pauses = dict[int, list[tuple[date, date | None]]]
"""Case → the days on which it stopped and went on; None: it stands still."""


def pauses(
    session: Session, tokens: Collection[str], wanted: CaseFilter, states: Collection[tuple[str, str]], on: date | None
) -> Pauses:
    """The pauses of the cases that the tokens may see and the filter lets through, `states` by procedure."""
    further = replace(wanted.further, day=wanted.further.day or on)
    which = narrowed(session, tokens, replace(wanted, further=further), pick(case_id(CaseSpan if on else Case)), on)
    still = or_(col(CaseSpan.suspended), of_states(states, CaseSpan.procedure, CaseSpan.state))
    query = pick(CaseSpan.case_id, CaseSpan.since_on, CaseSpan.until_on).where(
        still, col(CaseSpan.case_id).in_(which.subquery().select())
    )  # fmt: skip
    found: Pauses = {}
    for case, since, until in session.execute(query.order_by(col(CaseSpan.id))):
        found.setdefault(case, []).append((since, until))
    return found
