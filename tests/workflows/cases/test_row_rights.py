"""Rights that hold in some rows only: who sees and writes which row, on every way there is."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from data.tables import Case
from forms import ListOptions, Option, Text
from forms.draft import AddRows, DeleteRows, SetValue
from forms.layout import official_html
from forms.values import Values
from tests.workflows.boards.shown import FILES, board
from tests.workflows.plots import HERE, MINE, MONDAY, Plots, bundle, plots
from tests.workflows.plots import PROCEDURE as PLOTS
from workflows.access import Access
from workflows.audit.sight import Sight, who_sees
from workflows.cases.drafts import Saved
from workflows.cases.history import Compared, compare
from workflows.cases.paper import drawn, printed, workbook
from workflows.cases.search import Query, find
from workflows.cases.start import start
from workflows.cases.view import CaseView, view
from workflows.engine.types import Actor, CaseFacts, Held, Refusal
from workflows.lookup import readable_values
from workflows.office import Office
from workflows.rights import access


@pytest.fixture
def plot(office: Office) -> Plots:
    return plots(office)


def two(plot: Plots) -> int:
    """A case with a row of each department, and marks in everything."""
    return plot.case([plot.row("甲地", "甲部", 30, "甲户"), plot.row("乙地", "乙部", 888, "乙户")])


OURS, THEIRS = ("甲地", "甲户"), ("乙地", "乙户", "888", "918")
"""What tells of the row of 甲部, and of that of 乙部 (its amount, and what it adds up to)."""
SEES = {"dept": {"甲"}, "peer": {"甲", "乙"}, "chief": {"甲", "乙"}, "auditor": {"甲", "乙"}, "writer": {"甲", "乙"},
        "both": {"甲", "乙"}}  # fmt: skip
WRITES = {"dept": {"甲"}, "peer": {"甲"}, "chief": {"甲", "乙"}, "auditor": set(), "writer": set(), "both": {"乙"}}


def told(plot: Plots, case: int, who: str) -> Iterator[tuple[str, str]]:
    """Everything that shows what is in a case, as text."""
    office, actor, now = plot.office, plot.actor(who), plot.now
    yield "view", repr(view(office, actor, case, now))
    yield "sheet", repr(plot.sheet(case, who))
    for lang in ("zh", "en"):
        yield "print", str(printed(office, actor, case, lang, now))
        yield "screen", repr(drawn(office, actor, case, lang, now))
    book = workbook(office, actor, case, "zh", now)
    assert not isinstance(book, Refusal)
    sheets = load_workbook(io.BytesIO(book.content))
    yield "workbook", " ".join(str(c) for s in sheets for row in s.iter_rows(values_only=True) for c in row if c)
    yield "compare", repr(compare(office, actor, case, 1, None, now))
    yield "list", repr(find(office, actor, Query()))
    yield "board", " ".join(repr(board(office, actor, now, name)) for name in FILES)
    with office.db.read() as session:
        found = session.get_one(Case, case)
        yield "last", repr(readable_values(office, session, actor.tokens, found))


def stands(mark: str, words: str) -> bool:
    """Whether a mark stands there by itself, not as a part of a hash."""
    return re.search(rf"(?<![0-9a-zA-Z_-]){mark}(?![0-9a-zA-Z_-])", words) is not None


@pytest.mark.parametrize("who", SEES)
def test_a_row_that_is_not_theirs_is_not_there(plot: Plots, who: str) -> None:
    case = two(plot)
    plot.saved(case, "chief", SetValue("金额", 31, "甲地"), SetValue("金额", 889, "乙地"))
    plot.step(case, "chief", "again")
    for way, words in told(plot, case, who):
        marks = ("乙地", "乙户", "888", "889", "918", "920")
        seen = [m for m in marks if stands(m, words)]
        assert "乙" in SEES[who] or not seen, (way, seen)
        if way in {"view", "sheet", "print", "screen", "workbook"}:
            assert "甲地" in words and "甲户" in words, way
            assert ("乙地" in words) == ("乙" in SEES[who]), way


@pytest.mark.parametrize("who", WRITES)
def test_a_row_is_written_by_whose_it_is(plot: Plots, who: str) -> None:
    case = two(plot)
    for row in ("甲", "乙"):
        before = json.dumps(plot.sheet(case, "chief").values, ensure_ascii=False)
        for edit in (SetValue("金额", 7, f"{row}地"), SetValue("户名", "改", f"{row}地-{row}户"),
                     AddRows("地块.户", ({"_id": f"新{who}", "户名": "新"},), f"{row}地"),
                     DeleteRows((f"{row}地-{row}户",)), DeleteRows((f"{row}地",))):  # fmt: skip
            done = plot.try_save(case, who, edit)
            assert isinstance(done, Saved) == (row in WRITES[who]), (row, edit, done)
            if isinstance(done, Refusal):
                assert json.dumps(plot.sheet(case, "chief").values, ensure_ascii=False) == before


def test_a_refusal_names_the_row_that_is_seen_and_nothing_of_one_that_is_not(plot: Plots) -> None:
    case = two(plot)
    seen = plot.try_save(case, "peer", SetValue("金额", 7, "乙地"))
    assert isinstance(seen, Refusal) and "地块 2" in _say(seen) and "金额" in _say(seen)
    unseen = plot.try_save(case, "dept", SetValue("金额", 7, "乙地"))
    assert isinstance(unseen, Refusal) and unseen.message.code == "no_such_row"
    assert plot.try_save(case, "dept", DeleteRows(("乙地",))) == unseen


def _say(refusal: Refusal) -> str:
    from workflows.messages import say

    return say(refusal.message, "zh")


@pytest.mark.parametrize("who", ["dept", "peer"])
def test_nobody_gives_a_row_away_or_takes_one_or_adds_one_for_others(plot: Plots, who: str) -> None:
    case = two(plot)
    other = plot.organisations["乙部"]
    for edit, code in (
        (SetValue("主管", other, "甲地"), "row_would_move"),
        (SetValue("主管", None, "甲地"), "row_would_move"),
        (AddRows("地块", ({"_id": "n", "名称": "新", "主管": other},)), "may_not_add_row"),
        (AddRows("地块", ({"_id": "n", "名称": "新"},)), "may_not_add_row"),
    ):
        done = plot.try_save(case, who, edit)
        assert isinstance(done, Refusal) and done.message.code == code, done
    again = ({"_id": "甲地", "名称": "甲地", "主管": other},)
    done = plot.try_save(case, who, DeleteRows(("甲地",)), AddRows("地块", again))
    assert isinstance(done, Refusal) and done.message.code == "row_would_move"
    plot.saved(case, who, AddRows("地块", (plot.row("新地", "甲部", 5, "新户"),)))
    assert [r["名称"] for r in plot.sheet(case, "chief").values["地块"]] == ["甲地", "乙地", "新地"]


def test_rows_keep_the_numbers_they_have_for_everybody(plot: Plots) -> None:
    case = plot.case([plot.row("乙地", "乙部", 1), plot.row("甲地", "甲部", 500)])
    page = str(printed(plot.office, plot.actor("dept"), case, "zh", plot.now))
    sheet = plot.sheet(case, "dept")
    assert ">2<" in page and ">1<" not in page
    assert sheet.numbers["甲地"].number == 2
    (found,) = [f for f in sheet.findings if f.rule == "much"]
    assert found.label.zh == "地块 2　金额"


def test_a_finding_tells_nothing_of_rows_that_are_not_seen(plot: Plots) -> None:
    case = plot.case([plot.row("同名", "乙部", 700), {**plot.row("甲", "甲部", 500), "名称": "同名"}])
    dept, chief = plot.sheet(case, "dept"), plot.sheet(case, "chief")
    assert {f.place.row for f in dept.findings} == {"甲"} and {f.place.row for f in chief.findings} == {"甲", "同名"}
    assert {f.message.code for f in dept.findings} == {"twice_unseen", "rule_unseen"}
    assert any("1200" in f.message.data.get("text", Text(zh="")).zh for f in chief.findings)


def test_values_of_such_rows_are_found_by_those_alone_who_read_every_row(plot: Plots) -> None:
    two(plot)
    for who, expected in {"dept": 0, "peer": 1, "chief": 1, "writer": 1, "both": 1}.items():
        for text in ("甲地", "甲户", "乙地", "乙户"):
            assert find(plot.office, plot.actor(who), Query(text=text)).total == expected, (who, text)
        (row,) = find(plot.office, plot.actor(who), Query()).rows
        assert row.columns == ({"总额": 918} if expected else {}), who


def test_a_double_in_the_same_district_is_named_without_the_row_around_it(plot: Plots) -> None:
    two(plot)
    case = plot.case([plot.row("丙地", "甲部", 1, "乙户")])
    (asked,) = [f for f in plot.sheet(case, "dept").findings if f.rule == "known"]
    assert "渝中区" in asked.message.data["text"].zh and "乙地" not in asked.message.data["text"].zh


def test_the_history_tells_of_a_deleted_row_whose_it_was(plot: Plots) -> None:
    case = two(plot)
    plot.saved(case, "chief", DeleteRows(("甲地", "乙地")))
    plot.step(case, "chief", "again")
    for who, deleted in {"dept": {"甲地"}, "chief": {"甲地", "乙地"}, "peer": {"甲地", "乙地"}}.items():
        page = view(plot.office, plot.actor(who), case, plot.now)
        assert isinstance(page, CaseView)
        assert {c.row for s in page.steps for c in s.changes} == deleted, who
        compared = compare(plot.office, plot.actor(who), case, 1, None, plot.now)
        assert isinstance(compared, Compared) and {c.row for c in compared.changes} == deleted, who


def test_a_row_that_was_given_to_others_is_gone_with_its_past(plot: Plots) -> None:
    case = two(plot)
    plot.saved(case, "chief", SetValue("主管", plot.organisations["乙部"], "甲地"))
    plot.step(case, "chief", "again")
    for way, words in told(plot, case, "dept"):
        assert not any(stands(mark, words) for mark in OURS + THEIRS), way


def test_a_copy_takes_what_could_be_seen_and_put_there(plot: Plots) -> None:
    case = two(plot)
    new = start(plot.office, plot.actor("writer"), "plots", subject=HERE, copy_from=case, key="copy", now=MONDAY)
    assert isinstance(new, int)
    assert [r["名称"] for r in plot.sheet(new, "writer").values["地块"]] == ["甲地", "乙地"]


def test_a_row_that_holds_rows_of_others_is_not_deleted_with_them(plot: Plots) -> None:
    inner = {"table": "地块.户", "roles": ["chief"], "write": 'row.户名 != "留下"'}
    _with_limits(plot, [*PLOTS["states"]["work"]["rights"]["全部"]["rows"], inner])
    case = plot.case([plot.row("甲地", "甲部", 1, "留下")])
    done = plot.try_save(case, "chief", DeleteRows(("甲地",)))
    assert isinstance(done, Refusal) and done.message.code == "row_holds_others"
    plot.saved(case, "peer", DeleteRows(("甲地",)))


def _with_limits(plot: Plots, rows: list[dict[str, Any]]) -> None:
    from tests.workflows.plots import texts
    from workflows.publishing import publish

    changed = json.loads(texts()["procedure"])
    changed["states"]["work"]["rights"]["全部"]["rows"] = rows
    published = publish(plot.office, {**texts(), "procedure": json.dumps(changed)}, "", None, MONDAY)
    assert published, published.findings


# The pure part: whatever rows there are and whatever roles somebody has, nothing of others gets out.

BUNDLE = bundle()
DISTRICTS = {HERE: Option(HERE, Text(zh="渝中区", en="Yuzhong"), "渝中")}
ROWS = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, None]), st.lists(st.booleans(), max_size=3)), max_size=6
)  # fmt: skip


def _values(drawn: list[tuple[int | None, list[bool]]]) -> Values:
    return {"辖区": HERE, "地块": [
        {"_id": f"r{n}", "名称": f"片{n}主{owner}", **({"主管": owner} if owner else {}), "金额": 1000 + n,
         "户": [{"_id": f"r{n}h{m}", "户名": f"户{n}主{owner}"} for m, _ in enumerate(below)]}
        for n, (owner, below) in enumerate(drawn)]}  # fmt: skip


def _access(values: Values, roles: set[str], organisation: int) -> Access:
    actor = Actor(1, "甲", organisation, tuple(Held(r, organisation, "*") for r in roles),
                  frozenset(f"{r}@*" for r in roles))  # fmt: skip
    facts = CaseFacts(1, "work", 1, values, {}, 1, HERE, None)
    from forms.context import context

    options = ListOptions({}, DISTRICTS, MONDAY.date())
    extra = {"actor": {"id": 1, "name": "甲", "organisation": organisation}}
    return access(BUNDLE, facts, actor, lambda v: (context(BUNDLE.form(), v, options, extra), None))


@given(ROWS, st.sets(st.sampled_from(["dept", "peer", "chief"])), st.integers(1, 3))
@settings(max_examples=150, deadline=None)
def test_nothing_of_a_row_that_is_not_theirs_gets_out(
    drawn: list[tuple[int | None, list[bool]]], roles: set[str], organisation: int
) -> None:
    values = _values(drawn)
    allowed = _access(values, roles, organisation)
    everything = bool(roles & {"peer", "chief"})
    mine = {f"r{n}" for n, (owner, _) in enumerate(drawn) if roles and (everything or owner == organisation)}
    writes = {f"r{n}" for n, (owner, _) in enumerate(drawn) if roles and ("chief" in roles or owner == organisation)}
    kept = allowed.restrict(values)
    assert {r["_id"] for r in kept.get("地块", [])} == mine
    assert [r for r in values["地块"] if r["_id"] in mine] == kept.get("地块", [])
    form, options = BUNDLE.form(), ListOptions({}, DISTRICTS, MONDAY.date())
    page = official_html(form, values, options, access=allowed)
    for n, (owner, below) in enumerate(drawn):
        row = f"r{n}"
        assert (f"片{n}主{owner}" in page) == (row in mine)
        assert allowed.may_write_row("地块", row) == (row in writes) == allowed.may_write_at("地块.金额", row)
        for m, _ in enumerate(below):
            assert allowed.may_read_row("地块.户", f"{row}h{m}") == (row in mine)
            assert allowed.may_write_at("地块.户.户名", f"{row}h{m}") == (row in writes)
    sealed = allowed.sealed()
    assert all(sealed.may_read_row("地块", f"r{n}") == (f"r{n}" in mine) for n in range(len(drawn)))
    assert "片" not in repr(sealed.reach)


def test_without_anything_to_ask_a_limited_right_holds_in_no_row() -> None:
    values = _values([(1, [True]), (2, [])])
    facts = CaseFacts(1, "work", 1, values, {}, 1, HERE, None)
    actor = Actor(1, "甲", 1, (), frozenset({"dept@*"}))
    assert access(BUNDLE, facts, actor).restrict(values)["地块"] == []
    assert MINE in repr(BUNDLE.procedure)


def test_an_auditor_is_told_who_reads_some_rows_only(plot: Plots) -> None:
    found = who_sees(plot.office, plot.actor("auditor"), two(plot), plot.now)
    assert isinstance(found, Sight)
    some = {s.role.zh: s.some_rows for s in found.seers}
    assert some["部门"] == {"全部"} and not some["同级"] and not some["主任"] and not some["填报人"]
