"""One block of the printed page: its fields, its table with the columns, where it is shown, its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

import streamlit as st

from forms.definition import Medium
from forms.design.printing import NUMBER, ChangeBlock, column, is_line
from forms.fields import Field
from forms.fields.table import TableField
from forms.text import Text
from pages.context import say, t
from pages.parts import html
from pages.parts.design_asked import typed_text, typed_words
from pages.parts.design_state import Desk, act

ALIGN = ("left", "center", "right")
MEDIA = get_args(Medium)
Put = Callable[[str, Any], None]


def fresh_block(desk: Desk, kind: str) -> dict[str, Any] | None:
    """A new block of a kind; None where the form has nothing for it."""
    form = desk.form
    if kind == "stamp":
        return {"kind": kind, "title": {"zh": t("printed.stamp_zh"), "en": t("printed.stamp_en")}}
    if kind == "line":
        lines = [f.key for f in form.fields if is_line(f)]
        used = {k for b in (form.print.blocks if form.print else ()) for k in getattr(b, "fields", ())}
        first = next((k for k in lines if k not in used), lines[0] if lines else None)
        return {"kind": kind, "fields": [first]} if first else None
    path = next((p for p in form.tables if ("." in p) == (kind == "attached")), None)
    if path is None:
        return None
    made = {"kind": kind, "table": path, "columns": _all(form.tables[path])}
    return made if kind == "table" else {**made, "caption": form.tables[path].title.model_dump()}


def _all(table: TableField) -> list[dict[str, Any]]:
    return [{"field": NUMBER}, *(column(f) for f in table.fields if not isinstance(f, TableField))]


def draw_block(desk: Desk, at: int, block: Mapping[str, Any]) -> None:
    """Everything that a block of its kind can say."""
    st.html(html.section(t(f"printed.kind.{block['kind']}"), t(f"printed.note.{block['kind']}")))
    key = f"design_print:{desk.name}:{at}"

    def put(name: str, value: Any) -> None:
        rest = {k: v for k, v in block.items() if k != name}
        act(desk.name, ChangeBlock(at, block, rest if value is None else {**rest, name: value}))

    _DRAWN[block["kind"]](desk, key, block, put)


def _line(desk: Desk, key: str, block: Mapping[str, Any], put: Put) -> None:
    fields = {f.key: f for f in desk.form.fields if is_line(f)}
    _several(f"{key}:fields", t("printed.fields"), [*fields], block["fields"], _titles(fields),
             lambda v: put("fields", v))  # fmt: skip


def _several(
    key: str, label: str, known: Sequence[str], held: Sequence[str], words: Callable[[str], str],
    put: Callable[[list[str]], object],
) -> None:  # fmt: skip
    st.session_state[key] = list(held)
    st.multiselect(
        label, [*known, *(k for k in held if k not in known)], key=key, format_func=words,
        placeholder=t("design.choose_some"), on_change=lambda: put(st.session_state[key]),
    )  # fmt: skip


def _titles(fields: Mapping[str, Field]) -> Callable[[str], str]:
    return lambda k: t("printed.number") if k == NUMBER else say(fields[k].title) if k in fields else k


def _table(desk: Desk, key: str, block: Mapping[str, Any], put: Put) -> None:
    table = _which(desk, key, block, put, [p for p in desk.form.tables if "." not in p or p == block["table"]])
    _columns(desk, key, block, put)
    st.session_state[f"{key}:rows"] = block.get("rows", 0)
    st.number_input(t("printed.rows"), min_value=0, max_value=200, step=1, key=f"{key}:rows",
                    help=t("printed.rows_help"),
                    on_change=lambda: put("rows", st.session_state[f"{key}:rows"]))  # fmt: skip
    if table is not None:
        _total(key, block, put, table)
    _one(f"{key}:total_on", t("printed.total_on"), MEDIA, block.get("total_on", "both"), "on",
         lambda v: put("total_on", v))  # fmt: skip


def _total(key: str, block: Mapping[str, Any], put: Put, table: TableField) -> None:
    """The table's own figures below it, or those of chosen columns."""
    held = block.get("total")
    st.session_state[f"{key}:own"] = held is None
    st.toggle(t("printed.total_own"), key=f"{key}:own", help=t("printed.total_own_help"),
              on_change=lambda: put("total", None if st.session_state[f"{key}:own"] else []))  # fmt: skip
    if held is not None:
        fields = {f.key: f for f in table.fields if f.summed}
        _several(f"{key}:total", t("printed.total"), [*fields], held, _titles(fields), lambda v: put("total", v))


def _attached(desk: Desk, key: str, block: Mapping[str, Any], put: Put) -> None:
    _which(desk, key, block, put, [p for p in desk.form.tables if "." in p])
    typed_words(f"{key}:caption", t("printed.caption"), Text.model_validate(block["caption"]),
                lambda v: put("caption", v) if v else None, t("printed.caption_help", number="{number}"))  # fmt: skip
    _columns(desk, key, block, put)
    st.session_state[f"{key}:break"] = bool(block.get("page_break"))
    st.toggle(t("printed.page_break"), key=f"{key}:break",
              on_change=lambda: put("page_break", st.session_state[f"{key}:break"]))  # fmt: skip


