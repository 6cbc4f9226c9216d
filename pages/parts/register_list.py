"""The list of a register: what is looked for, how many there are, a page of them, and the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from forms.text import Text
from pages.context import actor, now, office, say, t
from pages.parts import address, html, view_address
from pages.parts.export_button import draw_export
from pages.parts.table import Column, table
from pages.parts.view_bar import draw_columns, draw_view_bar
from workflows.address import FIRST
from workflows.engine.types import Refusal
from workflows.model.registers import RegisterField
from workflows.people.actors import actor_of
from workflows.registers.known import Known, Words, title_of
from workflows.registers.listing import DEFAULT_ORDER, EntryLine, Found, find
from workflows.registers.outbound import outbound
from workflows.registers.query import NONE, VALUE, Query
from workflows.views.model import REGISTER

ROWS = 50
PLACE = ("after", "before")  # where in the list the page begins


def draw_list(of: Known, readable: Sequence[Known], query: Query) -> None:
    """Filters, then what they find."""
    query = replace(query, register=of.id)
    today = office().today(now())
    on = min(query.on or today, today)
    with st.container(border=True, key="card_filters", gap="small"):
        _filters(of, readable, query, on, today)
    order, down = _order()
    found = find(
        office(), actor(), query, now(), after=address.word("after") or None, before=address.word("before") or None,
        limit=max(view_address.size(), ROWS), order=order, descending=down,
    )  # fmt: skip
    with st.container(border=True, key="card_entries", gap="small"):
        if found is not None:
            _bar(found, query, on)
            _entries(found, query)


def _filters(of: Known, readable: Sequence[Known], query: Query, on: date, today: date) -> None:
    with st.grid(6, min_column_width=140, vertical_alignment="bottom"):
        if len(readable) > 1:
            ids = {k.id: say(k.register.called) for k in readable}
            _select(t("register.which"), "register", ids, of.id)
        st.session_state["register_on"] = on
        st.date_input(
            t("register.on"), min_value=FIRST, max_value=today, format="YYYY-MM-DD", key="register_on",
            on_change=_choose, args=("on", "register_on"),
        )  # fmt: skip
        if of.register.district:
            chosen = ",".join(query.districts)
            _select(t("register.district"), "districts", _districts(on, chosen), chosen, anything=True)
        for key, field in of.counted.items():
            _select(
                say(title_of(key, field)), f"{VALUE}{key}", _values(of, field), query.values.get(key, ""), anything=True
            )
        st.session_state["register_text"] = query.text
        st.text_input(
            t("register.text"), placeholder=t("register.text_hint"), icon=":material/search:",
            key="register_text", help=t("register.text_how"), on_change=_choose, args=("text", "register_text"),
        )  # fmt: skip
    _moved(query)


def _select(label: str, name: str, options: Mapping[str, str], chosen: str, anything: bool = False) -> None:
    keys = [*([""] if anything else []), *options]
    if chosen not in keys:
        keys.append(chosen)
    names, widget = {"": t("register.any"), **options}, f"register_f_{name}"
    st.session_state[widget] = chosen
    st.selectbox(
        label, keys, format_func=lambda k: names.get(k, k), key=widget, on_change=_choose,
        args=(name, widget),
    )  # fmt: skip


def _choose(name: str, widget: str) -> None:
    """Puts a choice into the address and begins at the first page."""
    value = st.session_state[widget]
    view_address.change(**{name: value.strip() if isinstance(value, str) else value})


def _asked(query: Query) -> dict[str, str]:
    """The query with what it is sorted by: what a view of a register holds."""
    order, down = _order()
    said = {"order": order if order != DEFAULT_ORDER else "", "down": "1" if down else ""}
    return query.params() | {k: v for k, v in said.items() if v}


def _districts(on: date, chosen: str) -> dict[str, str]:
    """The districts of a day; several that were chosen together, or former ones, are a choice of their own."""
    with office().db.read() as session:
        found = {code: say(option.title) for code, option in office().districts(session, on).items()}
        names = office().district_names(session)
    called = t("shell.and").join(say(names[c].title) if c in names else c for c in chosen.split(","))
    return found if chosen in ("", *found) else {chosen: called, **found}


def _values(of: Known, field: RegisterField) -> dict[str, str]:
    """What a counted field may hold, with the choice of those that hold nothing."""
    code_list = of.bundle.lists.get(field.options or "")
    words = Words(of.bundle, {})
    found = {i.key: say(words.of(field, i.key)) for i in code_list.items} if code_list else {}
    return {**found, NONE: t("register.empty_value")}


def _moved(query: Query) -> None:
    """Says that only what came or went in a month is listed, and how to see everything again."""
    for name, month in (("came", query.came), ("went", query.went)):
        if month:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(html.chip(t(f"register.{name}", month=month)), width="content")
                drop = partial(address.change, name)
                st.button(t("register.drop"), type="tertiary", key=f"drop_{name}", on_click=drop)


def _bar(found: Found, query: Query, on: date) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="register_bar"):
        total = f"{found.total:,}{'+' if found.more else ''}"
        words = t("register.total", total=total, unit=found.of.unit)
        st.html(html.section(words, _as_of(query, on)), width="stretch")
        draw_view_bar(view_address.standing(REGISTER, _asked(query)))
        draw_columns(_offered(found), tuple(c.name for c in _usual(found)))
        draw_export("register", query.params(), found.total, filled=False, only_workbook=True)
        for key, each in found.of.register.lists.items():
            made = partial(_outbound, found.of.id, key, on, actor().id)
            st.download_button(
                say(each.title), made, f"{each.title.zh} {on.isoformat()}.{each.format}", icon=":material/output:",
                on_click="ignore", key=f"outbound_{key.encode().hex()[:24]}", help=t("outbound.title"),
            )  # fmt: skip


def _as_of(query: Query, on: date) -> str:
    return "" if query.came or query.went else t("register.as_of", on=on.isoformat())


def _outbound(register: str, key: str, on: date, person: int) -> bytes:
    """Made when it is asked for, with the rights of that moment."""
    with office().db.read() as session:
        who = actor_of(office(), session, person, now())
    found = outbound(office(), who, register, key, on, now())
    return b"" if isinstance(found, Refusal) else found.content


def _entries(found: Found, query: Query) -> None:
    if not found.lines:
        filtered = query.text or query.districts or query.values or query.came or query.went
        note = t("register.nothing_filtered") if filtered else t("register.nothing_note")
        st.html(html.empty(t("register.nothing"), note))
        if query.text:
            st.html(f'<p class="muted middle">{html.e(t("register.text_how"))}</p>')
        if filtered:
            names = [k for k in address.given() if k not in ("register", "on")]
            with st.container(horizontal=True, horizontal_alignment="center"):
                st.button(t("register.drop_all"), key="drop_all", on_click=address.change, args=tuple(names))
        return
    lines = [_line(line) for line in found.lines]
    pressed = table("entries", _chosen(found), lines, say(found.of.register.called))
    _pages(found)
    if pressed.sort:
        _sort(pressed.sort)
    if pressed.opened:
        address.change(entry=pressed.opened)
        st.rerun()


def _columns(found: Found) -> list[Column]:
    register, (order, down) = found.of.register, _order()

    def sortable(name: str, label: str, kind: Any, width: str) -> Column:
        way: Any = "" if order != name else "descending" if down else "ascending"
        return Column(name, label, kind, width, sort=name, sorted=way)

    fields = {k: f for k, f in register.fields.items() if k not in (register.district, register.title)}
    return [
        sortable("title", _title(register.fields[register.title], register.title), "text", ""),
        *([sortable("district", t("register.district"), "text", "108px")] if register.district else []),
        *(Column(f"f_{k}", say(title_of(k, f)), _kind(f), "112px" if f.options else "") for k, f in fields.items()),
        *(Column(f"n_{k}", say(title_of(k, table_)), "num", "104px") for k, table_ in register.tables.items()),
        sortable("since", t("register.since"), "date", "104px"),
        *([Column("until", t("register.until"), "date", "112px")] if any(line.until for line in found.lines) else []),
        *([Column("by", t("register.by_case"), "text", "154px")] if any(line.came_by for line in found.lines) else []),
    ]


def _offered(found: Found) -> dict[str, str]:
    """The columns that may be chosen: all but the first."""
    return {c.name: c.label for c in _columns(found)[1:]}


def _usual(found: Found) -> list[Column]:
    """All but the first, and but those that only tell entries apart."""
    technical = {f"f_{k}" for k, f in found.of.register.fields.items() if f.technical}
    return [c for c in _columns(found)[1:] if c.name not in technical]


def _chosen(found: Found) -> list[Column]:
    """The first column, and those that were chosen in their order; the usual ones where none were."""
    first, *others = _columns(found)
    known = {c.name: c for c in others}
    chosen = [known[k] for k in view_address.columns() if k in known]
    return [first, *(chosen or _usual(found))]


def _title(field: RegisterField, key: str) -> str:
    return say(field.title or Text(zh=key))


def _kind(field: RegisterField) -> Any:
    numeric = field.scalar is not None and field.scalar.numeric
    return "num" if numeric else {"integer": "num", "date": "date", "uscc": "code"}.get(field.type, "text")


def _line(line: EntryLine) -> dict[str, Any]:
    return {
        "id": str(line.id), "title": line.title, "district": say(line.district), "since": line.since.isoformat(),
        "until": line.until.isoformat() if line.until else "", "by": say(line.came_by.called) if line.came_by else "",
        **{f"f_{k}": say(v) for k, v in line.cells.items()},
        **{f"n_{k}": f"{n:,}" for k, n in line.rows.items()},
    }  # fmt: skip


def _order() -> tuple[str, bool]:
    """What the list is sorted by, and whether downwards."""
    said = view_address.given()
    return said.get("order") or DEFAULT_ORDER, said.get("down") == "1"


def _sort(name: str) -> None:
    order, down = _order()
    again = order == name and not down
    view_address.change(order=name, down="1" if again else None)
    st.rerun()


def _pages(found: Found) -> None:
    if found.previous is None and found.next is None:
        return
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key="register_pages"):
        for name, cursor in (("before", found.previous), ("after", found.next)):
            st.button(
                t(f"register.page_{name}"), key=f"page_{name}", disabled=cursor is None, on_click=_turn,
                args=(name, cursor),
            )  # fmt: skip


def _turn(name: str, cursor: str) -> None:
    address.change(*PLACE, **{name: cursor})
