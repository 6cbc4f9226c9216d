"""Decision tables of a definition: drawn as tables, taken away and brought back as workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as e
from urllib.parse import quote

import streamlit as st

from forms.decision import DecisionInput, DecisionOutput, DecisionTable
from forms.decision.compiled import ANYTHING
from forms.decision.sheet_words import COLUMNS, KIND_WORDS, LABELS, POLICIES, WHOLE, label
from forms.sheet.result import Problem
from pages.context import actor, lang, now, office, say, t
from pages.menu import page as page_file
from pages.parts import html
from workflows.decision_books import take_book
from workflows.engine.types import Refusal
from workflows.releasing import Checked

MB = 5
"""The largest workbook that is read."""


def tables(name: str, checked: Checked) -> None:
    """One card for each decision table of the open definition."""
    for number, (called, table) in enumerate(checked.decisions.items()):
        with st.container(border=True, key=f"card_decision_{number}", gap="xsmall"):
            st.html(_head(called, table))
            with st.container(horizontal=True, gap="xsmall"):
                at = "/".join(quote(p, safe="") for p in (*name.split("/", 1), called))
                st.page_link(
                    page_file("decision_edit"), label=t("decide.open"), icon=":material/table_rows:",
                    query_params={"part": name, "table": called},
                )  # fmt: skip
                st.link_button(t("def.table_out"), f"/decision/{at}", icon=":material/download:", type="tertiary")
                _upload(name, called, number)
            _told(name, called)
            st.html(f'<div class="dt-box">{drawn(table)}</div>')


def _head(called: str, table: DecisionTable) -> str:
    policy = t("def.table_policy", hit=table.hit, words=label(POLICIES, table.hit, lang()))
    return html.section(f"{t('def.table')}　{say(table.title) if table.title else called}", policy)


def _upload(name: str, called: str, number: int) -> None:
    turn = st.session_state.get("table_turn", 0)
    with st.popover(t("def.table_in"), icon=":material/upload:", type="tertiary"):
        st.file_uploader(
            t("def.table_label"), type=["xlsx"], max_upload_size=MB, key=f"table_{number}_{turn}",
            on_change=_take, args=(name, called, f"table_{number}_{turn}"),
        )  # fmt: skip


def _take(name: str, called: str, key: str) -> None:
    """Reads the workbook at once: a good one replaces the table in the draft, a bad one is told with its cells."""
    file = st.session_state.get(key)
    if file is not None:
        found = take_book(office(), actor(), name, called, file.getvalue(), lang(), now())
        st.session_state["table_told"] = (name, called, found)
        st.session_state["table_turn"] = st.session_state.get("table_turn", 0) + 1


def _told(name: str, called: str) -> None:
    """What came of the last upload; it stays until the next."""
    *about, found = st.session_state.get("table_told", ("", "", None))
    if about != [name, called]:
        return
    if isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
    elif found:
        st.html(html.notice(t("def.table_wrong", count=len(found)), tone="bad", body_html=_problems(found)))
    else:
        st.html(html.notice(t("def.table_taken"), t("def.table_taken_note")))


def _problems(found: list[Problem]) -> str:
    return html.errors((p.cell, say(p.message), "") for p in found)


def drawn(table: DecisionTable) -> str:
    """The table: conditions tinted, results beside them, then what is said about each rule."""
    notes = any(r.note for r in table.rules)
    basis = any(r.basis for r in table.rules)
    heads = [_column(c, "in") for c in table.inputs] + [_column(c, "out") for c in table.outputs]
    heads += [f"<th>{e(label(COLUMNS, k, lang()))}</th>" for k, on in (("note", notes), ("basis", basis)) if on]
    rows = "".join(_rule(n, cells) for n, cells in enumerate(_cells(table, notes, basis), 1))
    head = f"<thead><tr><th>#</th>{''.join(heads)}</tr></thead>"
    return f'<table class="dt">{head}<tbody>{rows}{_else(table, notes + basis)}</tbody></table>'


def _column(column: DecisionInput | DecisionOutput, kind: str) -> str:
    whole = isinstance(column, DecisionInput) and column.whole
    told = [label(KIND_WORDS, WHOLE if whole else column.type, lang())]
    told += [part for part in (getattr(column, "options", None), column.values) if part]
    title = say(column.title) if column.title else column.name
    return f'<th class="{kind}">{e(title)}<small>{e("　".join(told))}</small></th>'


def _cells(table: DecisionTable, notes: bool, basis: bool) -> Iterator[list[tuple[str, str]]]:
    """Each rule as cells: their kind and what they say; an empty condition is said to be one."""
    for rule in table.rules:
        cells = [("any", t("def.table_any")) if w.strip() in ANYTHING else ("in", w) for w in rule.when]
        cells += [("out", then) for then in rule.then]
        cells += [("said", text or "") for text, on in ((rule.note, notes), (rule.basis, basis)) if on]
        yield cells


def _rule(number: int, cells: list[tuple[str, str]]) -> str:
    told = "".join(f'<td class="{kind}">{e(words)}</td>' for kind, words in cells)
    return f"<tr><th>{number}</th>{told}</tr>"


def _else(table: DecisionTable, besides: int) -> str:
    """What comes out when no rule applies, where a result says so."""
    if not any(o.otherwise for o in table.outputs):
        return ""
    results = "".join(f'<td class="out">{e(o.otherwise or "—")}</td>' for o in table.outputs)
    words = e(label(LABELS, "else", lang()))
    rest = f'<td colspan="{besides}"></td>' if besides else ""
    return f'<tr><th></th><td class="any" colspan="{len(table.inputs)}">{words}</td>{results}{rest}</tr>'
