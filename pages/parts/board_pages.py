"""The first cases or entries of a list behind a number, and the way to all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import html
from pages.parts.board_open import full_list, leave
from pages.parts.books import XLSX, entries_book
from pages.parts.lights import short
from pages.parts.table import Column, table
from workflows.boards import detail
from workflows.boards.detail import Detail
from workflows.cases import search
from workflows.registers import listing
from workflows.registers.query import Query

Listed = tuple[int, bool, Sequence[Mapping[str, Any]], Sequence[Column]]


def draw_page(
    of: search.Query | Query | Detail, key: str, most: int, none: tuple[str, str], kind: Literal["primary", "secondary"]
) -> None:
    """At most so many rows, each opening its case or entry; `none` is said instead of an empty table."""
    total, more, rows, columns = _listed(of, most)
    if rows:
        pressed = table(key, columns, rows, t("board.list.label")).opened
        if pressed and isinstance(of, Query):
            leave("register", register=of.register, entry=pressed)
        if pressed:
            leave("case", case=pressed.partition("/")[0])
    else:
        st.html(html.empty(*none) if none[1] else html.muted(none[0]))
    if rows or none[1]:
        _footer(of, key, len(rows), f"{total:,}{'+' if more else ''}", kind)


def _listed(of: search.Query | Query | Detail, most: int) -> Listed:
    if isinstance(of, Query):
        return _entries(of, most)
    return _details(of, most) if isinstance(of, Detail) else _cases(of, most)


def _footer(
    of: search.Query | Query | Detail, key: str, shown: int, total: str, kind: Literal["primary", "secondary"]
) -> None:
    register = isinstance(of, Query)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        st.html(html.muted(t("board.list.shown", shown=shown, total=total)), width="stretch")
        if isinstance(of, Query):
            st.download_button(
                t("board.list.export"), partial(entries_book, of, actor().id, lang()), f"{key}.xlsx", XLSX,
                icon=":material/download:", on_click="ignore", key=f"{key}_xlsx",
            )  # fmt: skip
        else:
            link = f"/export/{'detail' if isinstance(of, Detail) else 'cases'}?{urlencode(of.params())}"
            st.link_button(t("board.list.export"), link, icon=":material/download:", key=f"{key}_xlsx")
        words = t("board.list.register" if register else "board.list.all")
        if st.button(words, type=kind, icon=":material/open_in_new:", key=f"{key}_all"):
            full_list(of)


def _cases(of: search.Query, most: int) -> Listed:
    urgent = replace(of, order="due", descending=False) if of.ended is False else of
    found = search.find(office(), actor(), urgent, limit=most)
    columns = [
        Column("light", t("board.list.light"), "light", "116px"),
        Column("title", t("board.list.case"), "two"),
        Column("state", t("board.list.state"), "chip", "120px"),
        Column("holder", t("board.list.holder"), "text", "18%"),
        Column("filed", t("board.list.filed"), "date", "104px"),
    ]
    return found.total, found.more, [_case(r) for r in found.rows], columns


def _case(row: search.CaseRow) -> dict[str, Any]:
    lamp = None if row.ended else short(row.due, yellow_on=row.yellow_on, stopped=row.suspended)
    return {
        "id": str(row.id),
        "light": lamp or (("red", t("board.list.is_late"), "") if row.late else None),
        "title": (say(row.title), row.number or t("board.list.no_number")),
        "state": (say(row.state.title), "end" if row.ended else "idle" if row.state.waits else ""),
        "holder": say(row.holder) if row.holder and not row.ended else say(row.organisation),
        "filed": row.filed_on.isoformat() if row.filed_on else "",
    }


def _details(of: Detail, most: int) -> Listed:
    """Rows, tasks or steps one by one, each with its case."""
    columns = [
        Column("title", t("board.list.case"), "two"),
        Column("what", t("board.list.what"), "text", "22%"),
        Column("who", t("board.list.who"), "text", "22%"),
        Column("since", t("board.list.since"), "date", "104px"),
        Column("until", t("board.list.until"), "date", "104px"),
    ]
    found = detail.find(office(), actor(), of, now(), limit=most)
    rows = [
        {
            "id": f"{line.case}/{n}", "title": (say(line.title), line.number or t("board.list.no_number")),
            "what": say(line.what), "who": say(line.who), "since": line.since[:10], "until": line.until[:10],
        }
        for n, line in enumerate(found)
    ]  # fmt: skip
    return detail.count(office(), actor(), of, now()), False, rows, columns


def _entries(of: Query, most: int) -> Listed:
    found = listing.find(office(), actor(), of, now(), limit=most)
    if found is None:
        return 0, False, (), ()
    tables = found.of.register.tables
    columns = [
        Column("title", t("board.list.entry"), "two"),
        *(Column(f"f_{k}", say(f.title) if f.title else k, "text", "18%") for k, f in found.of.counted.items()),
        *(Column(f"n_{k}", say(table.title) if table.title else k, "num", "96px") for k, table in tables.items()),
        Column("since", t("register.since_short"), "date", "104px"),
        Column("until", t("register.until_short"), "date", "104px"),
    ]
    return found.total, found.more, [_entry(line) for line in found.lines], columns


def _entry(line: listing.EntryLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "title": (line.title, say(line.district)),
        **{f"f_{k}": say(v) for k, v in line.cells.items()},
        **{f"n_{k}": f"{n:,}" for k, n in line.rows.items()},
        "since": line.since.isoformat(),
        "until": line.until.isoformat() if line.until else "",
    }
