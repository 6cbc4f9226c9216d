"""审批路径: how a case with sample data would go, step by step and on the picture; the data can be changed."""

from __future__ import annotations

from html import escape as e
from typing import Any

import streamlit as st

from forms.context import compute
from forms.feel import FeelError, parse
from forms.feel.names import reads
from forms.fields import Field
from forms.fields.table import TableField
from pages.context import now, say, t
from pages.parts import html
from pages.parts.design_preview import editing_of, options_of
from pages.parts.editor_fields import draw_fields, shown_fields
from pages.parts.flow_canvas import draw_canvas
from pages.parts.flow_state import FlowDesk, pick
from workflows.access import Access
from workflows.bundle import Bundle
from workflows.flow.mentions import mentions
from workflows.flow.path import Assumed, Invited, Met, path_of
from workflows.model.naming import Says

AGREE = "flow_path_agree"
DECIDING = ("/transitions/", "/rounds/")


def draw_path(desk: FlowDesk) -> None:
    """The data, the way as a list, and on the picture."""
    st.html(html.section(t("flow.path_title"), t("flow.path_note")))
    bundle = desk.looked.checked.bundle
    if bundle is None or bundle.procedure.id != desk.procedure.id:
        st.html(html.notice(t("flow.path_blocked"), tone="bad"))
        return
    st.session_state.setdefault(AGREE, True)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.toggle(t("flow.path_agree"), key=AGREE)
        st.button(t("flow.path_again"), key="fw_path_again", icon=":material/restart_alt:", type="tertiary",
                  on_click=_restart, args=(desk.name,))  # fmt: skip
    way = _walked(desk, bundle)
    draw_canvas(desk, {"walked": [m.step for m in way if m.taken], "been": {m.state for m in way}})
    for number, met in enumerate(way):
        _met(desk, met, number)


def _walked(desk: FlowDesk, bundle: Bundle) -> tuple[Met, ...]:
    """The way of a case with the data in the boxes, which are the fields that conditions ask about."""
    every = frozenset(desk.form.by_path)
    editing = editing_of(desk, Access(desk.form, every, every, frozenset(), frozenset()))
    asked = _asked(desk)
    if asked:
        with st.expander(t("flow.path_data"), key="fw_path_data"):
            draw_fields(editing, shown_fields(editing, asked))
    options = options_of(desk)
    ways = st.session_state.get(_ways(desk.name), {})
    return path_of(
        bundle, compute(desk.form, editing.values, options), options, now(), Assumed(st.session_state[AGREE], ways)
    )


def _asked(desk: FlowDesk) -> list[Field]:
    """The fields of the main form on which it hangs which way is taken and who is asked."""
    named: set[str] = set()
    for each in mentions(desk.procedure):
        if isinstance(each.meant, Says) and each.pointer.startswith(DECIDING) and each.pointer.endswith("/when"):
            try:
                named |= {path[0] for read in reads(parse(each.text)) for path in read.paths}
            except FeelError:
                continue
    return [f for f in desk.form.fields if f.key in named and f.stored and not isinstance(f, TableField)]


def _met(desk: FlowDesk, met: Met, number: int) -> None:
    state = desk.procedure.states[met.state]
    lines: list[str] = []
    if met.invited or state.round:
        lines.append(_invited(desk, met))
    lines.append(_taken(desk, met))
    if met.others:
        lines.append(f'<small>{e(t("flow.path_other", ways=_titles(desk, met.others)))}</small>')
    if met.shut:
        lines.append(f'<small>{e(t("flow.path_not", ways=_titles(desk, met.shut)))}</small>')
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"finding_path_{number}"):
        chip = html.chip(str(number + 1), "end" if state.end is not None else "")
        said = "<br>".join(lines)
        st.html(f"<div class=finding>{chip}<b>{e(say(state.title))}</b><p>{said}</p></div>", width="stretch")
        for other in met.others:
            st.button(f"→ {say(desk.title('transition', other))}", key=f"fw_path_way:{met.state}:{other}",
                      type="tertiary", on_click=_choose, args=(desk.name, met.state, other))  # fmt: skip
        st.button(t("def.jump"), key=f"fw_path_jump:{met.state}", type="tertiary", on_click=pick,
                  args=(desk.name, f"state:{met.state}"))  # fmt: skip


def _taken(desk: FlowDesk, met: Met) -> str:
    state = desk.procedure.states[met.state]
    if state.end is not None:
        return e(t("flow.path_end"))
    if not met.taken:
        return f'<span class="dz-bad">{e(t("flow.path_stuck"))}</span>'
    way = desk.procedure.transitions[met.taken]
    if way.kind == "automatic":
        return e(t("flow.path_auto", transition=way.title))
    roles = [say(desk.title("role", r)) for r in way.by]
    return e(t("flow.path_by", roles=roles, transition=way.title))


def _invited(desk: FlowDesk, met: Met) -> str:
    held = desk.procedure.rounds.get(desk.procedure.states[met.state].round or "")
    people = [_person(desk, p) for p in met.invited] or [t("flow.path_nobody")]
    mode = t(f"flow.choice.mode.{held.mode}") if held else ""
    return e(t("flow.path_round", mode=mode, people=people))


def _person(desk: FlowDesk, invited: Invited) -> str:
    name = say(desk.title("role", invited.role)) if invited.role else invited.said
    if invited.role and invited.said:
        name = f"{name}（{invited.said}）"
    return name if invited.rows is None else t("flow.path_rows", name=name, count=invited.rows)


def _titles(desk: FlowDesk, ways: Any) -> list[str]:
    return [say(desk.title("transition", w)) for w in ways]


def _ways(name: str) -> str:
    return f"flow_path_ways:{name}"


def _choose(name: str, state: str, transition: str) -> None:
    kept = st.session_state.get(_ways(name), {})
    st.session_state[_ways(name)] = {**kept, state: transition}


def _restart(name: str) -> None:
    st.session_state.pop(_ways(name), None)
    st.session_state.pop(f"design_values:{name}", None)
