"""The page of applicants: who waits is confirmed or turned down, others are entered and invited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.shell import open_page
from tests.workflows.applicants.test_registering import code, registered
from tests.workflows.window import Window, window
from workflows.applicants.confirming import waiting
from workflows.applicants.inviting import known
from workflows.office import Office


@pytest.fixture
def at(office: Office) -> Window:
    return window(office)


def test_the_window_confirms_who_registered(at: Window) -> None:
    registered(at)
    with open_page(at.office, at.people["window"], "applicants", Path("/nowhere"), now=at.now) as page:
        assert any("第1家科技公司" in h.body for h in page.html)
        page.button(key=f"confirm_{waiting(at.office, at.actor('window'), at.now)[0].id}").click().run()
        assert not page.exception
    assert waiting(at.office, at.actor("window"), at.now) == []


def test_an_applicant_is_entered_at_the_window_and_invited(at: Window) -> None:
    with open_page(at.office, at.people["window"], "applicants", Path("/nowhere"), now=at.now) as page:
        given = {"单位全称": "新来的公司", "统一社会信用代码": code(9), "联系人": "赵敏", "电话": "13900000009"}
        for box in page.text_input:
            if box.label in given:
                box.set_value(given[box.label])
        next(b for b in page.button if b.label == "窗口录入").click().run()
        assert not page.exception
        assert "新来的公司" in [o.name for o in known(at.office, at.actor("window"), at.now)]
        page.button(key="make").click().run()
        assert not page.exception and "/invited?token=" in page.code[0].value


def test_others_are_not_let_in(at: Window) -> None:
    with open_page(at.office, at.people["first"], "applicants", Path("/nowhere"), now=at.now) as page:
        assert not page.exception and page.html
        assert not [b for b in page.button if b.key == "make"]
