"""政策文本: a text is pasted and cut; a field rests on its sentences, which whoever fills it in can read."""

from __future__ import annotations

import json

from tests.pages.work import desk, here, screen, words
from tests.workflows.bureau import Bureau
from workflows import editing
from workflows.editing import Opened

__all__ = ["desk"]
TEXT = "第一条 区域由区县申报。\n第二条 名称应当真实。名称不得重复。"
PART, FORM = "policy/区域申报办法", "form/region_declaration"
FIELD = ("design_at:" + FORM, ("", "填报区县"))


def draft(of: Bureau, part: str) -> str:
    found = editing.open_part(of.office, of.actor("admin"), part)
    assert isinstance(found, Opened)
    return found.text


def test_a_text_is_cut_kept_and_revised_on_its_page(desk: Bureau) -> None:
    with screen(desk, "admin", "policies") as at:
        assert "已有的政策文本" in words(at)
        at.button(key="ps_begin").click().run()
        assert "先写文件名称" in words(at)
        at.text_input(key="policy_new:title").set_value("区域申报办法").run()
        at.text_area(key="policy_new:text").set_value(TEXT).run()
        assert "切成 3 句，2 处条款" in words(at)
        at.button(key="ps_begin").click().run()
        assert here(at)["part"] == PART and "名称不得重复。" in words(at) and "没有事项使用" in words(at)
        at.text_area(key=f"policy_revise:{PART}:text").set_value(TEXT.replace("不得重复", "可以重复")).run()
        assert "沿用 2 句，止 1 句，新增 1 句" in words(at)
        at.button(key="ps_revise_go").click().run()
        assert not at.exception and "名称可以重复。" in words(at) and "名称不得重复。" not in words(at)
        at.toggle(key="ps_every").set_value(True).run()
        assert 'ps-line over"><b>3' in words(at)
        at.text_input(key="ps_find").set_value("没有这几个字").run()
        assert "没有含" in words(at)


def test_sentences_are_chosen_in_the_designer_and_read_where_the_field_is_filled_in(desk: Bureau) -> None:
    case = desk.start()
    with screen(desk, "clerk", "form", case=case) as at:
        tips = "\n".join(str(w.proto.help) for kind in ("selectbox", "text_input") for w in at.get(kind))
        assert "附件 第 02\\.77 句\n\n联系人： 联系电话：" in tips
    with screen(desk, "admin", "design", part=FORM) as at:
        at.session_state["design_tab"] = "basis"
        at.session_state[FIELD[0]] = FIELD[1]
        at.run()
        box = next(m for m in at.multiselect if str(m.key).endswith(":sentences"))
        assert box.value == ["02.68"] and any("02.54 首次申报1—2个区域" in label for label in box.options)
        box.set_value(["02.54"]).run()
        assert not at.exception and "填写《区域类“沙盒监管”申报表》" in words(at)
    field = json.loads(draft(desk, FORM))["pages"][0]["fields"][0]
    assert field["key"] == "填报区县" and field["basis"].endswith("#02.54")
