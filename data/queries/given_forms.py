"""What was filled in beside the main forms of many cases: with steps, and as opinions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from data.queries.dialect import pick
from data.queries.visibility import may_see
from data.tables import Case, History, HistoryDetail, Organisation, Person, Task

PIECE = 10_000


@dataclass(frozen=True)
class GivenStep:
    """A step with what was given with it; nothing once that was erased."""

    id: int
    case: int
    step: int
    action: str
    at: datetime
    person: int
    given: Mapping[str, Any]


def given_steps(session: Session, cases: Sequence[int], actions: Collection[str]) -> Iterator[GivenStep]:
    """The steps of some cases that are one of some actions, in the order in which they were taken."""
    h, detail = History, HistoryDetail
    query = pick(col(h.id), col(h.case_id), col(h.step), col(h.action), col(h.at), col(h.actor_id), col(detail.body))
    query = query.join(detail, col(detail.history_id) == col(h.id))
    query = query.where(col(h.case_id).in_(cases), col(h.action).in_(sorted(actions)))
    for key, case, step, action, at, person, body in session.execute(query.order_by(col(h.case_id), col(h.step))):
        yield GivenStep(key, case, step, action, at, person, dict((body or {}).get("given") or {}))


def with_opinions(session: Session, cases: Sequence[int]) -> list[int]:
    """Those of some cases in which somebody gave an opinion."""
    query = pick(col(Task.case_id)).where(col(Task.case_id).in_(cases), col(Task.opinion).is_not(None))
    return list(session.execute(query.distinct()).scalars())


def tasks_by_case(session: Session, cases: Sequence[int]) -> dict[int, list[Task]]:
    """Every task of some cases, in the order in which they were made."""
    return _by_case(session.exec(select(Task).where(col(Task.case_id).in_(cases)).order_by(col(Task.id))))


def steps_by_case(session: Session, cases: Sequence[int]) -> dict[int, list[History]]:
    """Every step of some cases, the first first."""
    return _by_case(session.exec(select(History).where(col(History.case_id).in_(cases)).order_by(col(History.step))))


def _by_case(found: Any) -> dict[int, list[Any]]:
    by_case: dict[int, list[Any]] = {}
    for row in found:
        by_case.setdefault(row.case_id, []).append(row)
    return by_case


def people_of(session: Session, ids: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """Person → their name, and that of their organisation in two languages."""
    query = pick(col(Person.id), col(Person.name), col(Organisation.name), col(Organisation.name_en))
    query = query.join(Organisation, col(Organisation.id) == col(Person.organisation_id), isouter=True)
    found = session.execute(query.where(col(Person.id).in_(sorted(ids))))
    return {key: (name, zh or "", en or "") for key, name, zh, en in found}


def children(session: Session, tokens: Collection[str], cases: Sequence[int]) -> dict[int, tuple[int, str | None]]:
    """The visible children of some cases, with their parent and its number."""
    found: dict[int, tuple[int, str | None]] = {}
    numbers: dict[int, str | None] = {}
    for start in range(0, len(cases), PIECE):
        some = cases[start : start + PIECE]
        numbered = pick(col(Case.id), col(Case.number)).where(col(Case.id).in_(some))
        query = pick(col(Case.id), col(Case.parent_id)).where(col(Case.parent_id).in_(some), may_see(tokens))
        mine = dict(session.execute(query.order_by(col(Case.id))).tuples().all())
        numbers = dict(session.execute(numbered).tuples().all()) if mine else {}
        found |= {child: (parent, numbers.get(parent)) for child, parent in mine.items()}
    return found
