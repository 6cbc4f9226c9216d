"""办理中的办件: a mapping is confirmed, tried below it, carried out behind the page, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.shell import open_page
from tests.workflows.bureau import PROCEDURE, Bureau, bureau
from tests.workflows.moving.plots import VALUES, mapping, newer, old, versions
from tests.workflows.moving.test_moving import draft, worked
from workflows import moving
from workflows.office import Office

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(office: Office) -> Bureau:
    return bureau(office)


def words(at: AppTest) -> str:
    return "\n".join(str(h.proto.body) for h in at.get("html"))


def press(at: AppTest, key: str) -> None:
    next(b for b in at.button if b.key == key).click().run()


def test_open_cases_are_mapped_tried_moved_and_taken_back(desk: Bureau, tmp_path: Path) -> None:
    old(desk)
    case = draft(desk)
    newer(desk)
    before, after = versions(desk)
    admin = desk.people["admin"]
    with open_page(desk.office, admin, "moving", tmp_path, now=desk.now, procedure=PROCEDURE) as at:
        assert not at.exception and "要看过并确认" in words(at)
        assert "对应关系改好、确认完，就能试算" in words(at)
        moving.keep(desk.office, desk.actor("admin"), before, after, mapping(desk), desk.now)
        at.run()
        assert not at.exception and "共 1 件" in words(at)
        press(at, "move_begin")
        assert "先写一句为什么迁移" in words(at)
        at.text_input(key="move_why").input("新规定").run()
        press(at, "move_begin")
        assert "已开始迁移" in words(at)
        worked(desk)
        at.run()
        assert "迁移了 1 件" in words(at) and not at.exception
        assert "办理中的办件都已在最新版本" in words(at), "nobody is asked to move them back"
        press(at, f"back_{case}")
        assert "已恢复原样" in words(at) and not at.exception
    assert desk.sheet(case, "clerk2").values["备注"] == VALUES["备注"]


def test_what_is_there_is_said_where_nothing_can_be_moved(desk: Bureau, tmp_path: Path) -> None:
    with open_page(desk.office, desk.people["admin"], "moving", tmp_path, procedure=PROCEDURE) as at:
        assert "没有可以迁移的在办办件" in words(at) and not at.exception
        at.query_params["procedure"] = "nothing"
        at.run()
        assert "没有这个事项" in words(at) and not at.exception


def test_an_auditor_asks_why_somebody_sees_a_case(desk: Bureau, tmp_path: Path) -> None:
    case = desk.filed()
    number = desk.view(case, "desk").number or ""
    with open_page(desk.office, desk.people["auditor"], "audit", tmp_path, now=desk.now) as at:
        at.selectbox(key="why_case_person").select(desk.people["clerk2"]).run()
        at.text_input(key="why_case_number").input(number).run()
        assert not at.exception and "看不到" in words(at) and "能看的是" in words(at)
