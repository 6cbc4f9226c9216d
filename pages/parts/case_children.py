"""Children of a case or of an entry: what there is, what may be opened, and what a child is a child of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from secrets import token_urlsafe
from typing import Any

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import dates, html
from pages.parts.go import go
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows.cases.view import CaseView
from workflows.children.service import open_child
from workflows.children.view import ChildLine, Family, Openable, of_a_case, of_an_entry, parent_of
from workflows.engine.types import Refusal

CARD = "children"
_OPENED = "_child_opened"


def draw_children(view: CaseView) -> None:
    """The card on the page of a case; nothing where there are no children and none may be opened."""
    _draw_parent(view)
    found = of_a_case(office(), actor(), view.id, now()) if view.bundle.procedure.children else Family()
    _card(found, {"case_id": view.id})


def draw_entry_children(entry_id: int) -> None:
    """The card on the page of an entry."""
    _card(of_an_entry(office(), actor(), entry_id, now()), {"entry_id": entry_id})


def _draw_parent(view: CaseView) -> None:
    """The way to what the case is a child of."""
    parent = parent_of(office(), actor(), view.id)
    if parent is not None:
        label = t("children.parent", parent=parent.title)
        if st.button(label, type="tertiary", icon=":material/arrow_upward:", key="to_parent"):
            go("case", case=parent.case) if parent.case else go("register", entry=parent.entry)


def _card(found: Family, parent: Mapping[str, int]) -> None:
    fresh = st.session_state.pop(_OPENED, None)
    if fresh is not None:
        go("case", case=fresh)
    if not found.lines and all(o.why_not for o in found.openable):
        return
    with st.container(border=True, key="card_children", gap="small"):
        waiting = sum(not line.ended for line in found.lines)
        st.html(html.section(t("children.title"), t("children.note", waiting=waiting, count=len(found.lines))))
        told(CARD)
        _ways(found, parent)
        if found.lines:
            _list(found)


def _ways(found: Family, parent: Mapping[str, int]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for each in found.openable:
            st.button(
                t("children.open", child=each.title), key=f"open_child_{each.key.encode().hex()[:24]}",
                icon=":material/add:", disabled=each.why_not is not None, on_click=_open, args=(each, parent),
            )  # fmt: skip
    for each in found.openable:
        if each.why_not is not None:
            st.html(html.why_not(say(each.why_not.message)))


def _open(each: Openable, parent: Mapping[str, int]) -> None:
    done = open_child(office(), actor(), each.key, token_urlsafe(8), now(), **parent)
    if isinstance(done, Refusal):
        tell(CARD, done)
    else:
        st.session_state[_OPENED] = done


def _list(found: Family) -> None:
    columns = [
        Column("title", t("children.case"), "two"), Column("kind", t("children.kind"), "text", "120px"),
        Column("state", t("children.state"), "chip", "120px"), Column("at", t("children.at"), "date", "120px"),
    ]  # fmt: skip
    pressed = table("children", columns, [_line(line) for line in found.lines], t("children.title"))
    if pressed.opened:
        go("case", case=int(pressed.opened))


def _line(line: ChildLine) -> dict[str, Any]:
    at = dates.moment(line.opened_at, office().zone, office().today(now()))
    return {
        "id": str(line.id), "title": (say(line.title), line.number or t("home.unnumbered")), "kind": say(line.kind),
        "state": (say(line.state), "end" if line.ended else ""), "at": at,
    }  # fmt: skip


def child_words(details: Mapping[str, Any]) -> Iterator[str]:
    """What a step kept of children: which were opened, and how one ended."""
    for each in details.get("children") or ():
        yield t("children.step_opened", case=each.get("number") or each.get("title") or "")
    ended = details.get("ended")
    if isinstance(ended, Mapping):
        yield t("children.step_ended", case=ended.get("number") or ended.get("id") or "")


def entry_words(made: Mapping[str, Any]) -> str:
    """What a step did to an entry: taken in, changed from a day on, or out with the reason."""
    title = str(made.get("title", ""))
    if made.get("changed"):
        return t("children.entry_changed", title=title, on=str(made["changed"]))
    if made.get("until"):
        return t("children.entry_out", title=title, on=str(made["until"]), reason=str(made.get("reason") or ""))
    return t("case.entered", title=title)
