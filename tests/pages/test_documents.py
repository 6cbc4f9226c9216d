"""Files, prints and workbooks over the routes: for whoever may read the case, and for nobody else."""

from __future__ import annotations

import io
import json
from dataclasses import fields
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from pages.web import documents
from tests.forms.decision.tables import SOUND
from tests.pages.web import browser
from tests.workflows.bureau import SAMPLES, Bureau, bureau
from tests.workflows.nonsense import NONSENSE
from tests.workflows.statistics.quarter import quarter
from workflows import editing
from workflows.attachments import store
from workflows.cases.search import Query
from workflows.office import Office
from workflows.people.sessions import open_session

ASKED = [f.name for f in fields(Query)]


@pytest.fixture
def desk(office: Office) -> Bureau:
    return bureau(office)


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


def test_a_print_is_for_whoever_may_read_the_case(client: TestClient, desk: Bureau) -> None:
    case = desk.filed()
    page = be(client, desk, "desk").get(f"/print/{case}")
    assert page.status_code == 200 and 'class="official"' in page.text and "no-store" in page.headers["cache-control"]
    assert "streamlit" not in page.text.lower()
    assert be(client, desk, "clerk2").get(f"/print/{case}").status_code == 404
    assert be(client, desk, "nobody").get(f"/print/{case}").status_code == 404


def test_a_workbook_of_a_case_opens(client: TestClient, desk: Bureau) -> None:
    case = desk.filed()
    found = be(client, desk, "head").get(f"/workbook/{case}")
    assert len(load_workbook(io.BytesIO(found.content)).sheetnames) > 1
    assert be(client, desk, "clerk2").get(f"/workbook/{case}").status_code == 404


def test_a_summary_of_opinions_is_for_whoever_may_read_the_case(client: TestClient, desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    desk.say(case, "credit", {"意见": "不同意", "理由": "边界不清"})
    page, found = (be(client, desk, "desk").get(f"/summary/{case}{more}") for more in ("", "/book"))
    assert "边界不清" in page.text and load_workbook(io.BytesIO(found.content)).sheetnames
    assert "边界不清" not in be(client, desk, "clerk").get(f"/summary/{case}").text
    for more in ("", "/book"):
        assert be(client, desk, "clerk2").get(f"/summary/{case}{more}").status_code == 404
        assert be(client, desk, "desk").get(f"/summary/x{more}").status_code == 404


def test_an_annual_report_is_for_its_readers(client: TestClient, desk: Bureau) -> None:
    at = "/annual/region_declaration/yearly/2026"
    quarter(desk)
    found = be(client, desk, "leader").get(at)
    assert found.status_code == 200 and found.content.startswith(b"PK")
    assert ".docx" in found.headers["content-disposition"]
    assert be(client, desk, "clerk").get(at).status_code == 404
    for year in ("0", "99999", "1e3", "-1"):
        assert be(client, desk, "leader").get(f"/annual/region_declaration/yearly/{year}").status_code == 404
    assert be(client, desk, "leader").get(f"{at}?scope=nowhere").status_code == 404


def test_the_stamped_scan_opens_in_the_browser_under_its_name(client: TestClient, desk: Bureau) -> None:
    case = desk.filed()
    (_, part), *_ = desk.view(case, "desk").files
    found = be(client, desk, "desk").get(f"/files/{part['hash']}")
    assert found.content.startswith(b"%PDF-") and found.headers["content-type"] == "application/pdf"
    assert found.headers["content-disposition"] == "inline; filename*=UTF-8''%E7%9B%96%E7%AB%A0.pdf"
    assert be(client, desk, "clerk2").get(f"/files/{part['hash']}").status_code == 404


def test_a_decision_table_is_for_the_administrator_on_whose_desk_it_lies(client: TestClient, desk: Bureau) -> None:
    part = next(p.name for p in editing.parts(desk.office, desk.actor("admin")) if p.kind == "form")
    opened = editing.open_part(desk.office, desk.actor("admin"), part)
    assert isinstance(opened, editing.Opened)
    table = SOUND.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps({**json.loads(opened.text), "decisions": {"等级表": table}}, ensure_ascii=False)
    editing.keep(desk.office, desk.actor("admin"), part, text, desk.now)
    found = be(client, desk, "admin").get(f"/decision/{part}/等级表")
    assert load_workbook(io.BytesIO(found.content)).active["B1"].value == "等级表"
    assert "filename*=UTF-8''%E7%AD%89" in found.headers["content-disposition"]
    assert client.get(f"/decision/{part}/没有").status_code == 404
    assert be(client, desk, "desk").get(f"/decision/{part}/等级表").status_code == 404


def test_the_export_holds_what_the_person_may_see_and_leaves_nothing_behind(
    client: TestClient, desk: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    write = documents.make
    monkeypatch.setattr(documents, "make", lambda *a: made.append(write(*a)) or made[-1])
    desk.filed()
    rows = {}
    for who in ("desk", "head", "clerk2", "nobody"):
        found = be(client, desk, who).get("/export/cases?ended=0&nonsense=%00")
        assert found.status_code == 200, who
        sheet = load_workbook(io.BytesIO(found.content)).worksheets[0]
        rows[who] = [c.value for r in sheet.iter_rows() for c in r if str(c.value).startswith("沙申")]
    assert {who: len(found) for who, found in rows.items()} == {"desk": 1, "head": 1, "clerk2": 0, "nobody": 0}
    assert len(made) == 4 and not any(path.exists() for path in made)


@pytest.mark.parametrize("why", [why for why, given in NONSENSE.items() if "/" not in given])
def test_nonsense_in_an_address_finds_no_document_or_one_that_fits(
    client: TestClient, desk: Bureau, why: str
) -> None:
    given = NONSENSE[why][:100]
    mine = be(client, desk, "desk")
    assert mine.get("/export/cases", params=dict.fromkeys(ASKED, given)).status_code == 200
    for route in ("print", "workbook", "files", "summary"):
        assert mine.get(f"/{route}/{quote(given, safe='')}").status_code in (303, 404), route


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 20, "0", "01"])
def test_a_number_that_no_case_has_finds_no_document(client: TestClient, desk: Bureau, number: str) -> None:
    for route in ("print", "workbook", "summary"):
        assert be(client, desk, "desk").get(f"/{route}/{number}").status_code == 404


def test_what_a_scan_looks_like_is_for_those_who_may_have_it(client: TestClient, desk: Bureau) -> None:
    case = desk.start()
    file = store(desk.office, desk.actor("clerk"), (SAMPLES / "stamped.pdf").read_bytes(), "章.pdf", desk.now)
    assert isinstance(file, dict) and case
    address = f"/preview/{file['hash']}"
    seen = be(client, desk, "clerk").get(address)
    assert seen.status_code == 200 and seen.headers["content-type"] == "image/jpeg"
    assert client.get("/preview/0").status_code == 404
    assert be(client, desk, "clerk2").get(address).status_code == 404
