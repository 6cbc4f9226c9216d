"""A case taken from the database for one person at one moment: what every service begins with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from data.queries.facts import spans
from data.tables import Case, CaseRead, History, HistoryDetail, Submission, Task
from forms.definition import Form
from forms.text import Message
from workflows.access import Access
from workflows.bundle import MAIN, Bundle
from workflows.cases import filled, locking
from workflows.cases.moved import MOVE, translated
from workflows.cases.outside import from_outside
from workflows.clocks.runs import EXTEND
from workflows.engine.situation import Situation
from workflows.engine.types import Actor, CaseFacts, Passed, Read, Refusal, TaskFacts
from workflows.office import Office
from workflows.world import About, OfficeWorld

TELLING = (EXTEND, MOVE)
"""Steps whose details clocks and rules ask for."""


@dataclass(frozen=True, eq=False)
class Opened:
    """A case with its definition, its main submission, and the situation of who looks at it."""

    office: Office
    session: Session
    case: Case
    submission: Submission
    filled: filled.Filled
    situation: Situation

    @property
    def id(self) -> int:
        return self.case.id or 0

    @property
    def bundle(self) -> Bundle:
        return self.situation.bundle

    @property
    def form(self) -> Form:
        return self.situation.form

    @property
    def facts(self) -> CaseFacts:
        return self.situation.case

    @property
    def world(self) -> OfficeWorld:
        assert isinstance(self.situation.world, OfficeWorld)
        return self.situation.world

    @cached_property
    def access(self) -> Access:
        return self.situation.access


def opened(
    office: Office, session: Session, case_id: int, actor: Actor, now: datetime, *, lock: bool = False
) -> Opened | None:
    """The case if the actor may see anything of it, else None; with `lock` nobody else may write it meanwhile."""
    found = reopened(office, session, case_id, actor, now, lock=lock)
    return found if found is not None and found.access else None


def reopened(
    office: Office, session: Session, case_id: int, actor: Actor, now: datetime, *, lock: bool = False
) -> Opened | None:
    """The same without asking whether the actor may see it: for what follows from something they were allowed."""
    spans.at(session, now)
    if lock:
        locking.lock(session, case_id)
    case = session.exec(select(Case).where(Case.id == case_id)).first()
    if case is None:
        return None
    bundle, actor = office.bundle(session, case.version_id), actor.bound(case.procedure)
    submission = main_of(session, case_id)
    content = filled.current(office, session, submission)
    facts = CaseFacts(
        id=case_id, state=case.state, revision=case.revision, values=content.values, answers=content.answers,
        organisation=case.organisation_id, district=case.district, number=case.number, campaign=case.campaign_id,
        on_behalf=case.on_behalf, late=case.late,
        trail=trail(session, case_id), tasks=tasks_of(session, case_id), reads=reads(session, case),
        moved=case.moved, suspended=case.suspended,
        parent=case.parent_id, parent_entry=case.parent_entry_id, child=case.child,
    )  # fmt: skip
    about = About(
        case_id, case.district, case.campaign_id, content.values, case.filed_on, organisation=case.organisation_id
    )
    world = OfficeWorld(office, session, bundle, about, office.today(now), actor.tokens)
    return Opened(office, session, case, submission, content, Situation(bundle, facts, actor, world, now))


def main_of(session: Session, case_id: int) -> Submission:
    """The main submission of a case."""
    return session.exec(select(Submission).where(Submission.case_id == case_id, Submission.use == MAIN)).one()


def trail(session: Session, case_id: int) -> tuple[Passed, ...]:
    """Every step of a case, the first first, in the words of the version that it is in."""
    steps = list(session.exec(select(History).where(History.case_id == case_id).order_by(col(History.step))))
    bodies = _bodies(session, [h.id or 0 for h in steps if h.action in TELLING])
    return passed_all((h, bodies.get(h.id or 0, {})) for h in steps)


def passed_all(steps: Iterable[tuple[History, Mapping[str, Any]]]) -> tuple[Passed, ...]:
    """All steps with their details, the first first, as clocks and rules see them."""
    return translated((passed(row, body), body) for row, body in steps)


def passed(row: History, body: Mapping[str, Any]) -> Passed:
    """One step, with the details of an extension: which clock, and by how much."""
    longer = (str(body.get("clock", "")), int(body.get("amount", 0))) if row.action == EXTEND else ("", 0)
    return Passed(
        row.action, row.actor_id, row.from_state, row.to_state, row.at, row.for_person, *longer,
        straight=bool(row.straight),
    )  # fmt: skip


def _bodies(session: Session, steps: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The details of steps."""
    if not steps:
        return {}
    found = session.exec(select(HistoryDetail).where(col(HistoryDetail.history_id).in_(steps)))
    return {d.history_id: d.body or {} for d in found}


def reads(session: Session, case: Case) -> tuple[Read, ...]:
    """Who has opened a case since it came where it is, the first first."""
    since = select(CaseRead).where(CaseRead.case_id == case.id, CaseRead.revision >= case.moved)
    found = session.exec(since.order_by(col(CaseRead.at), col(CaseRead.person_id)))
    return tuple(Read(r.person_id, r.revision, r.at, r.held) for r in found)


def tasks_of(session: Session, case_id: int) -> tuple[TaskFacts, ...]:
    """Every task of a case, in the order in which they were made."""
    found = list(session.exec(select(Task).where(Task.case_id == case_id).order_by(col(Task.id))))
    return facts_of(found, from_outside(session, found))


def facts_of(found: Iterable[Task], outside: Collection[int]) -> tuple[TaskFacts, ...]:
    """Tasks as rules see them; `outside` are the ids of those that are asked of somebody from outside."""
    return tuple(_task_facts(row, outside) for row in found)


def _task_facts(row: Task, outside: Collection[int]) -> TaskFacts:
    return TaskFacts(
        id=row.id, state=row.state, role=row.role, token=row.token, case_state=row.case_state, visit=row.visit,
        round=row.round, row=row.row, who=row.who, person=row.person_id, position=row.position, parent=row.parent_id,
        relation=row.relation, opinion=row.opinion, inputs=row.inputs, kept=row.kept, due=row.due,
        done_by=row.done_by, done_at=row.done_at, note=row.note, outside=row.id in outside,
    )  # fmt: skip


def no_such_case() -> Refusal:
    """The same words for what is not there and what is not theirs to see."""
    return Refusal(Message("no_such_case"), guard="role")
