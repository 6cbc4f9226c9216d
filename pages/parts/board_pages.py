"""The first cases or entries of a list behind a number, and the way to all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.board_open import full_list, leave
from pages.parts.table import Column, table
from workflows.cases import search
from workflows.registers import listing
from workflows.registers.query import Query

Listed = tuple[int, bool, Sequence[Mapping[str, Any]], Sequence[Column]]


def draw_page(
    of: search.Query | Query, key: str, most: int, none: tuple[str, str], kind: Literal["primary", "secondary"]
) -> None:
    """At most so many rows, each opening its case or entry; `none` is said instead of an empty table."""
    total, more, rows, columns = _entries(of, most) if isinstance(of, Query) else _cases(of, most)
    if rows:
        pressed = table(key, columns, rows, t("board.list.label")).opened
        if pressed and isinstance(of, Query):
            leave("register", register=of.register, entry=pressed)
        if pressed:
            leave("case", case=pressed)
    else:
        st.html(html.empty(*none) if none[1] else html.muted(none[0]))
    if rows or none[1]:
        _footer(of, key, len(rows), f"{total:,}{'+' if more else ''}", kind)


def _footer(
    of: search.Query | Query, key: str, shown: int, total: str, kind: Literal["primary", "secondary"]
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        st.html(html.muted(t("board.list.shown", shown=shown, total=total)), width="stretch")
        if st.button(t("board.list.all"), type=kind, icon=":material/open_in_new:", key=f"{key}_all"):
            full_list(of)


def _cases(of: search.Query, most: int) -> Listed:
    found = search.find(office(), actor(), of, limit=most)
    columns = [
        Column("title", t("board.list.case"), "two"),
        Column("state", t("board.list.state"), "chip", "112px"),
        Column("holder", t("board.list.holder"), "text", "20%"),
        Column("filed", t("board.list.filed"), "date", "104px"),
        Column("late", t("board.list.late"), "light", "96px"),
    ]
    return found.total, found.more, [_case(r) for r in found.rows], columns


def _case(row: search.CaseRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "title": (say(row.title), row.number or t("board.list.no_number")),
        "state": (say(row.state.title), "end" if row.ended else "idle" if row.state.waits else ""),
        "holder": say(row.holder) if row.holder and not row.ended else "",
        "filed": row.filed_on.isoformat() if row.filed_on else "",
        "late": ("red", t("board.list.is_late"), "") if row.late else None,
    }


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
