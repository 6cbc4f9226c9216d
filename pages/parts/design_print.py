"""打印版式: the printed page of the form on the desk, its blocks in a list, and the paper as it will be."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from forms.context import compute
from forms.definition import Form
from forms.design.printing import (
    AddBlock,
    BeginPrint,
    ChangeBlock,
    DropPrint,
    MoveBlock,
    TitlePrint,
    block_at,
    blocks_of,
)
from forms.layout import official_html
from forms.values import sample
from pages.context import lang, say, t
from pages.parts import html
from pages.parts.design_asked import typed_words
from pages.parts.design_block import draw_block, fresh_block
from pages.parts.design_preview import options_of
from pages.parts.design_state import Desk, act
from pages.parts.drag_rows import drag_rows, grip
from workflows.access import Access

KINDS = ("line", "table", "attached", "stamp")
SIGNS = {"line": "short_text", "table": "table", "attached": "table_rows", "stamp": "approval"}
HIGH = 640  # pixels of the paper before it is scrolled


def draw_blocks(desk: Desk) -> None:
    """The blocks in their order, and what may be added."""
    st.html(html.section(t("printed.page"), t("printed.page_note")))
    if desk.form.print is None:
        st.html(html.empty(t("printed.none"), t("printed.none_note")))
        st.button(t("printed.begin"), key="dz_print_begin", type="primary", icon=":material/add:", on_click=act,
                  args=(desk.name, BeginPrint()))  # fmt: skip
        return
    found = list(blocks_of(desk.form))
    at = chosen(desk)
    for number, block in enumerate(found):
        _row(desk, number, block, number == at, len(found))
    drag_rows("dz_block", len(found), lambda number, by: _move(desk, number, found[number], by))
    with st.container(horizontal=True, gap="small", key="dz_print_add"):
        for kind in KINDS:
            made = fresh_block(desk, kind)
            st.button(t(f"printed.add.{kind}"), key=f"dz_print_add_{kind}", icon=f":material/{SIGNS[kind]}:",
                      disabled=made is None, on_click=_add, args=(desk, made, at))  # fmt: skip


def _row(desk: Desk, number: int, block: dict[str, Any], lit: bool, count: int) -> None:
    wrong = any(f.blocks for f in desk.looked.findings
                if f.part == desk.name and block_at(f.finding.pointer) == number)  # fmt: skip
    mark = f" :red-badge[{t('printed.wrong')}]" if wrong else ""
    words = f"**{t('printed.kind.' + block['kind'])}**　{_summary(desk.form, block)}{mark}"
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=f"dz_block_{number}"):
        grip()
        st.button(
            words, key=f"dz_block_pick_{number}",
            type="secondary" if lit else "tertiary", icon=f":material/{SIGNS[block['kind']]}:", width="stretch",
            on_click=choose, args=(desk.name, number),
        )  # fmt: skip
        for by, icon, word in ((-1, "arrow_upward", "up"), (1, "arrow_downward", "down")):
            st.button("", key=f"dz_block_{word}_{number}", icon=f":material/{icon}:", type="tertiary",
                      help=t(f"decide.{word}"), disabled=not 0 <= number + by < count, on_click=_move,
                      args=(desk, number, block, by))  # fmt: skip
        st.button("", key=f"dz_block_drop_{number}", icon=":material/delete:", type="tertiary",
                  help=t("printed.drop"), on_click=act, args=(desk.name, ChangeBlock(number, block, None)))  # fmt: skip


def _summary(form: Form, block: dict[str, Any]) -> str:
    """What a block prints, in the words of the form."""
    if block["kind"] == "stamp":
        title = block["title"]
        return str(title if isinstance(title, str) else title.get(lang()) or title["zh"])
    keys = block.get("fields") or [block.get("table", "")]
    titles = [say(form.by_path[k].title) if k in form.by_path else k for k in keys]
    return "、".join(titles) if lang() == "zh" else ", ".join(titles)


def chosen(desk: Desk) -> int | None:
    """The block that is open."""
    at = st.session_state.get(f"design_block:{desk.name}")
    there = len(desk.form.print.blocks) if desk.form.print else 0
    return at if isinstance(at, int) and at < there else None


def choose(name: str, number: int | None) -> None:
    """Opens a block. For handlers."""
    st.session_state[f"design_block:{name}"] = number


def _add(desk: Desk, block: dict[str, Any], after: int | None) -> None:
    if act(desk.name, AddBlock(block, after)):
        there = len(desk.form.print.blocks) if desk.form.print else 0
        choose(desk.name, there if after is None else after + 1)


def _move(desk: Desk, number: int, block: dict[str, Any], by: int) -> None:
    if act(desk.name, MoveBlock(number, block, by)):
        choose(desk.name, number + by)


def draw_side(desk: Desk) -> None:
    """The panel: the block that is open, and what belongs to the whole page."""
    if desk.form.print is None:
        st.html(html.muted(t("printed.none_note")))
        return
    at = chosen(desk)
    if at is not None:
        draw_block(desk, at, list(blocks_of(desk.form))[at])
    st.html(html.section(t("printed.whole")))
    typed_words(f"design_print:{desk.name}:title", t("printed.title"), desk.form.print.title,
                partial(_title, desk.name))  # fmt: skip
    st.button(t("printed.drop_all"), key="dz_print_drop", icon=":material/delete:", type="tertiary",
              on_click=act, args=(desk.name, DropPrint()), help=t("printed.drop_all_help"))  # fmt: skip


def _title(name: str, value: Any) -> None:
    if value:
        act(name, TitlePrint(value))


def draw_paper(desk: Desk) -> None:
    """The form with sample data as it is printed."""
    st.html(html.section(t("printed.paper"), t("design.preview_made_up")))
    options = options_of(desk)
    every = frozenset(desk.form.by_path)
    rights = Access(desk.form, every, every, frozenset(), frozenset())
    values = compute(desk.form, sample(desk.form, options), options)
    try:
        drawn = official_html(desk.form, values, options, lang(), access=rights, paper=True)
    except (KeyError, AttributeError):  # a block of a table that is gone; the findings say which
        st.html(html.notice(t("printed.unprintable"), tone="bad"))
        return
    with st.container(height=HIGH, border=False, key="dz_paper"):
        st.html(f'<div class="paper"><div class="sheet">{drawn}</div></div>')
