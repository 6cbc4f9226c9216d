"""消息: what one was told, unread first; the one that is opened beside the list. `?message=12` says which."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import address, dates, html
from pages.parts.chosen import choosing, chosen
from pages.parts.frame import crumbs, recount
from pages.parts.go import go
from pages.parts.inbox_failed import draw_failed
from pages.parts.table import Column, table
from workflows.office import ADMIN, holds
from workflows.outbox import failures
from workflows.outbox.inbox import SHOWN, Inbox, Item, inbox, mark_read, mark_unread, message

VIEWS = ("all", "unread")
LINE = 60
"""Characters of a text that the list shows."""


def page() -> None:
    crumbs(t("shell.section.work"), t("shell.page.inbox"))
    st.html(html.head(t("shell.page.inbox"), note=t("inbox.note")))
    views = (*VIEWS, "failed") if holds(actor(), ADMIN) else VIEWS
    view, opened = chosen("view", views), _opened()
    start = ((address.number("page") or 1) - 1) * SHOWN
    found = inbox(office(), actor(), only_unread=view == "unread", text=address.word("q"), start=max(start, 0))
    _bar(views, found)
    if view == "failed":
        draw_failed()
        return
    left, right = st.columns([0.6, 0.4], gap="small")
    with left, st.container(border=True, key="card_inbox", gap="small"):
        _list(view, found)
    with right, st.container(key="beside"):
        _reading(opened)


def _opened() -> Item | None:
    """The message that the address names; it is read from now on."""
    number = address.number("message")
    found = message(office(), actor(), number) if number is not None else None
    if found is not None and not found.read:
        mark_read(office(), actor(), [found.id], now())
        recount()
        st.rerun()  # the frame has counted it already
    return found


def _bar(views: tuple[str, ...], found: Inbox) -> None:
    """Which messages, a text to look for, and the way to be done with all."""
    count = {"unread": found.unread, "failed": failures.count(office(), actor(), now())}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            t("inbox.view"), format_func=lambda v: t(f"inbox.{v}", **({"count": count[v]} if v in count else {})),
            label_visibility="collapsed", **choosing("view", views),
        )  # fmt: skip
        st.text_input(
            t("inbox.find"), address.word("q"), key="inbox_q", placeholder=t("inbox.find_hint"), width=280,
            label_visibility="collapsed", icon=":material/search:", on_change=_find,
        )  # fmt: skip
        st.button(t("inbox.read_all"), key="inbox_read_all", disabled=not found.unread, on_click=_read_all)


def _find() -> None:
    address.change("page", "message", q=str(st.session_state.get("inbox_q") or "").strip())


def _read_all() -> None:
    mark_read(office(), actor(), None, now())
    recount()


def _list(view: str, found: Inbox) -> None:
    st.html(html.section(t("inbox.total", count=found.total)))
    if not found.items:
        _nothing(view)
        return
    columns = [
        Column("what", t("inbox.what"), "two"),
        Column("by", t("inbox.by"), "two", "18%"),
        Column("at", t("inbox.at"), "date", "112px"),
        Column("state", t("inbox.state"), "chip", "76px"),
    ]
    pressed = table("inbox", columns, [_row(i) for i in found.items], t("shell.page.inbox"))
    if pressed.opened and pressed.opened != str(address.number("message")):
        address.change(message=int(pressed.opened))
        st.rerun()
    _paging(found)


def _nothing(view: str) -> None:
    if address.word("q"):
        st.html(html.empty(t("inbox.none_found"), t("inbox.none_found_note")))
    else:
        st.html(html.empty(t("inbox.none" if view == "all" else "inbox.none_unread"), t("inbox.none_note")))


def _row(item: Item) -> dict[str, Any]:
    deputy = (t("inbox.deputy", name=item.instead_of),) if item.instead_of else ()
    return {
        "id": str(item.id),
        "what": (say(item.subject), _short(say(item.text))),
        "by": (item.by or t("inbox.office"), *deputy),
        "at": dates.moment(item.at, office().zone, office().today(now())),
        "state": (t("inbox.is_read"), "end") if item.read else (t("inbox.is_unread"), ""),
    }


def _short(text: str) -> str:
    """The beginning of a text, for two lines of the list."""
    line = " ".join(text.split())
    return line if len(line) <= LINE else line[: LINE - 1] + "…"


def _paging(found: Inbox) -> None:
    here = max(address.number("page") or 1, 1)
    if found.total <= SHOWN:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(html.muted(t("inbox.page", page=here)), width="stretch")
        for word, to, there in (("previous", here - 1, here > 1), ("next", here + 1, here * SHOWN < found.total)):
            st.button(
                t(f"inbox.{word}"), key=f"inbox_{word}", type="tertiary", disabled=not there,
                on_click=lambda n=to: address.change(page=n if n > 1 else None),
            )  # fmt: skip


def _reading(item: Item | None) -> None:
    with st.container(border=True, key="card_message", gap="small"):
        if item is None:
            st.html(html.empty(t("inbox.choose"), t("inbox.choose_note")))
            return
        deputy = html.chip(t("inbox.deputy", name=item.instead_of), "idle") if item.instead_of else ""
        st.html(html.section(say(item.subject)) + deputy)
        st.html(html.told(_from(item), say(item.text)))
        with st.container(horizontal=True, gap="small"):
            if item.case is not None and st.button(t("inbox.open_case"), key="inbox_case", type="primary"):
                go("case", case=item.case)
            if item.entry is not None and st.button(t("inbox.open_entry"), key="inbox_entry", type="primary"):
                go("register", entry=item.entry)
            if item.file is not None:
                st.link_button(
                    t("inbox.download"), f"/exported/{item.file}", icon=":material/download:", type="primary",
                    key="inbox_file",
                )  # fmt: skip
            st.button(t("inbox.mark_unread"), key="inbox_unread", on_click=_unread, args=(item.id,))


def _from(item: Item) -> str:
    at = dates.moment(item.at, office().zone, office().today(now()))
    return "　".join(p for p in (item.by or t("inbox.office"), at, item.number) if p)


def _unread(message_id: int) -> None:
    mark_unread(office(), actor(), message_id)
    address.change("message")
    recount()


page()
