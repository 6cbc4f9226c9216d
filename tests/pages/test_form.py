"""填报: what each person sees of a form, what is saved when, and what is said when it is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import FileStore, open_database
from forms.edits import SetValue
from pages.parts.editor_state import Memory
from tests.pages.shell import open_page
from tests.pages.work import follow
from tests.workflows.bureau import HERE, SAMPLES, Bureau, bureau
from tests.workflows.bureau import sample as shipped
from workflows.cases.drafts import Saved, Sheet, open_draft, save
from workflows.office import Office

TABLE = "区域"
SCAN = SAMPLES / "stamped.pdf"


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Bureau:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    db = open_database(f"sqlite:///{tmp_path / 'office.db'}")
    return bureau(Office(db, FileStore(tmp_path / "files")))


def sample(name: str = "two_regions") -> dict[str, Any]:
    """Values of a shipped sample for the district of the tests."""
    return {**shipped(name), "填报区县": HERE}


@contextmanager
def opened(desk: Bureau, case: int, who: str = "clerk", **query: str) -> Iterator[AppTest]:
    folder = desk.office.files.folder if hasattr(desk.office.files, "folder") else Path()
    with open_page(desk.office, desk.people[who], "form", folder, now=desk.now, case=str(case), **query) as app:
        assert not app.exception
        yield app


def stored(desk: Bureau, case: int, who: str = "clerk") -> dict[str, Any]:
    sheet = open_draft(desk.office, desk.actor(who), case, desk.now)
    assert isinstance(sheet, Sheet), sheet
    return dict(sheet.values)


def words(app: AppTest) -> str:
    return "\n".join([str(h.proto.body) for h in app.get("html")] + [m.value for m in app.markdown])


def labels(app: AppTest) -> set[str]:
    return {w.label.split(" :")[0] for kind in (app.text_input, app.selectbox, app.text_area) for w in kind}


def button(app: AppTest, key: str) -> Any:
    return next(b for b in app.button if b.key and b.key.startswith(key))


def memory(app: AppTest, case: int) -> Memory:
    found: Memory = app.session_state[f"editor:{case}"]
    return found


def test_a_clerk_finds_widgets_for_what_is_theirs_and_text_for_the_subject(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case) as app:
        assert {"联系人", "联系电话"} <= labels(app)
        assert "填报区县" not in labels(app) and "渝中区" in words(app)
        assert "结论" not in words(app)


def test_a_field_is_saved_as_it_is_left_in_its_stored_form(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case) as app:
        next(w for w in app.text_input if w.label.startswith("联系电话")).set_value("０２３ 6780 0000").run()
        assert stored(desk, case)["联系电话"] == "023-67800000"
        assert next(w for w in app.text_input if w.label.startswith("联系电话")).value == "023-67800000"


def test_a_wrong_value_is_kept_and_told_at_the_field_and_in_the_list(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case) as app:
        next(w for w in app.text_input if w.label.startswith("联系电话")).set_value("6780").run()
        assert stored(desk, case)["联系电话"] == "6780"
        assert 'class="hint bad"' in words(app) and "要改" in words(app)
        assert any("联系电话" in b.label for b in app.button if (b.key or "").startswith("go_mend"))


def test_an_empty_form_says_what_will_stand_there_and_does_not_offer_to_submit(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case) as app:
        assert "还没有区域" in words(app) and "先在上面增加一行" in words(app)
        offered = {b.key.split(":")[0] for b in (*app.button, *app.get("download_button")) if b.key}
        assert {"do_upload", "do_template"} <= offered
        button(app, "forward").click().run()
        sheet = open_draft(desk.office, desk.actor("clerk"), case, desk.now)
        assert isinstance(sheet, Sheet) and sheet.case.state == "draft" and "没有提交" in words(app)


def test_a_row_is_added_and_a_copy_of_it(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case) as app:
        button(app, f"do_add:{case}:{TABLE}").click().run()
        assert len(stored(desk, case)[TABLE]) == 1
        assert memory(app, case).jump["row"] == stored(desk, case)[TABLE][0]["_id"]
        button(app, f"do_copy:{case}:{TABLE}").click().run()
        assert len(stored(desk, case)[TABLE]) == 2


def test_a_region_goes_only_after_asking_and_comes_back(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, sample())
    before = stored(desk, case)[TABLE]
    with opened(desk, case) as app:
        button(app, f"do_delete:{case}:{TABLE}").click().run()
        assert stored(desk, case)[TABLE] == before and "6 行" in words(app)
        button(app, "delete_yes").click().run()
        assert stored(desk, case)[TABLE] == before[1:]
        button(app, f"do_bring_back:{case}:{TABLE}").click().run()
        assert stored(desk, case)[TABLE] == before


def test_a_block_is_pasted_into_the_list_of_the_chosen_region(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, {**sample(), TABLE: [{"申报名称": "东园"}]})
    inner = f"{TABLE}.经营主体"
    with opened(desk, case) as app:
        button(app, f"do_paste:{case}:{inner}").click().run()
        app.text_area(key=f"block:{case}:{inner}").set_value("甲公司\t91500000MA5000001A\n乙公司\t1").run()
        assert "认出 2 行" in words(app) and "1 格要改" in words(app)
        button(app, f"do_paste_rows:{inner}").click().run()
        rows = stored(desk, case)[TABLE][0]["经营主体"]
        assert [r["名称"] for r in rows] == ["甲公司", "乙公司"]
        assert memory(app, case).dialog == ("", "")


def test_a_question_is_answered_in_its_box(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, sample("with_errors"))
    with opened(desk, case) as app:
        box = next(w for w in app.text_input if (w.key or "").startswith("answer:"))
        box.set_value("两处都有分支机构").run()
        sheet = open_draft(desk.office, desk.actor("clerk"), case, desk.now)
        assert isinstance(sheet, Sheet) and list(sheet.answers.values()) == ["两处都有分支机构"]


def test_the_way_to_a_place_chooses_its_region(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, sample("with_errors"))
    with opened(desk, case) as app:
        places = [b for b in app.button if (b.key or "").startswith("go_mend")]
        inside = next(b for b in places if "第 3 行" in b.label)
        inside.click().run()
        assert memory(app, case).jump["field"] == "统一社会信用代码"
        assert memory(app, case).current[TABLE] == stored(desk, case)[TABLE][0]["_id"]


def test_a_clean_form_is_submitted_once(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, sample())
    with opened(desk, case) as app:
        button(app, "forward").click().run()
        follow(app)
        assert "已办理：提交" in words(app) and "编号 沙申2026-500103-001" in words(app)
    sheet = open_draft(desk.office, desk.actor("clerk"), case, desk.now)
    assert isinstance(sheet, Sheet) and (sheet.case.state, sheet.case.revision) == ("review", 1)


def test_who_enters_a_form_for_a_district_is_told_that_it_went_on_even_where_they_do_not_see_it_then(
    desk: Bureau,
) -> None:
    case = desk.start("desk", on_behalf=True)
    desk.fill(case, sample(), "desk")
    with opened(desk, case, "desk") as app:
        button(app, "forward").click().run()
        follow(app)
        assert "已办理：提交" in words(app) and "编号 沙申" in words(app) and "已转给下一步办理的人" in words(app)
        assert "没有这件办件" not in words(app)


def test_what_must_be_confirmed_is_asked_again(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case) as app:
        menu = next(m for m in app.get("menu_button") if "more" in str(m.proto.id)) if app.get("menu_button") else None
        assert menu is not None


def test_a_returned_form_says_who_sent_it_back_and_why(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, sample())
    desk.done(case, "submit", "clerk")
    desk.done(case, "bounce", "head", {"退回原因": ["内容有误"], "补正内容": "数量与附表不一致，请核对"})
    with opened(desk, case) as app:
        assert "数量与附表不一致，请核对" in words(app) and "某head" in words(app)
        next(w for w in app.text_input if w.label.startswith("联系人")).set_value("王小明").run()
        button(app, "since_return").click().run()
        assert "<ins>王小明</ins>" in words(app)


def test_a_form_that_lies_with_somebody_else_is_read_only(desk: Bureau) -> None:
    case = desk.filed()
    with opened(desk, case) as app:
        assert "联系人" not in labels(app) and "这份表格只能看" in words(app)
        assert not [b for b in app.button if (b.key or "").startswith("do_add")]


def test_what_was_typed_after_the_case_moved_on_is_told(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, sample())
    with opened(desk, case) as app:
        desk.done(case, "submit", "colleague")
        next(w for w in app.text_input if w.label.startswith("联系人")).set_value("太晚").run()
        assert stored(desk, case)["联系人"] != "太晚"
        assert "没有保存" in words(app)


def test_two_people_in_one_field_the_second_sees_both_and_chooses(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, sample())
    with opened(desk, case) as app:
        desk.fill(case, {"联系人": "别人填的"}, "colleague")
        next(w for w in app.text_input if w.label.startswith("联系人")).set_value("我填的").run()
        assert stored(desk, case)["联系人"] == "别人填的"
        (choice,) = [r for r in app.radio if (r.key or "").startswith("conflict:")]
        assert any("别人填的" in o for o in choice.options) and any("我填的" in o for o in choice.options)
        choice.set_value("mine").run()
        button(app, "conflicts_done").click().run()
        assert stored(desk, case)["联系人"] == "我填的"


def test_a_text_that_two_people_wrote_can_be_merged_by_hand(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, sample())
    with opened(desk, case) as app:
        desk.fill(case, {"联系人": "别人填的"}, "colleague")
        next(w for w in app.text_input if w.label.startswith("联系人")).set_value("我填的").run()
        (choice,) = [r for r in app.radio if (r.key or "").startswith("conflict:")]
        choice.set_value("both").run()
        (merged,) = [a for a in app.text_area if (a.key or "").startswith("merge:")]
        assert "别人填的" in merged.value and "我填的" in merged.value
        merged.set_value("别人和我").run()
        button(app, "conflicts_done").click().run()
        assert stored(desk, case)["联系人"] == "别人和我" and not memory(app, case).conflicts


@pytest.mark.parametrize(("choice", "kept"), [("leave", False), ("restore", True)])
@pytest.mark.parametrize("whole", [False, True], ids=["the row is gone", "the row around it is gone"])
def test_a_row_that_somebody_deleted_meanwhile_comes_back_with_what_was_typed_if_wanted(
    desk: Bureau, choice: str, kept: bool, whole: bool
) -> None:
    case = desk.start()
    desk.fill(case, sample())
    first, *others = stored(desk, case)[TABLE]
    gone, *left = first["经营主体"]
    with opened(desk, case) as app:
        desk.fill(case, {TABLE: others if whole else [{**first, "经营主体": left}, *others]}, "colleague")
        put_into_cell(desk, app, case, gone["_id"], "我改的名称")
        (asked,) = [r for r in app.radio if (r.key or "").startswith("gone:")]
        assert "我改的名称" in words(app)
        asked.set_value(choice).run()
        button(app, "conflicts_done").click().run()
        rows = [r for region in stored(desk, case)[TABLE] for r in region["经营主体"]]
        assert ([r["名称"] for r in rows if r["_id"] == gone["_id"]] == ["我改的名称"]) is kept
        assert len(stored(desk, case)[TABLE]) == len(others) + (1 if kept or not whole else 0)
        if kept:
            assert stored(desk, case)[TABLE][-1 if whole else 0]["经营主体"][0]["_id"] == gone["_id"]


def put_into_cell(desk: Bureau, app: AppTest, case: int, row: str, value: str) -> None:
    """What a grid does with a cell of a row that it still shows: the draft says that the row is gone."""
    edit = SetValue("名称", value, row)
    saved = save(desk.office, desk.actor("clerk"), case, [edit], desk.now)
    assert isinstance(saved, Saved) and saved.conflicts
    app.run()  # the page knows that the row is gone, and the cell comes only now
    mine = memory(app, case)
    mine.conflicts += saved.conflicts
    mine.lost[row] = mine.vanished[row]
    app.run()


@pytest.mark.parametrize("wanted", ["", "x", "999999", "1; drop", "9" * 40])
def test_no_case_and_no_right_say_the_same(desk: Bureau, wanted: str) -> None:
    desk.start()
    with open_page(desk.office, desk.people["clerk2"], "form", Path(), now=desk.now, case=wanted) as app:
        assert not app.exception and "没有这件办件" in words(app)


def test_somebody_without_a_right_sees_nothing(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case, "clerk2") as app:
        assert "没有这件办件" in words(app)


def test_the_head_of_the_district_adds_the_scan_and_reads_the_rest(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, sample())
    desk.done(case, "submit", "clerk")
    with opened(desk, case, "head") as app:
        assert labels(app) == set() or "联系人" not in labels(app)
        app.file_uploader[0].upload("盖章.pdf", SCAN.read_bytes(), "application/pdf").run()
        assert stored(desk, case, "head")["盖章扫描件"][0]["name"] == "盖章.pdf"


def test_a_file_that_is_not_taken_says_why_beside_the_box_until_the_next_one_comes(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case) as app:
        app.file_uploader[0].upload("网页.html", b"<html>", "text/html").run()
        said = "“网页.html”的内容不是可接受的文件（pdf、jpg、png）"
        assert said in words(app) and "PDF、JPG、PNG，每个不超过 20 MB" in words(app)
        app.run()
        assert said in words(app), "it is no passing toast"
        app.file_uploader[0].upload("盖章.pdf", SCAN.read_bytes(), "application/pdf").run()
        assert said not in words(app) and stored(desk, case)["盖章扫描件"][0]["name"] == "盖章.pdf"


def test_english_is_complete(desk: Bureau) -> None:
    from data.tables import Person

    case = desk.start()
    desk.fill(case, sample("with_errors"))
    with desk.office.db.write() as session:
        session.get_one(Person, desk.people["clerk"]).language = "en"
    with opened(desk, case) as app:
        assert "to mend" in words(app) and "要改" not in words(app)
        assert button(app, f"do_add:{case}:{TABLE}").label == "Add row"
