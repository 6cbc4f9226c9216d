"""The list of cases: what is found, in which order, page by page, and never a case that is not yours."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from data import Database
from data.queries import cases, paging, visibility, walking
from data.queries.cases import CaseFilter
from data.queries.facts import spans, tallies
from data.queries.narrowing import Further
from data.queries.paging import BadCursor, Cut, Page
from data.queries.search import finding, matching
from data.tables import Case, Task
from tests.data import offices

TOKENS = ["clerk@500103", "clerk@5001A1"]
OTHERS = ["clerk@500112"]
DAY = date(2026, 3, 1)
LATER = date(2026, 3, 5)


def _fill(session: Session) -> list[Case]:
    """60 cases with empty dates and numbers among them, every third in a district that is not ours."""
    offices.found(session)
    dice = random.Random(3)
    made = []
    for i in range(60):
        district = ("500103", "500112", "5001A1")[i % 3]
        case = offices.case(
            session, district=district, number=f"沙申2026-{dice.randrange(9999):04}" if i % 4 else None,
            state=("draft", "filed", "closed")[dice.randrange(3)], stage=("fill", "city")[dice.randrange(2)],
            filed_on=DAY + timedelta(days=dice.randrange(9)) if i % 5 else None, late=dice.random() < 0.3,
            due=DAY + timedelta(days=dice.randrange(5)) if i % 2 else None, ended=dice.random() < 0.5,
            changed_at=offices.NOW + timedelta(minutes=dice.randrange(30)), title=f"第{i}批 100%_申报 {'ABC'[i % 3]}",
            title_en=f"Batch {i}", holder=(f"clerk@{district}", "desk@*", None)[dice.randrange(3)],
            on_behalf=dice.random() < 0.5, campaign_id=1 if i % 2 else None,
        )  # fmt: skip
        visibility.set_tokens(session, case.id or 0, {"申报": [f"clerk@{district}"], "密": ["desk@*"]})
        session.refresh(case)
        offices.told(session, case, "", case.number or "", case.title, case.title_en, tier="title")
        made.append(case)
    return made


@pytest.fixture
def made(database: Database) -> Iterator[tuple[Session, list[Case]]]:
    with database.write() as s:
        yield s, _fill(s)


@pytest.fixture(params=["few", "walked", "sorted", "many"])
def plan(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways of reading a page must find the same."""
    few, exact, steps, further = {
        "few": (1000, 10_000, 1, 8), "walked": (0, 10_000, 3, 2), "sorted": (0, 10_000, 1, 1000), "many": (0, 0, 1, 8),
    }[request.param]
    monkeypatch.setattr(walking, "FEW", few)
    monkeypatch.setattr(walking, "FURTHEST", steps)
    monkeypatch.setattr(walking, "FURTHER", further)
    monkeypatch.setattr(paging, "EXACT", exact)
    return str(request.param)


def in_order(rows: list[Case], key: str, descending: bool) -> list[int]:
    """The order as it is promised: by value, then id; those without a value last."""
    valued = sorted((r for r in rows if getattr(r, key) is not None), key=lambda r: (getattr(r, key), r.id))
    empty = sorted((r for r in rows if getattr(r, key) is None), key=lambda r: r.id or 0)
    step = -1 if descending else 1
    return [r.id or 0 for r in [*valued[::step], *empty[::step]]]


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("key", cases.ORDERS)
def test_pages_there_and_back_show_every_visible_case_once(
    made: tuple[Session, list[Case]], key: str, descending: bool, plan: str
) -> None:
    session, rows = made
    wanted = in_order([r for r in rows if r.district != "500112"], key, descending)
    pages: list[Page[Case]] = []
    cut: Cut | None = Cut(limit=7)
    while cut:
        found = cases.find(session, TOKENS, CaseFilter(), key, descending, cut)
        pages.append(found)
        cut = Cut(7, after=found.next) if found.next else None
    assert [r.id for p in pages for r in p.rows] == wanted
    assert pages[0].previous is None
    assert (pages[0].total, pages[0].capped) == ((0, True) if plan == "many" else (40, False))
    back = [pages[-1]]
    while back[-1].previous:
        back.append(cases.find(session, TOKENS, CaseFilter(), key, descending, Cut(7, before=back[-1].previous)))
    assert [r.id for p in back[::-1] for r in p.rows] == wanted


