"""流程运行: a procedure as it runs, on its workflow: who waits where, how long, which ways are really taken."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import html
from pages.parts.ask import for_role
from pages.parts.chosen import choosing, chosen
from pages.parts.go import go
from pages.parts.process_picture import Words, picture
from pages.parts.table import Column, table
from workflows.cases.search import Query
from workflows.process.offered import offered
from workflows.process.running import Running, Stand, Took, Way, running

PERIODS = ("12", "3", "24", "all")


def page() -> None:
    with office().db.read() as session:
        titles = {key: say(title) for key, title in offered(office(), session, actor(), now()).items()}
    st.html(html.head(t("shell.page.process"), note=t("process.note")))
    if not titles:
        with st.container(border=True, key="card_nothing"):
            st.html(html.empty(t("process.nothing"), for_role()))
        return
    _choices(titles)
    with office().db.read() as session:
        found = running(office(), session, actor(), chosen("procedure", list(titles)), _since(), now())
    if found is not None:
        _draw(found)


def _choices(titles: dict[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        given = choosing("procedure", list(titles))
        given.pop("required")
        st.selectbox(t("process.procedure"), format_func=lambda k: titles.get(k, k), width=320, **given)
        st.segmented_control(t("process.period"), format_func=_period, **choosing("months", PERIODS))


def _period(key: str) -> str:
    return t("process.all") if key == "all" else t("process.months", count=int(key))


def _since() -> date:
    """The first day of the period: so many months back."""
    months = chosen("months", PERIODS)
    if months == "all":
        return date(2000, 1, 1)
    today = office().today(now())
    place = today.year * 12 + today.month - 1 - int(months)
    return date(place // 12, place % 12 + 1, min(today.day, 28))


def _draw(found: Running) -> None:
    with st.container(border=True, key="card_process"):
        st.html(html.section(_title(found), t("process.picture_note", day=found.until.isoformat())))
        words = Words(lambda s: _name(found, s), lambda s: _waits(found, s), _took, _way)
        st.image(picture(found, words), width=820, alt=t("process.alt"))
    with st.container(border=True, key="card_states"):
        st.html(html.section(t("process.states"), t("process.states_note")))
        _states(found)
    with st.container(border=True, key="card_ways"):
        st.html(html.section(t("process.ways"), t("process.ways_note")))
        _ways(found)


def _title(found: Running) -> str:
    slow = found.slowest
    if slow is None:
        return t("process.title_none", open=found.open)
    return t("process.title", open=found.open, name=_name(found, slow.state), days=_days(slow.past.median))


def _name(found: Running, state: str) -> str:
    declared = found.procedure.states.get(state)
    return declared.title.say(lang()) if declared else state


def _days(number: float | None) -> str:
    return "—" if number is None else f"{number:g}"


def _ends(found: Running, state: str) -> bool:
    declared = found.procedure.states.get(state)
    return declared is not None and declared.end is not None


def _waits(found: Running, stand: Stand) -> str:
    if not stand.known:
        return t("process.unknown")
    if _ends(found, stand.state):
        return t("process.waits_ended") if stand.now else ""
    if not stand.now:
        return t("process.waits_none")
    return t("process.waits", median=_days(stand.so_far.median), longest=_days(stand.so_far.longest))


def _took(stand: Stand) -> str:
    if not stand.known or not stand.past.times:
        return "" if not stand.known or stand.so_far.times == 0 else t("process.took_none")
    return t("process.took", median=_days(stand.past.median), most=_days(stand.past.most))


def _way(way: Way) -> str:
    return t("process.way", count=way.times, days=_days(way.took.median))


def _states(found: Running) -> None:
    columns = [
        Column("state", t("process.state")),
        Column("now", t("process.now"), "num", "96px"),
        Column("so_far", t("process.so_far"), "num", "128px"),
        Column("left", t("process.left"), "num", "96px"),
        *_numbers(),
    ]
    rows = [_state(found, s) for s in found.states.values() if s.known]
    pressed = table("process_states", columns, rows, t("process.states"))
    if pressed.opened is not None and pressed.opened in found.states:
        go("cases", **found.states[pressed.opened].listing.params())


def _numbers() -> list[Column]:
    names = ("median", "most", "longest")
    return [Column(name, t(f"process.{name}"), "num", "128px") for name in names]


def _state(found: Running, stand: Stand) -> dict[str, Any]:
    return {
        "id": stand.state, "state": _name(found, stand.state), "now": f"{stand.now:,}",
        "so_far": "" if _ends(found, stand.state) else _days(stand.so_far.median),
        "left": f"{stand.past.times:,}", **_told(stand.past),
    }  # fmt: skip


def _told(took: Took) -> dict[str, str]:
    return {"median": _days(took.median), "most": _days(took.most), "longest": _days(took.longest)}


def _ways(found: Running) -> None:
    columns = [
        Column("source", t("process.from"), "text", "18%"),
        Column("target", t("process.to"), "text", "18%"),
        Column("by", t("process.by")),
        Column("times", t("process.times"), "num", "96px"),
        *_numbers(),
    ]
    pressed = table("process_ways", columns, [_taken(found, w) for w in found.ways], t("process.ways")).opened
    way = next((w for w in found.ways if pressed == _place(w)), None)
    if way is not None and way.declared:
        took = Query(procedure=found.procedure.id, took=tuple(way.declared), took_from=found.since)
        go("cases", **took.params())


def _place(way: Way) -> str:
    return f"{way.source}/{way.target}"


def _taken(found: Running, way: Way) -> dict[str, Any]:
    named = [found.procedure.transitions[key].title.say(lang()) for key in way.declared]
    return {
        "id": _place(way), "source": _name(found, way.source), "target": _name(found, way.target),
        "by": " / ".join(dict.fromkeys(named)) or t("process.undeclared"), "times": f"{way.times:,}",
        **_told(way.took),
    }  # fmt: skip


page()
