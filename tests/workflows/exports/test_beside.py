"""What stands beside the main forms: forms of steps, opinions, and child cases, for those who may see them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.workflows.bureau import HERE, Bureau
from tests.workflows.exports.test_cases import Sheets, table, taken, told
from tests.workflows.moving.plots import VALUES, newer, old
from tests.workflows.moving.test_moving import move
from tests.workflows.shops import LICENCE, Shops, shops
from workflows.exports.asked import TABLES, Asked
from workflows.exports.make import make
from workflows.office import Office
from workflows.publishing import publish, shipped

NOTICE, OPINION = "补正通知", "联审意见"
GIVEN = {"退回原因": ["内容有误"], "补正内容": "=请核对", "补正位置": "区域 1"}


def book(office: Office, actor: Any, asked: Asked, now: Any) -> Any:
    made = make(office, actor, asked, now)
    assert isinstance(made, Path)
    found = load_workbook(made)
    made.unlink()
    return found


def returned(desk: Bureau) -> int:
    case = desk.filed()
    desk.done(case, "ask", "desk", GIVEN)
    return case


def test_what_a_step_was_filled_in_with_stands_on_a_sheet_of_its_own_by_case_and_filling(desk: Bureau) -> None:
    case = returned(desk)
    (row,) = taken(desk)[NOTICE]
    assert row["编号"] == desk.view(case, "desk").number and row["环节"] == "退回补正" and row["填写人"]
    assert (row["退回原因"], row["补正内容"], row["涉及位置"]) == ("内容有误", "=请核对", "区域 1")
    sheet: Worksheet = book(desk.office, desk.actor("desk"), Asked("cases"), desk.now)[NOTICE]
    (cell,) = [c for line in sheet.iter_rows() for c in line if c.value == "=请核对"]
    assert cell.data_type == "s" and cell.quotePrefix, "text, also when somebody touches it"
    assert ("明细行数：补正通知", 1) in told(taken(desk))
    assert NOTICE not in taken(desk, contents=False)


def test_a_form_that_nobody_filled_in_has_no_sheet(desk: Bureau) -> None:
    desk.filed()
    assert not {NOTICE, OPINION, "撤销说明"} & set(taken(desk))


def test_opinions_name_the_row_they_are_about_and_those_not_for_the_reader_are_counted(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    regions = [r["_id"] for r in desk.sheet(case, "desk").values["区域"]]
    desk.say(case, "desk", {"意见": "不同意", "理由": "不清"}, regions[0])
    desk.say(case, "credit", {"意见": "同意"}, regions[1])
    lead = taken(desk, "desk")
    assert [(r["所针对的行标识"], r["意见"], r["理由"]) for r in lead[OPINION]] == [
        (regions[0], "不同意", "不清"), (regions[1], "同意", None),
    ]  # fmt: skip
    assert {r["行标识"] for r in lead["区域"]} >= set(regions) and not [x for x in told(lead) if OPINION in str(x)][1:]
    partly, clerk = taken(desk, "credit"), taken(desk, "clerk")
    assert [r["意见"] for r in partly[OPINION]] == ["同意"]
    assert ("不供您阅读", "区域类“沙盒监管”申报，联审意见：2 份中的 1 份") in told(partly)
    assert OPINION not in clerk and any("联审意见：2 份中的 2 份" in str(v) for _, v in told(clerk))


def test_a_field_that_only_older_versions_of_such_a_form_have_is_kept(desk: Bureau) -> None:
    returned(desk)
    texts = dict(shipped()["region_declaration"])
    texts["form/supplement_notice"] = texts["form/supplement_notice"].replace('"补正位置"', '"位置"')
    texts["procedure"] = texts["procedure"].replace("补正位置", "位置")
    published = publish(desk.office, texts, "", None, desk.now)
    assert published, [f.say() for f in published.findings]
    (row,) = taken(desk)[NOTICE]
    assert row["涉及位置〔旧版字段，版本 1〕"] == "区域 1" and row["涉及位置"] is None


def test_tables_of_text_hold_them_too(desk: Bureau) -> None:
    returned(desk)
    made = make(desk.office, desk.actor("desk"), Asked("cases", form=TABLES), desk.now)
    assert isinstance(made, Path)
    with zipfile.ZipFile(made) as archive:
        names = [n.partition(" ")[2].removesuffix(".csv") for n in archive.namelist()]
        notice = next(n for n in archive.namelist() if NOTICE in n)
        assert "'=请核对" in archive.read(notice).decode("utf-8-sig")
    made.unlink()
    assert names == list(taken(desk))


def of_licences(street: Shops, who: str) -> Sheets:
    found = book(street.office, street.actor(who), Asked("cases", {"procedure": LICENCE}), street.now)
    return {sheet.title: table(sheet) for sheet in found}


def test_children_stand_behind_their_parents_with_their_forms_once_they_are_for_the_reader(office: Office) -> None:
    street = shops(office)
    case = street.licence({"店名": "粉店", "面积": 12, "员": ("张三",)})
    child = street.child("bureau", "verify", case=case)
    assert isinstance(child, int) and "子办件" not in of_licences(street, "bureau"), "the draft is its writer's"
    mine = of_licences(street, "writer")
    assert [r["编号"] for r in mine["子办件"]] == [f"#{child}"]
    street.done(child, "writer", "submit")
    parent, number = street.view(case).number, street.view(child).number
    found = of_licences(street, "bureau")
    (line,), (form,) = found["子办件"], found["店铺变更"]
    assert {(r["编号"], r["上级办件编号"]) for r in (line, form)} == {(number, parent)}
    assert form["店名"] == "粉店" and line["事项"] == "店铺变更"
    assert ("子办件数", 1) in told(found) and [r["编号"] for r in found["办件"]] == [parent]
    every = book(street.office, street.actor("bureau"), Asked("cases"), street.now)
    assert "子办件" not in every.sheetnames, "a list that holds the children holds them once"


def test_what_was_given_before_a_case_was_moved_stands_in_the_form_of_then(desk: Bureau) -> None:
    old(desk)
    case = desk.filed(HERE, VALUES)
    desk.done(case, "ask", "desk", GIVEN)
    desk.done(case, "answer", "clerk")
    newer(desk, transitions__ask__form="dropping")
    move(desk)
    found = taken(desk)
    assert [r["补正内容"] for r in found[NOTICE]] == ["=请核对"] and "撤销说明" not in found