FILTERS: dict[str, tuple[CaseFilter, Callable[[Case], Any]]] = {
    "procedure": (CaseFilter(procedure="p"), lambda c: c.procedure == "p"),
    "another procedure": (CaseFilter(procedure="q"), lambda c: False),
    "states": (CaseFilter(states=("draft", "filed")), lambda c: c.state in ("draft", "filed")),
    "stage": (CaseFilter(stages=("city",)), lambda c: c.stage == "city"),
    "districts": (CaseFilter(districts=("5001A1", "500112")), lambda c: c.district == "5001A1"),
    "campaign": (CaseFilter(campaign=1), lambda c: c.campaign_id == 1),
    "organisation": (CaseFilter(organisation=2), lambda c: False),
    "late": (CaseFilter(late=True), lambda c: c.late),
    "not ended": (CaseFilter(ended=False), lambda c: not c.ended),
    "on behalf": (CaseFilter(on_behalf=True), lambda c: c.on_behalf),
    "to-do": (CaseFilter(holders=["desk@*"]), lambda c: c.holder == "desk@*"),
    "to-do of nobody": (CaseFilter(holders=[]), lambda c: False),
    "opened": (CaseFilter(opened_from=offices.NOW), lambda c: True),
    "opened before": (CaseFilter(opened_before=offices.NOW), lambda c: False),
    "filed from": (CaseFilter(filed_from=LATER), lambda c: c.filed_on and c.filed_on >= LATER),
    "filed until": (CaseFilter(filed_until=DAY), lambda c: c.filed_on == DAY),
    "due": (CaseFilter(due_until=DAY), lambda c: c.due == DAY),
    "ids": (CaseFilter(ids=[1, 2, 3, 999]), lambda c: c.id in (1, 2, 3)),
    "no ids": (CaseFilter(ids=[]), lambda c: False),
    "text in the title": (CaseFilter(text="第1"), lambda c: "第1" in c.title),
    "text of either case": (CaseFilter(text='"bAtCh 3"'), lambda c: "Batch 3" in c.title_en),
    "text in the number": (CaseFilter(text="2026-1"), lambda c: c.number and "2026-1" in c.number),
    "text with wildcards": (CaseFilter(text="100%_"), lambda c: True),
    "signs alone find nothing": (CaseFilter(text="%_"), lambda c: False),
    "blanks around": (CaseFilter(text="  第7批 "), lambda c: "第7批" in c.title),
    "several": (CaseFilter(late=True, ended=True, campaign=1), lambda c: c.late and c.ended and c.campaign_id == 1),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_finds_what_it_says_and_nothing_of_others(
    made: tuple[Session, list[Case]], name: str, plan: str
) -> None:
    session, rows = made
    wanted, fits = FILTERS[name]
    found = cases.find(session, TOKENS, wanted, cut=Cut(limit=100))
    assert {r.id for r in found.rows} == {r.id for r in rows if r.district != "500112" and fits(r)}
    assert set(cases.ids(session, TOKENS, wanted)) == {r.id for r in found.rows}


def test_lists_over_tallies_have_the_same_pages_and_exact_totals(
    made: tuple[Session, list[Case]], plan: str
) -> None:
    session, rows = made
    tallies.rebuild(session)
    for name, key in itertools.product(("districts", "late", "not ended", "to-do of nobody"), cases.ORDERS):
        wanted, fits = FILTERS[name]
        mine = [r for r in rows if r.district != "500112" and fits(r)]
        first = cases.find(session, TOKENS, wanted, key, cut=Cut(limit=5))
        then = cases.find(session, TOKENS, wanted, key, cut=Cut(5, after=first.next)).rows if first.next else []
        assert [r.id for r in [*first.rows, *then]] == in_order(mine, key, True)[:10]
        assert (first.total, first.capped) == (len(mine), False) == cases.total(session, TOKENS, wanted)


def test_what_somebody_has_to_do_is_found_by_tasks_or_case_by_case(
    made: tuple[Session, list[Case]], plan: str
) -> None:
    session, rows = made
    for n, row in enumerate(rows):
        token, person = (("clerk@500103", None), ("desk@*", 1), ("desk@*", None))[n % 4 % 3]
        task = {"case_id": row.id, "case_state": row.state, "role": "x", "token": token, "person_id": person}
        task["opened_at"] = offices.NOW
        session.add(Task(**task, state="done" if n % 5 == 0 else "open"))
        session.add(Task(**task, state="open" if n % 7 == 0 else "closed"))
        row.suspended = n % 11 == 0
    spans.at(session, offices.NOW)
    session.flush()
    fits = [r for n, r in enumerate(rows) if r.district != "500112" and n % 11 and (n % 5 or n % 7 == 0)]
    for doer, tokens, has in ((1, ["x"], (1,)), (2, TOKENS, (0,)), (2, ["desk@*", "person@1"], (1, 2))):
        wanted = CaseFilter(doer=doer, doer_tokens=tokens)
        mine = [r for r in fits if rows.index(r) % 4 % 3 in has]
        for key, upto in (("due", 3), ("changed_at", 3), ("due", 1000)):
            found = cases.find(session, TOKENS, wanted, key, False, Cut(limit=6), upto=upto)
            assert [r.id for r in found.rows] == in_order(mine, key, False)[:6]
            counted = found.total == len(mine) or found.capped and found.total <= upto < len(mine)
            assert counted or plan == "many" and found.capped
        assert set(cases.ids(session, TOKENS, wanted)) == {r.id for r in mine}


def test_without_tokens_there_is_nothing(made: tuple[Session, list[Case]]) -> None:
    session, _ = made
    assert cases.find(session, [], CaseFilter()).rows == []


def test_totals_are_exact_up_to_the_limit_and_said_to_be_more_beyond(
    made: tuple[Session, list[Case]], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = made
    assert cases.total(session, TOKENS, CaseFilter()) == (40, False)
    monkeypatch.setattr(paging, "EXACT", 39)
    monkeypatch.setattr(walking, "FEW", 5)
    assert cases.total(session, TOKENS, CaseFilter()) == (39, True)
    found = cases.find(session, TOKENS, CaseFilter())
    assert (found.total, found.capped, len(found.rows)) == (39, True, 40)


MADE_UP = ("", "x", "[1]", '["not a moment",3]', '{"a":1}', "[null,null]", "[null,1e999]", '["a\\u0000b",3]', "[7,3]",
           f"[null,{10**19}]", '["0001-01-01T00:00:00+14:00",3]', '["\\ud800",3]', "[" * 100_000)  # fmt: skip


@pytest.mark.parametrize("order", ["changed_at", "number"])
@pytest.mark.parametrize("cursor", MADE_UP, ids=lambda c: c[:20])
def test_a_made_up_position_is_refused_by_name_or_leads_somewhere(
    made: tuple[Session, list[Case]], cursor: str, order: str
) -> None:
    session, _ = made
    somewhere = order == "number" and cursor.startswith(('["not', '["0001'))  # any text is a number to be behind
    with nullcontext() if somewhere else pytest.raises(BadCursor):
        cases.find(session, TOKENS, CaseFilter(), order, cut=Cut(after=cursor))


FIRM = "重庆甲乙丙科技有限公司"


def test_a_case_is_found_by_any_part_of_a_value_whose_group_one_may_read(made: tuple[Session, list[Case]]) -> None:
    session, rows = made
    for row, group in zip(rows, ("申报", "申报", "密"), strict=False):
        offices.told(session, row, group, FIRM)
    for text in (FIRM, "重庆甲乙", "甲乙"):
        assert cases.ids(session, TOKENS, CaseFilter(text=text)) == [rows[0].id]
        assert cases.ids(session, OTHERS, CaseFilter(text=text)) == [rows[1].id]
        assert cases.ids(session, ["desk@*"], CaseFilter(text=text)) == [rows[2].id]
    assert cases.ids(session, TOKENS, CaseFilter(text="甲丙")) == []


def test_of_a_text_that_stands_everywhere_only_the_newest_cases_are_looked_through(
    made: tuple[Session, list[Case]], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, rows = made
    monkeypatch.setattr(matching, "RARE", 0)
    monkeypatch.setattr(finding, "MOST", 2)
    for row in rows[:9:3]:
        offices.told(session, row, "申报", FIRM)
    assert cases.said(session, TOKENS, CaseFilter(text=FIRM)).more
    assert cases.ids(session, TOKENS, CaseFilter(text=FIRM)) == [rows[3].id, rows[6].id]


def test_an_unknown_order_is_refused(made: tuple[Session, list[Case]]) -> None:
    session, _ = made
    with pytest.raises(KeyError):
        cases.find(session, TOKENS, replace(CaseFilter()), order="title")


@pytest.mark.parametrize("lights", [("red",), ("yellow",), ("green", "yellow"), ("red", "yellow")], ids=",".join)
def test_what_has_a_light_is_looked_for_among_open_cases(
    made: tuple[Session, list[Case]], plan: str, lights: tuple[str, ...]
) -> None:
    session, every = made
    day = DAY + timedelta(2)
    for case in every[::3]:
        case.yellow_on = DAY
    session.flush()
    wanted = CaseFilter(further=Further(lights=lights, day=day))
    shown = [c for c in every if c.district != "500112" and not c.ended and c.due]
    lit = [c for c in shown if _light(c, day) in lights]
    for down in (False, True):
        found = cases.find(session, TOKENS, wanted, "due", down, Cut(limit=50))
        assert lit and [c.id for c in found.rows] == in_order(lit, "due", down)
    known = cases.find(session, TOKENS, replace(wanted, ended=True), "due", False, Cut(limit=50))
    assert not known.rows


def _light(case: Case, day: date) -> str:
    assert case.due is not None
    if case.due < day:
        return "red"
    return "yellow" if case.yellow_on is not None and case.yellow_on <= day else "green"
