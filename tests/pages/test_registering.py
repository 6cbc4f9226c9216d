"""Registering as an applicant over the web: without signing in, with odd bytes, and by an invitation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from data.tables import Person, Registration
from tests.pages.web import browser
from tests.workflows.applicants.test_registering import SECRET, code
from tests.workflows.nonsense import NONSENSE
from tests.workflows.window import PLACE, Window, window
from workflows.applicants.inviting import invite
from workflows.office import Office

FIELDS = {
    "organisation": "第一科技公司", "code": code(1), "district": PLACE, "contact": "王强", "phone": "13900000000",
    "login": "wang.qiang", "new": SECRET, "again": SECRET,
}  # fmt: skip


@pytest.fixture
def at(office: Office) -> Window:
    return window(office)


@pytest.fixture
def client(at: Window, tmp_path: Path) -> TestClient:
    return browser(at.office, tmp_path)


def test_the_door_leads_to_registering_and_a_registration_to_signing_in(client: TestClient) -> None:
    assert 'href="/join"' in client.get("/signin").text
    page = client.get("/join?lang=en").text
    assert "Register as an applicant" in page and "Yizhuang" in page
    done = client.post("/join", data=FIELDS)
    assert done.status_code == 200
    signed = client.post("/signin", data={"login": "wang.qiang", "password": SECRET, "next": "/"})
    assert signed.status_code == 303 and signed.headers["location"] == "/"


def test_what_was_given_stays_on_the_page_but_for_the_passwords(client: TestClient) -> None:
    answer = client.post("/join", data={**FIELDS, "code": "123", "organisation": '<b>"科技"</b>'})
    assert answer.status_code == 422 and "王强" in answer.text
    assert SECRET not in answer.text and '<b>"科技"</b>' not in answer.text


@pytest.mark.parametrize("value", NONSENSE)
@pytest.mark.parametrize("field", ["organisation", "code", "district", "contact", "phone", "login"])
def test_nonsense_is_answered_with_what_is_wrong(client: TestClient, field: str, value: str) -> None:
    answer = client.post("/join", data={**FIELDS, field: value})
    assert answer.status_code in (200, 422)
    assert client.get(f"/invited?token={field}").status_code == 410


def test_a_million_characters_are_cut_short(client: TestClient, at: Window) -> None:
    answer = client.post("/join", data=dict.fromkeys(FIELDS, "长" * 200000))
    assert answer.status_code in (400, 422) and len(answer.text) < 40_000
    with at.office.db.read() as session:
        assert session.exec(select(Registration)).all() == []


def test_whoever_is_invited_makes_an_account_once(client: TestClient, at: Window) -> None:
    token = invite(at.office, at.actor("window"), at.organisations["甲公司"], datetime.now(UTC))
    assert "甲公司" in client.get(f"/invited?token={token}").text
    mine = {"token": token, "name": "李敏", "login": "li.min", "new": SECRET, "again": SECRET}
    assert client.post("/invited", data={**mine, "again": "x"}).status_code == 422
    assert client.post("/invited", data=mine).status_code == 200
    assert client.post("/invited", data={**mine, "login": "li.min2"}).status_code == 410
    with at.office.db.read() as session:
        assert session.exec(select(Person.organisation_id).where(Person.login == "li.min")).one()
