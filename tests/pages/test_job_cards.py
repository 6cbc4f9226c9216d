"""A large upload on the form it belongs to, and on the desk: how far it is, what came of it, how to stop it."""

from __future__ import annotations

import json

import pytest

from tests.pages.work import desk as bureau_desk
from tests.pages.work import going, screen, words
from tests.workflows.bureau import MONDAY, Bureau
from tests.workflows.jobs import many
from workflows.jobs import service
from workflows.jobs.uploads import upload_later
from workflows.jobs.worker import Worker
from workflows.publishing import publish

__all__ = ["bureau_desk"]


@pytest.fixture
def desk(bureau_desk: Bureau) -> Bureau:
    texts = {"procedure": many.PROCEDURE, "form/many_rows": many.FORM, "list/kinds": many.LIST}
    assert publish(bureau_desk.office, {k: json.dumps(v) for k, v in texts.items()}, "", None, MONDAY)
    return bureau_desk


def put(desk: Bureau, rows: int | list = 5) -> tuple[int, int]:
    case = many.begun(desk)
    job = upload_later(desk.office, desk.actor("clerk"), case, many.workbook(rows), "户.xlsx", desk.now)
    assert isinstance(job, int)
    return case, job


def work(desk: Bureau) -> None:
    assert Worker(desk.office, lambda: desk.now).once()


def test_a_waiting_upload_is_shown_and_can_be_stopped(desk: Bureau) -> None:
    case, job = put(desk)
    with screen(desk, "clerk", "form", case=case) as at:
        assert "可以离开这一页" in words(at)
        at.button(key=f"stop_job_{job}").click().run()
        assert not at.exception and "已取消" in words(at)
    found = service.job(desk.office, desk.actor("clerk"), job)
    assert found is not None and found.state == "cancelled"


def test_what_came_of_it_is_told_with_the_cells_to_mend_until_it_was_seen(desk: Bureau) -> None:
    rows = [many.line(n, many.Random(n)) for n in range(4)]
    rows[1][1] = "123"
    case, job = put(desk, rows)
    work(desk)
    with screen(desk, "clerk", "form", case=case) as at:
        drawn = words(at)
        assert "新增 4 行" in drawn and "1 行有要改的地方" in drawn and "B3" in drawn
        at.button(key=f"seen_job_{job}").click().run()
        assert "新增 4 行" not in words(at)


def test_why_it_could_not_be_done_is_a_sentence(desk: Bureau) -> None:
    case = many.begun(desk)
    assert isinstance(upload_later(desk.office, desk.actor("clerk"), case, b"MZ" * 9, "户.xlsx", desk.now), int)
    work(desk)
    with screen(desk, "clerk", "form", case=case) as at:
        assert "“户.xlsx”没有完成" in words(at) and "Traceback" not in words(at)


def test_a_colleague_sees_that_it_goes_on_and_cannot_stop_it(desk: Bureau) -> None:
    case, job = put(desk)
    with screen(desk, "colleague", "form", case=case) as at:
        assert "可以离开这一页" in words(at) and not [b for b in at.button if b.key == f"stop_job_{job}"]


def test_the_desk_lists_what_goes_on_and_leads_to_it(desk: Bureau) -> None:
    case, job = put(desk)
    with screen(desk, "clerk", "home") as at:
        at.button(key=f"look_job_{job}").click().run()
        assert going(at) == f"/form?case={case}"
    with screen(desk, "clerk2", "home") as at:
        assert not [b for b in at.button if b.key == f"look_job_{job}"]
