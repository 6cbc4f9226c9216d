"""A case built from its history alone: its steps, what they left, and what was frozen with them (see `left`).

Neither the row of the case nor its tasks are asked. What was filled in comes from the last frozen revision, which the
chain holds the digest of, and from what was written since without anybody typing it; drafts are no history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from data.tables import History, HistoryDetail
from forms.draft import apply
from forms.edits import SetValue
from forms.values import Values
from workflows.audit.left import APART, LEFT, edit_of, task_facts
from workflows.bundle import MAIN, Bundle
from workflows.cases import filled
from workflows.cases.opened import main_of, passed_all
from workflows.engine.types import CaseFacts

Chain = Sequence[tuple[History, HistoryDetail | None]]


@dataclass(frozen=True)
class Replayed:
    """The case as its history says that it is.

    `tasks` are as the steps left them, each with the number of the step that touched it last; `written` is what
    nobody typed since the last revision was frozen: (row, key) → value. `whole` is False where steps do not tell how
    they left the case: old ones, and those whose details were erased.
    """

    facts: CaseFacts
    tasks: Mapping[int, tuple[int, Mapping[str, Any]]]
    written: Mapping[tuple[str, str], Any]
    apart: Mapping[str, Any]  # late, suspended, holder, number, moved
    frozen: int  # the last frozen revision, 0 without one
    whole: bool
    papers: tuple[tuple[int, str, Mapping[str, Any]], ...] = ()  # step, what was done, and what it tells of the paper


def chain_of(session: Session, case_id: int) -> Chain:
    """The steps of a case with their details, the first first."""
    steps = select(History, HistoryDetail).join(HistoryDetail, isouter=True).where(History.case_id == case_id)
    return [(row, detail) for row, detail in session.exec(steps.order_by(col(History.step)))]


def replayed(session: Session, bundle: Bundle, chain: Chain) -> Replayed:
    """The case that a chain tells of; of a whole one, what stands in the database is the same."""
    rows, bodies = [row for row, _ in chain], [(detail.body or {}) if detail else {} for _, detail in chain]
    told = [body.get(LEFT) for body in bodies]
    lefts: list[Mapping[str, Any]] = [each or {} for each in told]
    frozen = max((row.revision or 0 for row in rows), default=0)
    moved = max((row.step - 1 for row in rows if row.revision is not None), default=0)
    edits = [edit_of(e) for row, each in zip(rows, lefts, strict=True) if row.step - 1 > moved for e in each["sets"]
             ] if all(told) else []  # fmt: skip
    values, answers = _values(session, bundle, rows[0].case_id, frozen, edits)
    tasks = {t["id"]: (row.step, t) for row, each in zip(rows, lefts, strict=True) for t in each.get("tasks", ())}
    numbers = [body["number"] for body in bodies if body.get("number")]
    apart = {**{k: lefts[-1].get(k) for k in APART}, "number": numbers[-1] if numbers else None, "moved": moved}
    first = lefts[0].get("case", {})
    facts = CaseFacts(
        id=rows[0].case_id, state=rows[-1].to_state, revision=rows[-1].step - 1, values=values, answers=answers,
        organisation=first.get("organisation_id", 0), district=first.get("district", ""),
        number=numbers[-1] if numbers else None,
        campaign=first.get("campaign_id"), on_behalf=bool(first.get("on_behalf")), late=bool(apart["late"]),
        trail=passed_all(zip(rows, bodies, strict=True)),
        tasks=tuple(task_facts(tasks[i][1]) for i in sorted(tasks)), moved=moved, suspended=bool(apart["suspended"]),
        parent=first.get("parent_id"), parent_entry=first.get("parent_entry_id"), child=first.get("child"),
    )  # fmt: skip
    written = {(e.row, e.field): e.value for e in edits if isinstance(e, SetValue)}
    papers = tuple((r.step, r.action, b["paper"]) for r, b in zip(rows, bodies, strict=True) if b.get("paper"))
    return Replayed(facts, tasks, written, apart, frozen, all(told) and "case" in lefts[0], papers)


def _values(
    session: Session, bundle: Bundle, case_id: int, frozen: int, edits: Sequence[Any]
) -> tuple[Values, dict[str, str]]:
    """What was filled in when it was frozen last, with what was written since."""
    if not frozen:
        return {}, {}
    kept = filled.at(session, main_of(session, case_id), frozen)
    return apply(bundle.form(MAIN), kept.values, kept.answers, edits).values, dict(kept.answers)
