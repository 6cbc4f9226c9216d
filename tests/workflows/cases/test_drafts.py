"""Saving cell by cell: only what one may write, what two people did, and exactly what the edits say."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sqlmodel import select

from data.tables import Case, CaseValue, Submission, SubmissionRow
from forms.draft import AddRows, Answer, DeleteRows, Edit, SetValue, apply
from forms.fields.table import ROW_ID
from forms.values import all_rows, new_id
from tests.workflows.bureau import HERE, THERE, Bureau, sample
from workflows.cases import filled
from workflows.cases.drafts import ANSWER_LIMIT, Saved, Sheet, open_draft, save
from workflows.cases.opened import main_of
from workflows.engine.types import Refusal


def saved(desk: Bureau, case: int, *edits: Edit, who: str = "clerk") -> Any:
    return save(desk.office, desk.actor(who), case, edits, desk.now)


def drafted(desk: Bureau) -> int:
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE})
    return case


def stored(desk: Bureau, case: int) -> filled.Filled:
    """What the database holds, whatever is remembered."""
    with desk.office.db.read() as session:
        return filled._read(session, main_of(session, case), None)


def test_a_second_person_is_told_what_stands_there_and_the_rest_is_saved(desk: Bureau) -> None:
    case = drafted(desk)
    assert isinstance(saved(desk, case, SetValue("联系人", "甲", was="陈立军")), Saved)
    found = saved(
        desk, case, SetValue("联系人", "乙", was="陈立军"), SetValue("联系电话", "13800000000"), who="colleague"
    )
    assert [(c.edit.value, c.now, c.gone) for c in found.conflicts] == [("乙", "甲", False)]
    assert (stored(desk, case).values["联系人"], stored(desk, case).values["联系电话"]) == ("甲", "13800000000")


def test_a_row_somebody_deleted_is_a_conflict(desk: Bureau) -> None:
    case = drafted(desk)
    row = desk.sheet(case).values["区域"][0][ROW_ID]
    saved(desk, case, DeleteRows((row,)), who="colleague")
    found = saved(desk, case, SetValue("申报名称", "新名", row=row))
    assert [c.gone for c in found.conflicts] == [True]


@pytest.mark.parametrize(
    ("who", "edit", "code"),
    [
        ("clerk", SetValue("填报区县", THERE), "may_not_write"),  # the subject is fixed
        ("clerk", SetValue("没有", "x"), "no_such_field"),
        ("clerk", SetValue("结论", "纳入", row="@first"), "may_not_write"),
        ("clerk", AddRows("区域", ({"申报名称": "园", "结论": "纳入"},)), "may_not_write"),
        ("clerk", AddRows("没有", ({},)), "no_such_field"),
        ("clerk", SetValue("盖章扫描件", [{"hash": "0" * 64, "name": "a", "size": 1, "kind": "pdf"}]), "file_unknown"),
        ("clerk", Answer("k", "长" * (ANSWER_LIMIT + 1)), "answer_too_long"),
        ("head", SetValue("联系人", "x"), "may_not_write"),
        ("head", Answer("k", "好"), "may_not_answer"),
        ("desk", SetValue("联系人", "x"), "no_such_case"),
        ("clerk2", SetValue("联系人", "x"), "no_such_case"),
        ("nobody", SetValue("联系人", "x"), "no_such_case"),
        ("admin", SetValue("联系人", "x"), "no_such_case"),
    ],
)
def test_what_is_not_theirs_to_write_is_refused_and_nothing_is_saved(
    desk: Bureau, who: str, edit: Edit, code: str
) -> None:
    case = drafted(desk)
    if isinstance(edit, SetValue) and edit.row:
        edit = SetValue(edit.field, edit.value, row=desk.sheet(case).values["区域"][0][ROW_ID])
    before = stored(desk, case)
    others = () if who == "head" else (SetValue("联系电话", "13811112222"),)
    found = saved(desk, case, *others, edit, who=who)
    assert isinstance(found, Refusal) and found.message.code == code
    assert stored(desk, case) == before


def test_nothing_changed_is_nothing_written(desk: Bureau) -> None:
    case = drafted(desk)
    before = stored(desk, case)
    found = saved(desk, case, SetValue("联系人", "陈立军"))
    assert isinstance(found, Saved) and found.changes == before.changes == stored(desk, case).changes


def test_one_cell_writes_one_row(desk: Bureau) -> None:
    case = drafted(desk)
    desk.done(case, "submit", "clerk")
    desk.done(case, "recall", "clerk")
    row = desk.sheet(case).values["区域"][0]["经营主体"][2][ROW_ID]
    saved(desk, case, SetValue("名称", "改过的有限公司", row=row))
    with desk.office.db.read() as session:
        versions = session.exec(select(SubmissionRow).where(SubmissionRow.since > 1)).all()
        assert [v.row for v in versions] == [row]


def random_edit(rng: random.Random, values: dict[str, Any]) -> Edit:
    regions = values.get("区域", [])
    kind = rng.choice(["text", "cell", "cell", "add", "add", "region", "delete"])
    region = rng.choice(regions) if regions else None
    firms = (region or {}).get("经营主体", [])
    after = rng.choice([None, "", *(f[ROW_ID] for f in firms)])
    if kind == "text" or region is None and kind != "region":
        return SetValue("联系人", rng.choice(["甲", "乙", None]))
    if kind == "region" or region is None:
        where = rng.choice([None, "", *(r[ROW_ID] for r in regions)])
        inner = [{ROW_ID: new_id(), "名称": "内"}]
        return AddRows("区域", ({ROW_ID: new_id(), "申报名称": "园", "经营主体": inner},), after=where)
    if kind == "add":
        rows = tuple({ROW_ID: new_id(), "名称": f"企{rng.random()}"} for _ in range(rng.randint(1, 4)))
        return AddRows("区域.经营主体", rows, region[ROW_ID], after)
    if kind == "delete":
        return DeleteRows((rng.choice([region, *firms, *firms])[ROW_ID],))
    if firms:
        return SetValue("名称", rng.choice([f"改{rng.random()}", None]), row=rng.choice(firms)[ROW_ID])
    return SetValue("数量", rng.randint(1, 9), row=region[ROW_ID])


@pytest.mark.parametrize("seed", range(4))
def test_what_is_stored_is_what_the_edits_say_and_frozen_revisions_stay(desk: Bureau, seed: int) -> None:
    rng, case = random.Random(seed), drafted(desk)
    kept: list[Any] = []
    expected = stored(desk, case).values
    form = desk.sheet(case).bundle.form()
    for turn in range(60):
        edits = [random_edit(rng, expected)]
        expected = apply(form, expected, {}, edits).values
        assert isinstance(saved(desk, case, *edits), Saved)
        if turn % 20 == 19:
            assert stored(desk, case).values == expected
            with desk.office.db.write() as session:
                from data.queries.rows import freeze

                freeze(session, main_of(session, case), desk.now, None)
            kept.append(expected)
    with desk.office.db.read() as session:
        submission = main_of(session, case)
        assert [filled.at(session, submission, n).values for n in range(1, 4)] == kept


def copies(desk: Bureau, case: int) -> set[tuple[str, str, str | None]]:
    with desk.office.db.read() as session:
        rows = session.exec(select(CaseValue).where(CaseValue.case_id == case)).all()
        return {(v.field, v.row, v.text) for v in rows if not v.field.startswith("case.")}


def test_what_can_be_searched_follows_every_save(desk: Bureau) -> None:
    case, rng = drafted(desk), random.Random(1)
    form = desk.sheet(case).bundle.form()
    for _ in range(30):
        saved(desk, case, random_edit(rng, stored(desk, case).values))
    values = stored(desk, case).values
    marked = {p for p, f in form.by_path.items() if f.find or f.count}
    rows = [("", values, ""), *((t, r, r[ROW_ID]) for t, r, _ in all_rows(form, values))]
    wanted = {
        (path, row, str(body[path.rpartition(".")[2]]))
        for table, body, row in rows
        for path in marked
        if path.rpartition(".")[0] == table and body.get(path.rpartition(".")[2]) is not None
    }
    assert copies(desk, case) == wanted


def test_the_lists_columns_follow_every_save(desk: Bureau) -> None:
    case = drafted(desk)
    region = desk.sheet(case).values["区域"][0]
    saved(desk, case, AddRows("区域.经营主体", ({"名称": "新"}, {"名称": "新二"}), region[ROW_ID]))
    with desk.office.db.read() as session:
        assert session.get_one(Case, case).columns == {"区域数": 2, "经营主体数": 15}
        counts = session.exec(select(CaseValue).where(CaseValue.field == "case.经营主体数")).all()
        assert [c.number for c in counts] == [15]


def test_a_copy_takes_what_may_be_written_with_new_rows_and_without_files(desk: Bureau) -> None:
    old = desk.filed()
    desk.done(old, "accept", "desk")
    desk.decided(old)
    new = desk.start(copy_from=old)
    before, after = stored(desk, old).values, stored(desk, new).values
    assert "盖章扫描件" in before and "盖章扫描件" not in after
    assert [r["申报名称"] for r in after["区域"]] == [r["申报名称"] for r in before["区域"]]
    assert not any("结论" in r for r in after["区域"])
    form = desk.sheet(new).bundle.form()
    ids = [{r[ROW_ID] for _, r, _ in all_rows(form, v)} for v in (before, after)]
    assert not ids[0] & ids[1] and len(ids[0]) == len(ids[1])


def test_what_one_may_not_see_cannot_be_copied(desk: Bureau) -> None:
    refused = desk.try_start("clerk2", THERE, copy_from=desk.filed())
    assert isinstance(refused, Refusal) and refused.message.code == "copy_not_yours"


def test_a_draft_tells_who_saved_it_last(desk: Bureau) -> None:
    case = drafted(desk)
    desk.later(minutes=5)
    saved(desk, case, SetValue("联系人", "甲"), who="colleague")
    sheet = open_draft(desk.office, desk.actor("clerk"), case, desk.now)
    assert isinstance(sheet, Sheet) and (sheet.saved_by, sheet.saved_at) == ("某colleague", desk.now)
    with desk.office.db.read() as session:
        assert session.exec(select(Submission.changes)).one() == sheet.changes
