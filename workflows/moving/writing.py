"""Writing a move, and taking one back: in the caller's transaction, by the one place that writes steps of cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from data.queries.facts import values as dated
from data.queries.rows import freeze
from data.tables import CaseMove, CaseValue, History, HistoryDetail, Task
from forms.draft import Applied
from forms.fields.table import ROW_ID
from forms.text import Message
from forms.values import all_rows
from workflows.audit.left import task_json
from workflows.bundle import Bundle
from workflows.cases import filled, indexing
from workflows.cases.moved import BACK, MOVE
from workflows.cases.opened import Opened, reopened
from workflows.cases.steps import keep_files, plain, take
from workflows.cases.taking import follow
from workflows.clocks import timers
from workflows.engine.derive import derive
from workflows.engine.tasks import CLOSED
from workflows.engine.types import Refusal, TaskChange, TaskFacts
from workflows.moving.deciding import Planned, decision, plan
from workflows.moving.mapping import Mapping
from workflows.moving.tasks import Work
from workflows.moving.telling import changes, told_json
from workflows.moving.values import Converted
from workflows.search import keeping

NAMES = ("states", "transitions", "roles", "rounds", "clocks")
"""What the history keeps of a mapping beside its fields."""
KEPT_ROWS = ("case_state", "visit", "round", "role", "token", "person_id", "state", "inputs", "note")
"""What a move changes of a task."""


def move(found: Opened, after: Bundle, mapping: Mapping, job: int | None, note: str) -> Planned:
    """Moves a case as `plan` says; what it refuses stays as it is, to be told by the caller."""
    planned = plan(found, after, mapping)
    if planned.refused:
        return planned
    session, case, now = found.session, found.case, found.situation.now
    kept = freeze(session, found.submission, now, found.situation.actor.id)
    tasks = [task_json(session.get_one(Task, t.id)) for t in found.facts.tasks]
    before = {"version": found.bundle.version_id, "state": case.state, "kept": kept}
    touched = _rewrite(session, planned.work.kept)
    _fill(found, after, planned.values.values)
    details = {
        MOVE: {**mapping.model_dump(include=set(NAMES)), "from": before, "to": after.version_id,
               "numbers": [found.bundle.number, after.number], "tasks": [t for t in tasks if t["id"] in touched],
               "told": told_json(planned)},
        "changes": [plain(c) for c in changes(planned)],
        "reason": note,
    }  # fmt: skip
    made = decision(planned, details, tuple(TaskChange(i) for i in touched))
    step = _step(found, planned, made, after)
    changed = found.submission.changes
    session.add(CaseMove(
        case_id=found.id, job_id=job, procedure=case.procedure, from_version_id=found.bundle.version_id or 0,
        to_version_id=after.version_id or 0, history_id=step.id or 0, kept=kept, changes=changed, at=now,
    ))  # fmt: skip
    _after(found, follow_on=True)
    return planned


def _step(found: Opened, planned: Planned, made: Any, after: Bundle) -> History:
    """Writes the step with everything that follows from it, as any other step is written."""
    found.session.flush()
    again = reopened(found.office, found.session, found.id, found.situation.actor, found.situation.now)
    assert again is not None
    _index(again, found.bundle)
    take(again, made)
    keep_files(again, again.form, again.facts.values)
    found.session.flush()
    newest = select(History).where(History.case_id == found.id).order_by(col(History.step).desc()).limit(1)
    return found.session.exec(newest).one()


def _after(found: Opened, *, follow_on: bool) -> None:
    """The search index, the clocks, and what follows by itself."""
    session, now = found.session, found.situation.now
    keeping.whole(found.office, session, found.id, now)
    again = reopened(found.office, session, found.id, found.situation.actor, now)
    assert again is not None
    timers.schedule(again, now)
    if follow_on:
        follow(again, now)


def _fill(found: Opened, after: Bundle, values: dict[str, Any], positions: dict[str, float] | None = None) -> None:
    """Puts other values, in the words of another version, into what is being worked on."""
    session, submission, form = found.session, found.submission, after.form()
    there = {row[ROW_ID] for _, row, _ in all_rows(form, values)}
    places = {**(positions or {}), **found.filled.positions}
    gone = frozenset(found.filled.positions.keys() - there)
    before = replace(found.filled, positions=places)
    applied = Applied(values, dict(found.filled.answers), (), frozenset({"", *there}), gone)
    filled.write(session, form, submission, before, applied)
    submission.form = form.id
    found.case.version_id = after.version_id or 0
    session.add_all([submission, found.case])


def _index(again: Opened, before: Bundle) -> None:
    """The typed copies under the paths and groups of this version; what was counted before is ended."""
    session, copy = again.session, CaseValue
    form_values = ~col(copy.field).startswith(indexing.COLUMN)
    session.execute(delete(copy).where(col(copy.case_id) == again.id, form_values))
    values = again.situation.values if indexing.conditional(again.form) else again.facts.values
    indexing.write_all(session, again.id, again.bundle, values, again.world.options)
    dated.keep(session, again.id, indexing.counted(before.form()))


def _rewrite(session: Session, kept: list[TaskFacts]) -> list[int]:
    """Writes what became of tasks that there were; the ids of those that changed."""
    changed = []
    for facts in kept:
        row = session.get_one(Task, facts.id)
        wanted = {n: getattr(facts, "person" if n == "person_id" else n) for n in KEPT_ROWS}
        if any(getattr(row, n) != v for n, v in wanted.items()):
            row.sqlmodel_update(wanted)
            session.add(row)
            changed.append(row.id or 0)
    return changed


def back(found: Opened, row: CaseMove) -> Refusal | None:
    """Takes the last move of a case back: it stands as it stood; or why that can no longer be done."""
    refusal = against(found, row)
    if refusal is not None:
        return refusal
    session, now, office = found.session, found.situation.now, found.office
    body = _body(session, row)
    old = office.bundle(session, row.from_version_id)
    kept = filled.at(session, found.submission, row.kept)
    touched = _restore(session, found, body)
    _fill(found, old, kept.values, dict(kept.positions))
    found.case.state = body["from"]["state"]
    session.add(found.case)
    session.flush()
    again = reopened(office, session, found.id, found.situation.actor, now)
    assert again is not None
    planned = _as_it_was(again)
    left = {"version": row.to_version_id}
    details = {BACK: {"from": left, "numbers": list(reversed(body["numbers"]))}, "changes": []}
    made = decision(planned, details, tuple(TaskChange(i) for i in touched), BACK)
    made = replace(made, from_state=found.situation.case.state)
    _step(found, planned, made, old)
    row.undone_at = now
    session.add(row)
    _after(found, follow_on=False)
    return None


def _as_it_was(again: Opened) -> Planned:
    """The case as it stands, where nothing is to be changed any more."""
    return Planned(
        again, again.situation, derive(again.situation), Converted(dict(again.facts.values)), Work([]), (), (), ()
    )


def _restore(session: Session, found: Opened, body: dict[str, Any]) -> list[int]:
    """Tasks as they were before the move; those that came with it are closed."""
    was = {t["id"]: t for t in body["tasks"]}
    step = _last(session, found.id)
    come = [t for t in found.facts.tasks if t.active and t.id not in was and _began(session, t, step)]
    changed = []
    for key, told in was.items():
        row = session.get_one(Task, key)
        row.sqlmodel_update({n: told[n] for n in KEPT_ROWS})
        session.add(row)
        changed.append(key)
    for task in come:
        row = session.get_one(Task, task.id)
        row.state, row.note = CLOSED, "moved"
        session.add(row)
        changed.append(task.id or 0)
    return changed


def _began(session: Session, task: TaskFacts, step: History) -> bool:
    return session.get_one(Task, task.id).opened_at == step.at


def _last(session: Session, case_id: int) -> History:
    return session.exec(
        select(History).where(History.case_id == case_id).order_by(col(History.step).desc()).limit(1)
    ).one()


def _body(session: Session, row: CaseMove) -> dict[str, Any]:
    detail = session.get_one(HistoryDetail, row.history_id)
    told: dict[str, Any] = (detail.body or {}).get(MOVE) or {}
    return told


def against(found: Opened, row: CaseMove) -> Refusal | None:
    """Why a move cannot be taken back: something else happened since, or it was taken back already."""
    last = _last(found.session, found.id)
    if row.undone_at is not None:
        return Refusal(Message("move.undone_already"), guard="undone")
    if last.id != row.history_id or found.submission.changes != row.changes or not _body(found.session, row):
        return Refusal(Message("move.happened_since"), guard="since")
    return None


