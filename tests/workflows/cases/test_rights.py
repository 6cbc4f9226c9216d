"""Rights as a hand-written table says them, on every way to look at a case or to change it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from data.tables import CampaignMember, Entry
from forms.draft import SetValue
from forms.fields.table import ROW_ID
from tests.workflows.boards.shown import answer, board
from tests.workflows.bureau import HERE, THERE, Bureau, sample
from workflows.attachments import fetch
from workflows.cases.drafts import open_draft, save
from workflows.cases.history import compare
from workflows.cases.paper import printed, workbook
from workflows.cases.search import Query, find
from workflows.cases.todo import todo
from workflows.cases.view import view
from workflows.engine.types import Refusal
from workflows.exports.asked import Asked
from workflows.exports.make import make
from workflows.registers.entry import open_entry

TABLE = Path(__file__).parents[1] / "rights.csv"
PEOPLE = {
    "clerk@here": "clerk", "head@here": "head", "clerk@there": "clerk2", "head@there": "head2", "desk": "desk",
    "credit": "credit", "leader": "leader", "auditor": "auditor",
}  # fmt: skip
MARKS = {"申报": "申报里的标记", "盖章": "盖章里的标记", "结论": "结论里的标记"}
FIELDS = {"申报": "联系人", "盖章": "盖章扫描件", "结论": "结论理由"}
HOLDS = {"print": {"申报"}, "workbook": {"申报", "结论"}}  # paper has room for a stamp, and files are no cells
STATES = ("draft", "review", "filed", "joint", "mend", "closed", "dropped", "withdrawn")


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rights(state: str, kind: str, column: str) -> dict[str, str]:
    return {r["what"]: r[column] for r in table() if (r["kind"], r["state"]) == (kind, state)}


def case_in(desk: Bureau, state: str) -> int:
    """A case in a state, with a mark in every group that anybody may have written by then."""
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE, "联系人": MARKS["申报"]})
    desk.stamp(case, "clerk", f"{MARKS['盖章']}.pdf")
    ways = {
        "draft": [], "review": ["submit"], "filed": ["submit", "endorse"],
        "joint": ["submit", "endorse", "accept", "refused"], "mend": ["submit", "endorse", "accept", "refused", "ask"],
        "closed": ["submit", "endorse", "accept", "decided"], "dropped": ["drop"],
        "withdrawn": ["submit", "endorse", "accept", "refused", "ask", "withdraw"],
    }  # fmt: skip
    people = {"endorse": "head", "accept": "desk", "ask": "desk"}
    for step in ways[state]:
        if step in ("decided", "refused"):
            getattr(desk, step)(case, MARKS["结论"])
        else:
            notice = {"退回原因": ["内容有误"], "补正内容": "请核对"} if step == "ask" else None
            desk.done(case, step, people.get(step, "clerk"), notice)
    return case


def filled_in(state: str) -> set[str]:
    return set(MARKS) if state not in ("draft", "review", "filed", "dropped") else {"申报", "盖章"}


def cells(content: bytes | Path) -> str:
    book = load_workbook(io.BytesIO(content if isinstance(content, bytes) else content.read_bytes()))
    return " ".join(str(c) for s in book for row in s.iter_rows(values_only=True) for c in row if c is not None)


def shown(desk: Bureau, case: int, who: str) -> Iterator[tuple[str, str]]:
    """Everything that shows what is in a case, as text; "" for a refusal."""
    actor = desk.actor(who)
    ways: dict[str, Callable[[], Any]] = {
        "view": lambda: view(desk.office, actor, case, desk.now),
        "draft": lambda: open_draft(desk.office, actor, case, desk.now),
        "print": lambda: printed(desk.office, actor, case, "zh", desk.now),
        "workbook": lambda: workbook(desk.office, actor, case, "zh", desk.now),
    }
    for name, look in ways.items():
        found = look()
        told = "" if isinstance(found, Refusal) else cells(found.content) if name == "workbook" else repr(found)
        yield name, told


@pytest.mark.parametrize("state", STATES)
def test_everybody_sees_and_may_do_exactly_what_the_table_says(desk: Bureau, state: str) -> None:
    case = case_in(desk, state)
    for column, who in PEOPLE.items():
        groups = rights(state, "group", column)
        visible = any(groups.values())
        for way, told in shown(desk, case, who):
            assert bool(told) == visible, (column, way)
            for group, mark in MARKS.items():
                expected = bool(groups.get(group)) and group in HOLDS.get(way, MARKS) and group in filled_in(state)
                assert (mark in told) == expected, (column, way, group)
        lists(desk, case, state, who, groups)
        writing(desk, case, who, groups)
        doing(desk, case, state, who, column)


def lists(desk: Bureau, case: int, state: str, who: str, groups: dict[str, str]) -> None:
    """Search, export, board and files tell neither more nor less."""
    actor, visible = desk.actor(who), any(groups.values())
    found = find(desk.office, actor, Query())
    assert [r.id for r in found.rows] == ([case] if visible else []), who
    assert all(bool(r.columns) == bool(groups["申报"]) for r in found.rows)
    name = sample()["区域"][0]["申报名称"]
    assert find(desk.office, actor, Query(text=name)).total == int(bool(groups["申报"]))
    path = make(desk.office, actor, Asked("cases"), desk.now)
    assert isinstance(path, Path)
    held = cells(path)
    path.unlink()
    assert ("2026年第一批" in held) == visible
    for group, mark in MARKS.items():
        expected = bool(groups.get(group)) and group in filled_in(state)
        assert (mark in held) == expected, (who, group)
    charts = {c.id: c.answer for c in board(desk.office, actor, desk.now).charts}
    assert not charts or charts["stages"].total == int(visible), who  # type: ignore[union-attr]
    assert not charts or charts["ranking"].total == 0 or groups["申报"], who  # type: ignore[union-attr]
    items = [i.case.id for i in todo(desk.office, actor, desk.now).items]
    assert items in ([], [case]) and (visible or not items)
    scan = desk.view(case, "clerk").values["盖章扫描件"][0]["hash"]
    allowed = bool(groups["盖章"]) or who == "clerk"  # who uploaded it has it anyway
    assert (fetch(desk.office, actor, scan) is not None) == allowed


def writing(desk: Bureau, case: int, who: str, groups: dict[str, str]) -> None:
    """Saving what stands there already, field by field: refused exactly where writing is."""
    actor = desk.actor(who)
    row = desk.view(case, "clerk").values["区域"][1][ROW_ID]
    for group, field in FIELDS.items():
        edit = SetValue(field, None if field != "联系人" else MARKS["申报"], row=row if group == "结论" else "")
        if groups.get(group) == "write":
            edit = SetValue(edit.field, edit.value, edit.row, was="something else")  # a conflict, so nothing changes
        found = save(desk.office, actor, case, [edit], desk.now)
        assert isinstance(found, Refusal) == (groups.get(group) != "write"), (who, group, found)


def doing(desk: Bureau, case: int, state: str, who: str, column: str) -> None:
    """Offers are those of the table; whatever else there is, is refused for the role."""
    allowed = {a for a, yes in rights(state, "action", column).items() if yes}
    found = view(desk.office, desk.actor(who), case, desk.now)
    assert (set() if isinstance(found, Refusal) else {o.id for o in found.offers}) == allowed, who
    every = desk.view(case, "clerk").bundle.procedure.leaving(state)
    for transition in every.keys() - allowed:
        refused = desk.act(case, transition, who)
        assert isinstance(refused, Refusal) and refused.guard == "role", (who, transition)


def test_an_auditor_reads_a_draft_once_it_was_handed_on_and_taken_back(desk: Bureau) -> None:
    case = case_in(desk, "review")
    desk.done(case, "recall", "clerk")
    seen = desk.view(case, "auditor")
    assert seen.state_id == "draft" and MARKS["申报"] in repr(seen.values) and not seen.offers
    assert [r.zh for r in seen.roles] == ["审计"] and [s.action for s in seen.steps] == ["recall", "submit", "start"]
    assert isinstance(save(desk.office, desk.actor("auditor"), case, [SetValue("联系人", "改")], desk.now), Refusal)


def test_an_auditor_reads_registers_and_what_is_missing_in_every_district(desk: Bureau) -> None:
    case = case_in(desk, "closed")
    auditor = desk.actor("auditor")
    with desk.office.db.write() as session:
        session.add(CampaignMember(campaign_id=desk.campaign, district=THERE))
    figures = board(desk.office, auditor, desk.now)
    assert answer(figures, "regions").value == 1
    assert [m.key for m in answer(figures, "missing").lines] == [THERE]
    with desk.office.db.read() as session:
        entry = session.exec(select(Entry.id).where(Entry.case_id == case)).one() or 0
    assert not isinstance(open_entry(desk.office, auditor, entry, desk.now), Refusal)


def test_a_reason_written_before_the_return_is_nowhere_told_to_the_district(desk: Bureau) -> None:
    case = case_in(desk, "mend")
    for _, told in shown(desk, case, "clerk"):
        assert MARKS["结论"] not in told
    for revision in range(1, 5):
        found = compare(desk.office, desk.actor("clerk"), case, revision, None, desk.now)
        assert MARKS["结论"] not in repr(found)
    assert MARKS["结论"] in repr(desk.view(case, "desk").steps)
