"""Beside the rules of a decision table: the table itself, its columns, and what is wrong with it."""

from __future__ import annotations

from functools import partial
from html import escape as e
from typing import Any, get_args

import streamlit as st

from forms.decision import DecisionInput, DecisionOutput
from forms.decision.columns import EMPTY
from forms.decision.model import Hit, Kind
from forms.decision.sheet_words import KIND_WORDS, POLICIES, WHOLE, label
from forms.decision.words import as_tests
from forms.design.deciding import ANY, SIDES, Side, cell_of, column_at
from forms.design.decision_columns import AddColumn, DeleteColumn, DeleteDecision, MoveColumn, SetColumn, SetDecision
from forms.design.renaming import fitting
from forms.edits import SetValue
from forms.fields.table import ROW_ID
from pages.context import actor, lang, now, office, saver, say, t
from pages.parts import html
from pages.parts.decision_state import DecisionDesk, called_anew
from pages.parts.definition_bar import TOLD
from pages.parts.definition_findings import list_findings
from pages.parts.design_asked import typed_text, typed_words
from pages.parts.design_basis import Sources, draw_basis
from pages.parts.design_state import act
from pages.parts.rows_desk import add, chosen, jump
from pages.parts.told import tell
from workflows import designing, editing
from workflows.checks.texts import PartFinding
from workflows.engine.types import Refusal
from workflows.flow import Put


def draw_side(desk: DecisionDesk) -> None:
    """The cards; one more for a rule that is ticked alone."""
    there = chosen(desk)
    if len(there) == 1:
        with st.container(border=True, key="card_dt_rule", gap="small"):
            _ticked(desk, there[0])
    with st.container(border=True, key="card_dt_findings", gap="xsmall"):
        _findings(desk)
    with st.container(border=True, key="card_dt_columns", gap="small"):
        _columns(desk)
    with st.container(border=True, key="card_dt_head", gap="small"):
        _head(desk)


def _head(desk: DecisionDesk) -> None:
    table, key = desk.table, f"{desk.key}:head"
    st.html(html.section(t("decide.table"), t("decide.called", name=desk.called)))

    def put(prop: str, value: Any) -> None:
        act(desk.name, SetDecision(desk.called, prop, value))

    typed_words(f"{key}:title", t("decide.title"), table.title, partial(put, "title"))
    typed_text(f"{key}:called", t("decide.key"), desk.called, partial(_rename, desk), help=t("decide.key_help"),
               max_chars=60)  # fmt: skip
    st.session_state[f"{key}:hit"] = table.hit
    st.selectbox(
        t("decide.hit"), list(get_args(Hit)), key=f"{key}:hit", help=t("decide.hit_help"),
        format_func=lambda h: f"{h}　{label(POLICIES, h, lang())}",
        on_change=lambda: put("hit", st.session_state[f"{key}:hit"]),
    )  # fmt: skip
    draw_basis(_sources(desk), f"{key}:basis", t("flow.prop.basis"), table.basis, partial(put, "basis"), "")
    st.button(t("decide.delete"), key="dt_drop", icon=":material/delete:", type="tertiary", on_click=act,
              args=(desk.name, DeleteDecision(desk.called)), help=t("decide.delete_help"))  # fmt: skip


def _sources(desk: DecisionDesk) -> Sources:
    return Sources(desk.model.sources, lambda named: act(desk.name, Put("/sources", named)))


def _ticked(desk: DecisionDesk, row: str) -> None:
    """On which sentences a single rule rests; its cell in the grid holds the same."""
    number, found = next((n, r) for n, r in enumerate(desk.rows) if r[ROW_ID] == row)
    st.html(html.section(t("decide.rule", number=number + 1), t("decide.rule_note")))
    held = found.get("basis")

    def put(value: Any) -> None:
        desk.change([SetValue("basis", value, row, held)])

    draw_basis(_sources(desk), f"{desk.key}:rule:{row}:basis", t("flow.prop.basis"), held, put, "")


