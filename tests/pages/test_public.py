"""公示: shown to everybody, objected to by anybody, answered before the case goes on."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlmodel import select

from data.tables import Objection, Person
from pages import context
from tests.pages.shell import open_page
from tests.pages.web import browser
from tests.pages.work import words
from tests.workflows.clocks.permit import played
from workflows.cases.act import act
from workflows.clocks.public import objections, reply
from workflows.engine.types import Action, Refusal
from workflows.office import Office
from workflows.people.actors import actor_of

CLOCKS = {
    "handling": {"zh": "公示期", "en": "Display", "limit": "5", "starts": ["pass"], "minimum": True, "main": False,
                 "blocks": ["close"], "basis": "own"}}  # fmt: skip
PERIODS = {
    "display": {"zh": "许可公示", "state": "deal", "clock": "handling", "shows": ["申请"], "answers": ["bureau"]}}
NOW = datetime(2026, 3, 4, 4, tzinfo=UTC)
GIVEN = {"name": "张三", "contact": "139", "text": "<b>不同意</b>"}


def on_display(office: Office) -> int:
    return played(office, CLOCKS, public_periods=PERIODS).cases["1"]


def test_anybody_reads_what_is_shown_and_objects(office: Office, tmp_path: Path) -> None:
    case = on_display(office)
    with patch.object(context, "clock", lambda: NOW):
        web = browser(office, tmp_path)
        every = web.get("/public")
        assert every.status_code == 200 and f"/public/{case}" in every.text and "2026-03-09" in every.text
        page = web.get(f"/public/{case}")
        assert page.status_code == 200 and "早市" in page.text
        assert not re.search(r"https?://", page.text.replace("http://www.w3.org", ""))
        assert web.post(f"/public/{case}", data={**GIVEN, "text": ""}).status_code == 400
        sent = web.post(f"/public/{case}", data=GIVEN)
        assert sent.status_code == 200 and "已收到" in sent.text
        for _ in range(4):
            web.post(f"/public/{case}", data=GIVEN)
        assert web.post(f"/public/{case}", data=GIVEN).status_code == 429
        assert web.get("/public/999").status_code == 404 and web.get("/public/x").status_code == 404
    with office.db.read() as session:
        assert len(list(session.exec(select(Objection.id)))) == 5


def test_what_is_not_shown_stays_inside(office: Office, tmp_path: Path) -> None:
    shown = {"display": {**PERIODS["display"], "shows": ["结果"]}}
    case = played(office, CLOCKS, public_periods=shown).cases["1"]
    with patch.object(context, "clock", lambda: NOW):
        page = browser(office, tmp_path).get(f"/public/{case}").text
    assert "早市" not in page and "渝中" not in page


def test_objections_are_answered_before_the_case_goes_on(office: Office, tmp_path: Path) -> None:
    case, later = on_display(office), datetime(2026, 3, 10, 4, tzinfo=UTC)
    with patch.object(context, "clock", lambda: NOW):
        browser(office, tmp_path).post(f"/public/{case}", data=GIVEN)
    with office.db.read() as session:
        bureau = session.exec(select(Person.id).where(Person.name == "丙")).one() or 0
        actor = actor_of(office, session, bureau, later)
        chief = actor_of(office, session, session.exec(select(Person.id).where(Person.name == "乙")).one() or 0, later)
    wanted: dict[str, Any] = {"actor": actor, "transition": "ask", "seen": -1}
    refused = act(office, case, Action(**wanted, key="a", given={"意见": "补"}), later)
    assert isinstance(refused, Refusal) and refused.message.code == "public.unanswered"
    found, may = objections(office, actor, case, later)
    assert may and [o.text for o in found] == ["<b>不同意</b>"]
    assert objections(office, chief, case, later) == ([], False)
    assert isinstance(reply(office, chief, found[0].id, "不行", later), Refusal)
    with open_page(office, bureau, "case", tmp_path, now=later, case=str(case)) as at:
        assert not at.exception and "&lt;b&gt;不同意" in words(at)
        at.text_area(key=f"objection_{found[0].id}").input("已核实")
        at.button(key=f"objection_{found[0].id}_send").click().run()
        assert not at.exception and "已核实" in words(at)
    assert isinstance(reply(office, actor, found[0].id, "再答", later), Refusal)
    assert not isinstance(act(office, case, Action(**wanted, key="b", given={"意见": "补"}), later), Refusal)
