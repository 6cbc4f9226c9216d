"""表单设计: fields under a heading become a shared section, which other forms name, and a copy again."""

from __future__ import annotations

from pathlib import Path

from forms.design import opened
from forms.sharing import sections_of
from pages.context import now
from tests.pages.shell import open_page
from tests.pages.test_definitions import person, staffed, words
from tests.pages.test_design import add, admin, keys, opened_design, part
from workflows import designing
from workflows.office import Office

__all__ = ["part", "staffed"]


def test_a_section_is_made_opened_and_copied_again(staffed: Office, part: str, tmp_path: Path) -> None:
    add(staffed, part, "section", title="联系方式")
    add(staffed, part, "text", title="联系人")
    with opened_design(staffed, part, tmp_path) as at:
        at.session_state[f"design_at:{part}"] = ("", "联系方式")
        at.run()
        at.button(key="dz_share").click().run()
        assert not at.exception and keys(staffed, part) == ["联系方式"]
        assert at.button(key="dz_shared_own").label == "变成副本"
        assert "section/联系方式" in designing.drafts(staffed, admin(staffed))
        at.button(key="dz_shared_own").click().run()
        assert not at.exception and keys(staffed, part) == ["联系方式", "联系人"]
    with opened_design(staffed, "section/联系方式", tmp_path) as at:
        assert not at.exception and "还没有表单引用它" in words(at)
        assert "dz_share" not in [b.key for b in at.button]


def test_a_section_is_taken_from_the_palette_and_knows_its_forms(staffed: Office, part: str, tmp_path: Path) -> None:
    add(staffed, part, "section", title="办公地址")
    add(staffed, part, "text", title="地址")
    assert designing.share(staffed, admin(staffed), part, "办公地址", now()) == "section/办公地址"
    other = designing.begin(staffed, admin(staffed), "回访表", "第一页", now())
    assert isinstance(other, str)
    add(staffed, other, "section", title="办公地址", shared="办公地址")
    form = opened(designing.drafts(staffed, admin(staffed))[other])
    assert form is not None and sections_of(form) == ["办公地址"]
    with opened_design(staffed, other, tmp_path) as at:
        at.session_state[f"design_at:{other}"] = ("", "办公地址")
        at.run()
        assert not at.exception and at.button(key="dz_shared_own")
    with opened_design(staffed, "section/办公地址", tmp_path) as at:
        assert not at.exception and "还没有表单引用它" not in words(at)
    with open_page(staffed, person(staffed, "admin"), "definitions", tmp_path, part="section/办公地址") as at:
        assert not at.exception and "共用小节" in words(at)
    assert set(designing.forms_with(staffed, admin(staffed), "section/办公地址")) == {part, other}