def _rename(desk: DecisionDesk, key: str | None) -> None:
    """Under another name here and wherever the definition calls it; an empty box or a refused name goes back."""
    new = key or desk.called
    if new == desk.called:
        return
    along = designing.rename_decision(office(), saver(), desk.name, desk.called, new, now())
    if isinstance(along, Refusal):
        tell(TOLD, along)
        return
    called_anew(desk.name, desk.called, fitting(new))
    titles = {p.name: p.title for p in editing.parts(office(), actor())}
    parts = [say(titles[p]) if p in titles else p.partition("/")[2] for p in along]
    said = "decide.renamed_along" if parts else "decide.renamed"
    tell(TOLD, t(said, old=desk.called, new=fitting(new), parts=parts))


def _columns(desk: DecisionDesk) -> None:
    """The columns of both sides; of the one that is open everything can be set."""
    st.html(html.section(t("decide.columns"), t("decide.columns_note")))
    known = [f"{side}:{n}" for side in SIDES for n in range(len(getattr(desk.table, side)))]
    key = f"{desk.key}:column"
    if st.session_state.get(key) not in known:
        st.session_state[key] = known[0] if known else None
    st.selectbox(
        t("decide.column"), known, key=key, label_visibility="collapsed", format_func=partial(_called, desk),
        placeholder=t("design.nothing_chosen"),
    )  # fmt: skip
    side, _, at = (st.session_state.get(key) or "").partition(":")
    if side in SIDES:
        _column(desk, side, int(at))
    _new(desk)


def _called(desk: DecisionDesk, which: str) -> str:
    side, _, at = which.partition(":")
    columns = getattr(desk.table, side)
    column = columns[int(at)] if int(at) < len(columns) else None
    said = (say(column.title) if column.title else column.name) if column else ""
    return f"{t(f'decide.one.{side}')}　{said}"


def _column(desk: DecisionDesk, side: Side, at: int) -> None:
    column: DecisionInput | DecisionOutput = getattr(desk.table, side)[at]
    key = f"{desk.key}:{side}:{at}"

    def put(prop: str, value: Any) -> None:
        act(desk.name, SetColumn(desk.called, side, at, prop, value))

    typed_text(f"{key}:name", t("decide.name"), column.name, partial(put, "name"), help=t(f"decide.name_help.{side}"))
    typed_words(f"{key}:title", t("decide.heading"), column.title, partial(put, "title"))
    _kind(desk, column, key, side, at)
    if isinstance(column, DecisionInput):
        lists = desk.lists
        st.session_state[f"{key}:options"] = column.options
        st.selectbox(
            t("decide.options"), [*lists, *([column.options] if column.options not in (None, *lists) else [])],
            index=None, key=f"{key}:options", placeholder=t("design.nothing_chosen"),
            format_func=lambda k: say(lists[k].title) if k in lists else k,
            on_change=lambda: put("options", st.session_state[f"{key}:options"]),
        )  # fmt: skip
    typed_text(f"{key}:values", t("decide.values"), column.values or "", partial(put, "values"),
               help=t(f"decide.values_help.{side}"), placeholder=t("decide.values_example"))  # fmt: skip
    if isinstance(column, DecisionOutput):
        typed_text(f"{key}:else", t("decide.else"), column.otherwise or "", partial(put, "else"),
                   help=t("decide.else_help"))  # fmt: skip
    with st.container(horizontal=True, gap="xsmall"):
        for by, icon, word in ((-1, "arrow_back", "left"), (1, "arrow_forward", "right")):
            to, last = at + by, len(getattr(desk.table, side)) - 1
            st.button(t(f"decide.{word}"), key=f"dt_{word}", icon=f":material/{icon}:", type="tertiary",
                      on_click=_move, args=(desk, side, at, by), disabled=not 0 <= to <= last)  # fmt: skip
        st.button(t("decide.drop_column"), key="dt_column_drop", icon=":material/delete:", type="tertiary",
                  on_click=act, args=(desk.name, DeleteColumn(desk.called, side, at)))  # fmt: skip


def _move(desk: DecisionDesk, side: Side, at: int, by: int) -> None:
    if act(desk.name, MoveColumn(desk.called, side, at, by)):
        st.session_state[f"{desk.key}:column"] = f"{side}:{at + by}"