def _stamp(desk: Desk, key: str, block: Mapping[str, Any], put: Put) -> None:
    typed_words(f"{key}:title", t("printed.stamp"), Text.model_validate(block["title"]),
                lambda v: put("title", v) if v else None)  # fmt: skip


def _which(desk: Desk, key: str, block: Mapping[str, Any], put: Put, known: Sequence[str]) -> TableField | None:
    """The table that is printed; another one brings its columns along."""
    tables = desk.form.tables
    held = block["table"]
    st.session_state[f"{key}:table"] = held

    def other() -> None:
        path = st.session_state[f"{key}:table"]
        made = {**{k: v for k, v in block.items() if k != "total"}, "table": path}
        act(desk.name, ChangeBlock(int(key.rpartition(":")[2]), block, {**made, "columns": _all(tables[path])}))

    st.selectbox(t("printed.table"), [*known, *([] if held in known else [held])], key=f"{key}:table", on_change=other,
                 format_func=lambda p: _path(desk, p))  # fmt: skip
    return tables.get(held)


def _path(desk: Desk, path: str) -> str:
    parts = path.split(".")
    found = [desk.form.tables.get(".".join(parts[: n + 1])) for n in range(len(parts))]
    return " › ".join(say(f.title) if f else p for f, p in zip(found, parts, strict=True))


def _columns(desk: Desk, key: str, block: Mapping[str, Any], put: Put) -> None:
    """Which columns, in which order; of the one that is open its heading, width and side."""
    table = desk.form.tables.get(block["table"])
    fields = {f.key: f for f in table.fields if not isinstance(f, TableField)} if table else {}
    held = {c["field"]: c for c in block["columns"]}

    def which(keys: list[str]) -> None:
        put("columns", [held.get(k) or (column(fields[k]) if k in fields else {"field": k}) for k in keys])

    words = _titles(fields)
    _several(f"{key}:columns", t("printed.columns"), [NUMBER, *fields], list(held), words, which)
    pick = f"{key}:column"
    if st.session_state.get(pick) not in held:
        st.session_state[pick] = None
    st.selectbox(t("printed.column"), list(held), index=None, key=pick, format_func=words,
                 placeholder=t("printed.column_none"))  # fmt: skip
    at = next((n for n, c in enumerate(block["columns"]) if c["field"] == st.session_state[pick]), None)
    if at is not None:
        _column(f"{key}:{at}", block["columns"], at, put)


def _column(key: str, columns: Sequence[Mapping[str, Any]], at: int, put: Put) -> None:
    one = columns[at]

    def set_(name: str, value: Any) -> None:
        made = {**{k: v for k, v in one.items() if k != name}, **({name: value} if value else {})}
        put("columns", [made if n == at else c for n, c in enumerate(columns)])

    typed_words(f"{key}:title", t("decide.heading"), Text.model_validate(one["title"]) if one.get("title") else None,
                lambda v: set_("title", v))  # fmt: skip
    typed_text(f"{key}:width", t("printed.width"), one.get("width", ""), lambda v: set_("width", v),
               placeholder=t("printed.width_example"))  # fmt: skip
    _one(f"{key}:align", t("printed.align"), ALIGN, one.get("align", "left"), "align",
         lambda v: set_("align", v))  # fmt: skip
    _one(f"{key}:on", t("printed.on"), MEDIA, one.get("on", "both"), "on",
         lambda v: set_("on", v))  # fmt: skip
    with st.container(horizontal=True, gap="xsmall"):
        for by, icon, word in ((-1, "arrow_back", "left"), (1, "arrow_forward", "right")):
            st.button(t(f"decide.{word}"), key=f"{key}:{word}", icon=f":material/{icon}:", type="tertiary",
                      disabled=not 0 <= at + by < len(columns), on_click=_move,
                      args=(columns, at, by, put))  # fmt: skip


def _move(columns: Sequence[Mapping[str, Any]], at: int, by: int, put: Put) -> None:
    made = list(columns)
    made.insert(at + by, made.pop(at))
    put("columns", made)


def _one(
    key: str, label: str, known: Sequence[str], held: str, words: str, put: Callable[[str], object]
) -> None:
    st.session_state[key] = held
    st.segmented_control(label, list(known), key=key, required=True, format_func=lambda v: t(f"printed.{words}.{v}"),
                         on_change=lambda: put(st.session_state[key]))  # fmt: skip


_DRAWN: dict[str, Callable[[Desk, str, Mapping[str, Any], Put], None]] = {
    "line": _line, "table": _table, "attached": _attached, "stamp": _stamp,
}  # fmt: skip
