"""Random play in a round: kept opinions are those with equal inputs, and the history replays to the same case."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.edits import AddRows, DeleteRows, SetValue
from tests.workflows.engine.rounds.panel import (
    BUREAU,
    CHIEF,
    CHIEF2,
    EVERYBODY,
    ONE,
    PER_ROW,
    WRITER,
    Play,
    panel,
    told,
)
from workflows.engine.tasks import theirs
from workflows.engine.types import Action, Decision

INPUTS = ["摊位.摊名", "摊位.人员", "register:stalls", "parameter:上限", "天数"]
KINDS = {"mode": ["all", "any", "in order"], "keep": ["unchanged inputs", "nothing", "everything"]}
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["say", "say", "say", "back", "name", "staff", "list", "limit", "days", "gone", "new", "same"]),
        st.integers(0, 5), st.sampled_from(["同意", "不同意"]),
    ),
    max_size=16,
)  # fmt: skip


def play(mode: str, keep: str) -> Play:
    who = [{"role": "bureau"}, {"role": "chief"}, {"person": "11", "as": "expert"}]
    after = {"keep": keep, "inputs": INPUTS} if keep == "unchanged inputs" else {"keep": keep}
    made = panel(PER_ROW, mode=mode, who=who, after_return=after)
    made.procedure.registers["stalls"].key[:] = ["摊名"]
    return Play(made).at_panel()


def inputs(at: Play, row: str) -> str:
    """What an opinion about a row rests on, told independently of the engine."""
    found: dict[str, Any] = next((r for r in at.case.values["摊位"] if r["_id"] == row), {})
    staff = [p.get("姓名") for p in found.get("人员") or []]
    listed = sorted({v for v in (found.get("摊名"), found.get("代码"), *staff) if v in at.world.on_list})
    return json.dumps([found.get("摊名"), staff, listed, at.world.parameters["上限"], at.case.values.get("天数")])


def step(at: Play, kind: str, n: int, said: str, rested: dict[tuple[str, str, str], str]) -> None:
    """One move; `rested` keeps on what each participant's last opinion about each row rested."""
    if at.case.state != "deal":
        return
    if kind == "say":
        open_ = at.case.open_tasks
        task = open_[n % len(open_)] if open_ else None
        actor = next((a for a in (BUREAU, CHIEF, CHIEF2, ONE) if task and theirs(task, told(a))), None)
        if task and actor:
            now = inputs(at, task.row)
            assert isinstance(at.say(actor, said, task=task.id), Decision)
            rested[task.role, task.token, task.row] = now
        return
    if kind == "back":
        at.do(BUREAU, "ask", 意见="补")
        at.do(WRITER, "answer")
        return
    changed(at, kind, n)


def changed(at: Play, kind: str, n: int) -> None:
    """Something that opinions rest on becomes otherwise, or a row comes or goes."""
    rows = [r["_id"] for r in at.case.values["摊位"]]
    row = rows[n % len(rows)] if rows else ""
    if kind == "name" and row:
        at.edit(SetValue("摊名", f"摊{n}", row))
    elif kind == "staff" and row:
        at.edit(AddRows("摊位.人员", ({"姓名": f"人{n}"},), row))
    elif kind == "list":
        at.world.on_list ^= {f"摊{n}"}
    elif kind == "limit":
        at.world.parameters["上限"] = 3 + n
    elif kind == "days":
        at.edit(SetValue("天数", n + 1))
    elif kind == "gone" and len(rows) > 1:
        at.edit(DeleteRows((row,)))
    elif kind == "new" and len(rows) < 3:
        at.edit(AddRows("摊位", ({"_id": f"n{n}{len(at.decided)}", "摊名": f"摊{n}"},)))
    elif kind == "same" and row:  # typed anew: other identities, the same people
        found = next(r for r in at.case.values["摊位"] if r["_id"] == row)
        staff = found.get("人员") or []
        at.edit(DeleteRows(tuple(p["_id"] for p in staff)))
        at.edit(AddRows("摊位.人员", tuple({"姓名": p.get("姓名")} for p in staff), row))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KINDS["keep"]), MOVES)
def test_opinions_are_kept_exactly_where_their_inputs_are_what_they_were(keep: str, moves: list[Any]) -> None:
    at, rested = play("all", keep), dict[tuple[str, str, str], str]()
    for kind, n, said in moves:
        visit = at.case.visit
        step(at, kind, n, said, rested)
        if at.case.state != "deal" or at.case.visit == visit:
            continue
        here = [t for t in at.case.tasks if t.visit == at.case.visit and t.round]
        for task in here:
            before = rested.get((task.role, task.token, task.row))
            wanted = {
                "nothing": False, "everything": before is not None,
                "unchanged inputs": before == inputs(at, task.row),
            }[keep]  # fmt: skip
            assert task.kept == wanted and (task.state == "done") == wanted, task


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KINDS["mode"]), MOVES)
def test_no_open_task_is_without_somebody_and_an_outcome_stands_where_the_round_is_complete(
    mode: str, moves: list[Any]
) -> None:
    at = play(mode, "unchanged inputs")
    for kind, n, said in moves:
        step(at, kind, n, said, {})
        assert all(any(theirs(t, told(a)) for a in EVERYBODY) for t in at.case.open_tasks)
        assert at.case.state in at.bundle.procedure.states
        if at.case.state != "deal":
            assert at.case.state == "done" and not at.case.open_tasks
            return
        assert at.case.open_tasks, "a round that is not complete waits for somebody"
        if kind in ("say", "back"):
            for row in at.case.values["摊位"]:
                active = [t for t in at.case.tasks if t.active and t.row == row["_id"]]
                assert bool(row.get("结果")) == (not active)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(KINDS["mode"]), MOVES)
def test_what_was_done_done_again_comes_to_the_same_case(mode: str, moves: list[Any]) -> None:
    at = play(mode, "unchanged inputs")
    for kind, n, said in moves:
        if kind in ("say", "back"):
            step(at, kind, n, said, {})
    assert replayed(at, play(mode, "unchanged inputs")).case == at.case


def replayed(of: Play, again: Play) -> Play:
    """The same steps taken once more, from the history alone: who did what, about which tasks, with what given."""
    known = {a.id: a for a in EVERYBODY}
    for decision, passed in list(zip(of.decided, of.case.trail, strict=True))[len(again.decided) :]:
        if of.bundle.procedure.transitions.get(decision.transition, None) is not None:
            if of.bundle.procedure.transitions[decision.transition].kind != "automatic":
                again.do(known[passed.actor], decision.transition, **decision.given)
            continue
        actor = told(known[passed.actor])
        again.attempt(Action(actor, "", again.case.revision, "k", decision.given, "opinion", decision.task))
    return again
