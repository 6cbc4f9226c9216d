"""新建: whoever may, starts one case, once, and is told what stands in the way."""

from __future__ import annotations

import pytest
from sqlmodel import select

from data.tables import Case
from tests.pages.work import desk, filed, going, screen, words
from tests.workflows.bureau import HERE, PROCEDURE, THERE, Bureau

__all__ = ["desk"]


def cases(desk: Bureau) -> list[Case]:
    with desk.office.db.read() as session:
        return list(session.exec(select(Case).order_by(Case.id)))  # type: ignore[arg-type]


def test_a_clerk_starts_a_case_and_is_taken_to_its_form(desk: Bureau) -> None:
    with screen(desk, "clerk", "new") as at:
        at.button(key="start").click().run()
        assert [(c.district, c.campaign_id, c.on_behalf) for c in cases(desk)] == [(HERE, desk.campaign, False)]
        assert going(at) == f"/form?case={cases(desk)[0].id}"


def test_an_open_case_is_pointed_to_instead_of_doubled(desk: Bureau) -> None:
    case = desk.start()
    with screen(desk, "clerk", "new") as at:
        assert at.button(key="start").disabled
        assert "已有一件未办结" in words(at)
        at.button(key="open_case").click().run()
        assert going(at) == f"/case?case={case}"
    assert len(cases(desk)) == 1


def test_somebody_who_was_faster_is_told_in_words(desk: Bureau) -> None:
    with screen(desk, "clerk", "new") as at:
        desk.start("colleague")
        at.button(key="start").click().run()
        assert not at.exception
        assert "已有一件未办结" in words(at)
    assert len(cases(desk)) == 1


def test_the_bureau_enters_a_case_for_a_district_and_is_told_what_that_means(desk: Bureau) -> None:
    with screen(desk, "desk", "new", procedure=PROCEDURE, subject=THERE) as at:
        assert "代沙坪坝区填报" in words(at)
        at.button(key="start").click().run()
    assert [(c.district, c.on_behalf) for c in cases(desk)] == [(THERE, True)]


def test_a_late_start_is_told_before(desk: Bureau) -> None:
    with screen(desk, "clerk", "new") as at:
        assert "已截止" not in words(at)
    desk.later(days=30)
    with screen(desk, "clerk", "new") as at:
        assert "已截止" in words(at) and not at.button(key="start").disabled


def test_the_last_declaration_can_be_copied(desk: Bureau) -> None:
    first = filed(desk)
    desk.done(first, "recall", "clerk")
    desk.done(first, "drop", "clerk")
    with screen(desk, "clerk", "new") as at:
        at.selectbox(key="begin").set_value(first).run()
        at.button(key="start").click().run()
    new = cases(desk)[-1]
    assert new.id != first and new.columns == cases(desk)[0].columns


def test_whoever_may_start_nothing_is_told_so(desk: Bureau) -> None:
    with screen(desk, "leader", "new") as at:
        assert "没有您可以新建的事项" in words(at)
        assert not [b for b in at.button if b.key == "start"]


def test_a_procedure_that_is_not_there_is_named(desk: Bureau) -> None:
    with screen(desk, "clerk", "new", procedure="<b>x</b>") as at:
        assert "没有“&lt;b&gt;x&lt;/b&gt;”这个事项" in words(at)


def test_before_a_campaign_opens_there_is_nothing_to_begin(desk: Bureau) -> None:
    desk.later(days=-60)
    with screen(desk, "clerk", "new") as at:
        assert "还没有批次开放" in words(at)


@pytest.mark.parametrize(("who", "offered"), [("clerk", True), ("desk", True), ("leader", False), ("auditor", False)])
def test_the_menu_offers_it_to_whom_there_is_something_to_start(desk: Bureau, who: str, offered: bool) -> None:
    with screen(desk, who, "cases") as at:
        labels = [link.proto.label for link in at.get("page_link")]
        assert ("新建" in labels) == offered and any("办件查询" in label for label in labels)