def _kind(desk: DecisionDesk, column: DecisionInput | DecisionOutput, key: str, side: Side, at: int) -> None:
    """The type; whole numbers are one of their own here."""
    whole = isinstance(column, DecisionInput) and column.whole
    kinds = [k for k in KIND_WORDS if k in (*get_args(Kind), WHOLE) and (k != WHOLE or side == "inputs")]
    st.session_state[f"{key}:kind"] = WHOLE if whole else column.type

    def put() -> None:
        act(desk.name, SetColumn(desk.called, side, at, "type", st.session_state[f"{key}:kind"]))

    st.selectbox(t("decide.kind"), kinds, key=f"{key}:kind", format_func=lambda k: label(KIND_WORDS, k, lang()),
                 on_change=put)  # fmt: skip


def _new(desk: DecisionDesk) -> None:
    with st.container(border=True, key="dt_new", gap="xsmall"):
        st.text_input(t("decide.new_column"), key="dt_new_title", placeholder=t("decide.new_example"), max_chars=60)
        with st.container(horizontal=True, gap="small"):
            for side in SIDES:
                st.button(t(f"decide.add.{side}"), key=f"dt_add_{side}", icon=":material/add:", on_click=_added,
                          args=(desk, side))  # fmt: skip


def _added(desk: DecisionDesk, side: Side) -> None:
    if act(desk.name, AddColumn(desk.called, side, st.session_state.get("dt_new_title", ""))):
        st.session_state["dt_new_title"] = ""
        st.session_state[f"{desk.key}:column"] = f"{side}:{len(getattr(desk.table, side))}"


def _findings(desk: DecisionDesk) -> None:
    here = [f for f in desk.of_part if f.finding.pointer.startswith("/decisions")]
    list_findings(here, partial(_finding, desk), t("decide.findings_ok_note"))
    gaps = desk.examined.gaps if any(f.finding.code == "gap" for f in here) else ()
    if gaps:
        st.button(t("decide.fill", count=len(gaps)), key="dt_fill", icon=":material/playlist_add:", on_click=_fill,
                  args=(desk,), help=t("decide.fill_help"))  # fmt: skip
    rest = len(desk.looked.findings) - len(here)
    if rest:
        st.html(html.muted(t("decide.findings_rest", count=rest)))


def _fill(desk: DecisionDesk) -> None:
    """A rule for each gap, its results still open."""
    for gap in desk.examined.gaps:
        tests = {n: ANY if name not in gap.values else as_tests(gap.values[name])
                 for n, name in enumerate(desk.table.params)}  # fmt: skip
        if not gap.values:
            known = {n: gap.example.get(name) for n, name in enumerate(desk.table.params)}
            tests |= {n: "null" if v is EMPTY else ANY for n, v in known.items()}
        add(desk, {f"when{n}": test for n, test in tests.items()})


def _finding(desk: DecisionDesk, found: PartFinding, number: int) -> None:
    row, cell = cell_of(desk.called, found.finding.pointer)
    column = column_at(desk.called, found.finding.pointer)
    where = t("decide.table")
    if row is not None:
        where = t("decide.rule", number=row + 1)
    elif column is not None:
        where = _called(desk, f"{column[0]}:{column[1]}")
    chip = html.chip(t(f"def.level.{found.finding.level}"), "bad" if found.blocks else "idle")
    with st.container(horizontal=True, gap="small", key=f"finding_{number}", vertical_alignment="center"):
        st.html(f"<div class=finding>{chip}<b>{e(where)}</b><p>{e(found.say(lang()))}</p></div>", width="stretch")
        if row is not None and row < len(desk.rows):
            st.button(t("def.jump"), type="tertiary", key=f"jump_{number}", on_click=jump,
                      args=(desk, desk.rows[row]["_id"], cell))  # fmt: skip
        elif column is not None:
            st.button(t("def.jump"), type="tertiary", key=f"jump_{number}", on_click=_open,
                      args=(desk, f"{column[0]}:{column[1]}"))  # fmt: skip


def _open(desk: DecisionDesk, which: str) -> None:
    st.session_state[f"{desk.key}:column"] = which
