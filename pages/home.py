"""工作台: what to do, what can be started, what happened."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import address, dates, html
from pages.parts.case_look import by
from pages.parts.case_sheet import fills_all
from pages.parts.clock_doubt import doubt_card
from pages.parts.go import go
from pages.parts.home_kinds import ANY, draw_kinds, of_kind
from pages.parts.home_owed import draw_home_owed
from pages.parts.home_rows import columns, expected_rows, row
from pages.parts.home_views import draw_home_views
from pages.parts.job_cards import draw_my_jobs
from pages.parts.lights import calendar
from pages.parts.many import draw_many, draw_many_told
from pages.parts.many_given import draw_many_given
from pages.parts.many_verbs import draw_many_dialog, draw_many_verbs
from pages.parts.table import table
from pages.widgets import plain
from workflows.cases.filters import filters, many
from workflows.cases.startable import Choice, choices
from workflows.cases.todo import Expected, Item, List, Todo, todo
from workflows.cases.view import CaseView, view
from workflows.children.beginnings import AtEntries, at_entries
from workflows.workdays import Calendar

ALL, EXPECTED = "all", "expected"
RECENT = 6  # changes listed


def page() -> None:
    today = office().today(now())
    week = today.isocalendar().week
    st.html(html.head(t("shell.page.home"), note=t("home.week", day=dates.heading(today, lang()), week=week)))
    doubt_card()
    mine = todo(office(), actor(), now())
    left, right = st.columns([0.7, 0.3], gap="small")
    with left:
        _todo(mine)
    with right:
        draw_my_jobs()
        draw_home_owed()
        draw_home_views()
        _new()
        _recent(mine)


def _todo(mine: Todo) -> None:
    with st.container(border=True, key="card_todo"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(html.section(t("home.todo")), width="stretch")
            chosen = _lists(mine)
        expected = mine.expected if chosen in (ALL, EXPECTED) else ()
        items = [i for i in mine.items if _in(i, mine.lists, chosen)]
        days = calendar()
        kind = draw_kinds(items, days)
        items = sorted((i for i in items if of_kind(i, kind, days)), key=lambda i: not i.own)
        expected = expected if kind == ANY else ()
        if not items and not expected:
            draw_many_told("home")
            st.html(html.empty(t("home.none"), t("home.none_note")))
            return
        _table(chosen, items, expected, days)
        if mine.more:
            _more(len(mine.items))


def _lists(mine: Todo) -> str:
    """All, and every worklist with something in it; the address says which one is looked at."""
    more = "+" if mine.more else ""
    words = {ALL: t("home.all", count=f"{len(mine.items) + len(mine.expected)}{more}")}
    if mine.expected:
        words[EXPECTED] = t("home.expected", count=len(mine.expected))
    for each in mine.lists:
        count = sum(_in(i, mine.lists, _name(each)) for i in mine.items)
        if count:
            words[_name(each)] = t("home.list", title=each.title, count=f"{count}{more}")
    if len(words) <= 2:
        return ALL
    asked = address.word("list")
    st.session_state["list"] = asked if asked in words else ALL  # it may have been emptied meanwhile
    return st.segmented_control(
        t("home.todo"), list(words), format_func=words.__getitem__, key="list", required=True,
        label_visibility="collapsed", on_change=lambda: address.change(list=st.session_state["list"]),
    )  # fmt: skip


def _name(each: List) -> str:
    return f"{each.procedure}/{each.id}"


def _in(item: Item, lists: Sequence[List], chosen: str) -> bool:
    if chosen in (ALL, EXPECTED):
        return chosen == ALL
    each = next((one for one in lists if _name(one) == chosen), None)
    return each is not None and each.procedure == item.case.procedure and item.case.state_id in each.query.states


def _table(chosen: str, items: Sequence[Item], expected: Sequence[Expected], days: Calendar) -> None:
    known = filters(office(), actor(), now())
    rows = [*expected_rows(expected, known.districts, days), *(row(i, len(known.procedures) > 1, days) for i in items)]
    bulk = many(known.procedures, actor(), [i.case for i in items])
    turn = st.session_state.get("home_turn", 0)
    bar = st.container(horizontal=True, key="bulk")
    pressed = table(
        f"todo_{chosen}_{turn}", columns(), rows, t("home.todo"),
        choose=t("home.choose") if bulk or items else "",
    )  # fmt: skip
    if pressed.opened:
        _open(pressed.opened, expected)
    if bulk:
        picked = [i.case for i in items if str(i.case.id) in pressed.chosen]
        with bar:
            draw_many("home", bulk, many(known.procedures, actor(), picked), picked, _turn)
    with bar:
        if items:
            draw_many_verbs([i for i in items if str(i.case.id) in pressed.chosen])
        draw_many_told("home")
    draw_many_dialog(items)
    draw_many_given("home", [i.case for i in items], _turn)


def _turn() -> None:
    """A new table: what was ticked is done."""
    st.session_state["home_turn"] = st.session_state.get("home_turn", 0) + 1


def _open(opened: str, expected: Sequence[Expected]) -> None:
    """A case to be filled in opens in its form, any other as a case; one that nobody began is begun."""
    if opened.startswith("new"):
        one = expected[int(opened.removeprefix("new"))]
        go("new", procedure=one.procedure, subject=one.district)
    found = view(office(), actor(), int(opened), now())
    go("form" if isinstance(found, CaseView) and fills_all(found) else "case", case=opened)


def _more(count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(html.muted(t("home.more", count=count)), width="stretch")
        if st.button(t("home.more_go"), key="see_all", type="tertiary"):
            go("cases", holder="me", order="due", descending=0)


def _new() -> None:
    """What may be started; whoever starts nothing but at entries of registers is led there."""
    offered = choices(office(), actor(), now())
    ways = () if offered else at_entries(office(), actor(), now())
    if not offered and not ways:
        return
    with st.container(border=True, key="card_new", gap="xsmall"):
        st.html(html.section(t("home.new")))
        for choice in offered:
            _start(choice)
        for way in ways:
            _lead(way)


def _start(choice: Choice) -> None:
    procedure, today = choice.procedure, office().today(now())
    words = plain(say(procedure.about)) if procedure.about else ""
    if choice.campaigns:
        newest = choice.campaigns[0]
        day = dates.near(newest.closes, today, lang())
        words = plain(t("home.new_closes", campaign=newest.title, day=day))
    label = f"**{plain(say(procedure.title))}**" + (f"  \n:gray[:small[{words}]]" if words else "")
    key = f"go_new_{procedure.id}"
    if st.button(label, key=key, icon=":material/add:", type="tertiary", width="stretch"):
        go("new", procedure=procedure.id)


def _lead(way: AtEntries) -> None:
    words = plain(t("home.new_at_entry", register=way.called))
    label, key = f"**{plain(say(way.title))}**  \n:gray[:small[{words}]]", way.key.encode().hex()[:24]
    if st.button(label, key=f"go_entry_{key}", icon=":material/add:", type="tertiary", width="stretch"):
        go("register", register=way.register, **({"entry": way.entry} if way.entry else {}))


def _recent(mine: Todo) -> None:
    with st.container(border=True, key="card_recent", gap="xsmall"):
        st.html(html.section(t("home.recent"), t("home.recent_note")))
        if not mine.recent:
            st.html(html.muted(t("home.recent_none")))
        for item in mine.recent[:RECENT]:
            _happened(item)


def _happened(item: Item) -> None:
    at = dates.moment(item.last.at, office().zone, office().today(now()))
    badge = f":gray-badge[{plain(say(item.case.state.title))}]"
    small = plain(t("home.why", at=at, name=by(item.last.name), what=say(item.last.title)))
    label = f"{badge} {plain(say(item.case.title))}  \n:gray[:small[{small}]]"
    if st.button(label, key=f"go_case_{item.case.id}", type="tertiary", width="stretch"):
        go("case", case=item.case.id)


page()
