"""What the history keeps of how a step left its case, as JSON: enough to build the case from its history alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from data.tables import Case, Task
from forms.edits import AddRows, Edit, SetValue
from workflows.audit.chain import moment
from workflows.engine.types import TaskFacts

LEFT = "left"
"""Where it stands among the details of a step."""
FIXED = ("organisation_id", "district", "campaign_id", "on_behalf", "parent_id", "parent_entry_id", "child")
"""What a case is from its beginning on."""
APART = ("late", "suspended", "holder")
"""What hangs on no task of a case."""


def begun(case: Case, work: Iterable[Task]) -> dict[str, Any]:
    """How a case was opened."""
    return {"case": {name: getattr(case, name) for name in FIXED}, **left(case, work, ())}


def left(case: Case, work: Iterable[Task], written: Iterable[Edit]) -> dict[str, Any]:
    """How a step left its case: the tasks that it touched as they are then, what was written that nobody typed."""
    apart = {name: getattr(case, name) for name in APART}
    return {"tasks": [task_json(t) for t in work], "sets": [edit_json(e) for e in written], **apart}


def task_json(row: Task) -> dict[str, Any]:
    """Everything there is of a task."""
    every = {name: getattr(row, name) for name in Task.model_fields if name != "case_id"}
    times = {name: moment(every[name]) for name in ("opened_at", "done_at") if every[name] is not None}
    return {**every, **times, "due": row.due.isoformat() if row.due else None}


def task_facts(told: Mapping[str, Any]) -> TaskFacts:
    """A task as the engine sees it, from what the history keeps of it."""
    done, due = told["done_at"], told["due"]
    return TaskFacts(
        id=told["id"], state=told["state"], role=told["role"], token=told["token"], case_state=told["case_state"],
        visit=told["visit"], round=told["round"], row=told["row"], who=told["who"], person=told["person_id"],
        position=told["position"], parent=told["parent_id"], relation=told["relation"], opinion=told["opinion"],
        inputs=told["inputs"], kept=told["kept"], due=date.fromisoformat(due) if due else None,
        done_by=told["done_by"], done_at=datetime.fromisoformat(done) if done else None, note=told["note"],
    )  # fmt: skip


def edit_json(edit: Edit) -> dict[str, Any]:
    """What was written, without what stood there."""
    return {k: v for k, v in asdict(edit).items() if k != "was"}


def edit_of(told: Mapping[str, Any]) -> Edit:
    """The same back: a value, or rows."""
    if "field" in told:
        return SetValue(told["field"], told["value"], told["row"])
    return AddRows(told["table"], tuple(told["rows"]), told["parent"], told["after"])
