"""文书 on the page of a case: issued with one press, voided with a reason, taken away by whom it concerns."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.pages.web import browser
from tests.pages.work import desk, screen, words
from tests.workflows.bureau import Bureau
from workflows.papers.issuing import Order, issue
from workflows.people.sessions import open_session

__all__ = ["desk"]


def issued(desk: Bureau, case: int) -> int:
    paper = issue(desk.office, desk.actor("desk"), case, Order("receipt", "k"), desk.now)
    assert isinstance(paper, int), paper
    return paper


def test_a_paper_is_issued_and_voided_with_a_reason_on_the_page(desk: Bureau) -> None:
    case = desk.filed()
    with screen(desk, "desk", "case", case=case) as at:
        assert "还没有签发文书" in words(at)
        at.button(key="paper_issue_receipt").click().run()
        assert not at.exception
        assert "已签发收件回执" in words(at) and "有效 1 份" in words(at)
        at.button(key="paper_void_1").click().run()
        at.button(key="paper_yes").click().run()
        assert "请写明理由" in words(at)
        box = next(t for t in at.text_area if str(t.key).startswith("paper_reason_"))
        box.set_value("发错了").run()
        at.button(key="paper_yes").click().run()
        assert not at.exception
        assert "作废 1 份" in words(at) and "发错了" in words(at)


def test_who_issues_nothing_sees_the_papers_and_no_button(desk: Bureau) -> None:
    case = desk.filed()
    issued(desk, case)
    with screen(desk, "clerk", "case", case=case) as at:
        assert "收件回执" in words(at)
        assert [b.key for b in at.button if str(b.key).startswith("paper_")] == []


@pytest.fixture
def client(desk: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    from pages import context

    monkeypatch.setattr(context, "clock", lambda: desk.now)
    return browser(desk.office, tmp_path)


def be(client: TestClient, desk: Bureau, who: str) -> TestClient:
    """The browser of somebody who signed in."""
    with desk.office.db.write() as session:
        client.cookies["desk"] = open_session(session, desk.people[who], "", "", desk.now)
    return client


@pytest.mark.parametrize(
    ("who", "status"), [("desk", 200), ("clerk", 200), ("head", 200), ("clerk2", 404), ("nobody", 404)]
)
def test_its_files_are_for_whoever_may_read_what_it_shows(
    client: TestClient, desk: Bureau, who: str, status: int
) -> None:
    paper = issued(desk, desk.filed())
    for kind, begin in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = be(client, desk, who).get(f"/papers/{paper}/{kind}")
        assert answer.status_code == status
        assert status != 200 or answer.content.startswith(begin)
        assert "no-store" in answer.headers["cache-control"]


def test_a_preview_is_for_those_who_issue_it(client: TestClient, desk: Bureau) -> None:
    case = desk.filed()
    assert be(client, desk, "desk").get(f"/papers/preview/{case}/receipt").content.startswith(b"%PDF")
    assert be(client, desk, "clerk").get(f"/papers/preview/{case}/receipt").status_code == 404


@pytest.mark.parametrize("place", ["/papers/0/pdf", "/papers/x/pdf", "/papers/1/exe", "/papers/batch/1/zip"])
def test_what_is_no_paper_is_missing(client: TestClient, desk: Bureau, place: str) -> None:
    assert be(client, desk, "desk").get(place).status_code == 404


def test_a_template_is_looked_at_among_the_definitions(desk: Bureau) -> None:
    with screen(desk, "admin", "definitions", part="paper/region_receipt") as at:
        assert "region_receipt.docx" in words(at)
        assert at.get("imgs") or at.get("image") or at.get("img")
