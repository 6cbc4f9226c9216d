"""What enterprises see of each other in a round: nothing, on any way, unless the definition says otherwise."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from sqlmodel import select

from data.queries.search import finding
from data.queries.search.pieces import CASES
from data.tables import Case
from tests.workflows.window import FORM, PROCEDURE, Window, window
from workflows.audit import because
from workflows.cases import reading
from workflows.cases.act import act
from workflows.cases.drafts import open_draft
from workflows.cases.once import Done
from workflows.cases.view import CaseView, view
from workflows.engine.types import Action, Refusal
from workflows.exports.given import GivenReader
from workflows.office import Office

SAY: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "say", "title": "反馈",
    "pages": [{"id": "p", "title": "页", "fields": [
        {"key": "意见", "type": "text", "title": {"zh": "意见", "en": "Said"}}]}],
}  # fmt: skip
ROUND: dict[str, Any] = {
    "zh": "征求意见", "en": "Asked", "form": "say", "others_seen": "when complete", "readers": ["window"],
    "basis": "own", "who": [{"role": "chief"}, {"organisation": "征求.企业", "as": "asked"}],
}  # fmt: skip
SAID = {"chief": "主任的话甲乙", "second": "乙公司的苦处", "third": "丙公司的苦处"}


def asked(office: Office, **changes: Any) -> tuple[Window, int]:
    """A case in which two enterprises and a colleague of the office were asked, and all have answered."""
    form, procedure = deepcopy(FORM), deepcopy(PROCEDURE)
    table = {"key": "征求", "type": "table", "title": {"zh": "征求", "en": "Asked"}, "fields": [
        {"key": "企业", "type": "organisation", "title": {"zh": "企业", "en": "Who"}}]}  # fmt: skip
    form["pages"][0]["fields"].append(table)
    procedure["roles"]["asked"] = {"zh": "被征求企业", "where": "task"}
    procedure["forms"]["main"]["groups"]["征求"] = ["征求"]
    procedure["forms"]["say"] = {"form": "say"}
    procedure["rounds"] = {"ask": {**ROUND, **changes}}
    work, texts = procedure["states"]["work"], {"form/say": json.dumps(SAY, ensure_ascii=False)}
    del work["holder"]
    work |= {"round": "ask"}
    work["rights"]["征求"] = {"read": ["window"]}
    work["rights"]["申请"]["read"].append("asked")
    procedure["states"]["draft"]["rights"]["征求"] = {"write": ["applicant"]}
    texts["form/permit"] = json.dumps(form, ensure_ascii=False)
    at = window(office, texts, **procedure)
    case = at.start("window", on_behalf=True)
    rows = [{"_id": f"r{n}", "企业": str(at.organisations[name])} for n, name in enumerate(("乙公司", "丙公司"))]
    at.fill(case, "window", 事由="开店", 征求=rows)
    assert not isinstance(at.act(case, "window", "submit"), Refusal)
    for who, text in SAID.items():
        action = Action(at.actor(who), "", -1, f"say {who}", {"意见": text}, "opinion", row="*")
        assert isinstance(act(at.office, case, action, at.now), Done), who
    return at, case


def seen(at: Window, case: int, who: str) -> set[str]:
    """Whose opinions somebody is told; every way there is gives the same answer."""
    actor = at.actor(who)
    page = view(at.office, actor, case, at.now)
    shown = page.rounds if isinstance(page, CaseView) else ()
    with at.office.db.read() as session:
        row = session.exec(select(Case).where(Case.id == case)).one()
        exported = [g.values for g in GivenReader(at.office, session, actor, at.now).given([row])]
        found = {w for w, text in SAID.items() if case in finding.find(session, CASES, actor.tokens, text).ids}
    number = row.number or ""
    why = because.of_case(at.office, at.actor("auditor"), at.people[who], number, at.now)
    assert isinstance(why, because.Because)
    by = {h.by.removeprefix("某"): h.seen for h in why.hears}
    ways = {
        "page": _in([a.opinion for r in shown for about in r.about for a in about.asked]),
        "history": _in([s.given for s in page.steps] if isinstance(page, CaseView) else []),
        "sheet": _in(open_draft(at.office, actor, case, at.now)),
        "export": _in(exported), "search": found, "why": {w for w, yes in by.items() if yes},
    }  # fmt: skip
    assert all(way == ways["page"] for way in ways.values()), (who, ways)
    return ways["page"]


def _in(told: Any) -> set[str]:
    return {who for who, text in SAID.items() if text in repr(told)}


WAYS: dict[str, tuple[dict[str, Any], dict[str, set[str]]]] = {
    "nothing said": ({}, {
        "window": set(SAID), "chief": set(SAID), "auditor": set(SAID), "first": set(),
        "second": {"chief", "second"}, "third": {"chief", "third"}}),
    "always, among colleagues": ({"others_seen": "always"}, {"second": {"chief", "second"}, "chief": set(SAID)}),
    "as the others": ({"outside_seen": "as others"}, {"second": set(SAID), "third": set(SAID), "first": set()}),
    "their role reads": ({"readers": ["window", "asked"]}, {"second": set(SAID), "third": set(SAID)}),
    "nobody": ({"others_seen": "never"}, {"second": {"second"}, "chief": {"chief"}, "auditor": set(SAID)}),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_what_one_enterprise_says_is_for_the_office_and_itself(office: Office, way: str) -> None:
    changes, expected = WAYS[way]
    at, case = asked(office, **changes)
    assert {who: seen(at, case, who) for who in expected} == expected


def test_an_enterprise_does_not_learn_who_else_is_asked(office: Office) -> None:
    at, case = asked(office)
    everybody = ("second", "third", "window")
    assert [reading.seen(at.office, at.actor(who), case, at.now) for who in everybody] == [None] * 3
    for who, other in (("second", "third"), ("third", "second")):
        page = view(at.office, at.actor(who), case, at.now)
        assert isinstance(page, CaseView)
        (about,) = page.rounds[0].about
        assert ({a.person for a in about.asked}, about.count) == ({f"某{who}", "某chief"}, 2)
        assert f"某{other}" not in repr((page.steps, page.tasks, page.rounds, page.readers))
        assert {r.name for r in page.readers} == {f"某{who}", "某chief", "某window"}
    page = view(at.office, at.actor("window"), case, at.now)
    assert isinstance(page, CaseView) and page.rounds[0].about[0].count == 3
    assert [a.whose.zh if a.whose else "" for a in page.rounds[0].about[0].asked] == ["", "乙公司", "丙公司"]
    assert {s.name for s in page.steps} >= {"某second", "某third"}
    assert {r.name for r in page.readers} == {f"某{who}" for who in (*everybody, "chief")}


def test_an_enterprise_that_has_not_answered_learns_nothing_either(office: Office) -> None:
    at, case = asked(office)
    with at.office.db.read() as session:
        assert session.get_one(Case, case).state == "work"
    why = because.of_case(at.office, at.actor("admin"), at.people["third"], _number(at, case), at.now)
    assert isinstance(why, because.Because)
    assert {h.by: h.why.code for h in why.hears} == {
        "某chief": "why.opinion.others", "某second": "why.opinion.outside", "某third": "why.opinion.own",
    }  # fmt: skip


def _number(at: Window, case: int) -> str:
    with at.office.db.read() as session:
        return session.get_one(Case, case).number or ""
