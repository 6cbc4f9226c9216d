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
from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.design_preview import editing_of
from pages.parts.editor_fields import draw_fields, shown_fields
from pages.parts.flow_canvas import draw_canvas
from pages.parts.flow_state import FlowDesk, pick
from pages.parts.preview_tables import draw_table
from workflows.access import Access
from workflows.bundle import Bundle
from workflows.flow.mentions import mentions
from workflows.flow.path import Answer, Assumed, Invited, Met, path_of
from workflows.model.naming import Says

DECIDING = ("/transitions/", "/rounds/")
ENDS = ("/when", "/organisation", "/person", "/entry")
"""What decides which way is taken, whether somebody is asked, and who."""
ROWS = 8
"""Rows of a round that are listed, each with its answer."""


def draw_path(desk: FlowDesk) -> None:
    """The data, the way as a list, and on the picture."""
    st.html(html.section(t("flow.path_title"), t("flow.path_note")))
    bundle = desk.looked.checked.bundle
    if bundle is None or bundle.procedure.id != desk.procedure.id:
        st.html(html.notice(t("flow.path_blocked"), tone="bad"))
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(t("flow.path_again"), key="fw_path_again", icon=":material/restart_alt:", type="tertiary",
                  on_click=_restart, args=(desk.name,))  # fmt: skip
    way = _walked(desk, bundle)
    draw_canvas(desk, {"walked": [m.step for m in way if m.taken], "been": {m.state for m in way}})
    for number, met in enumerate(way):
        _met(desk, met, number)


def _walked(desk: FlowDesk, bundle: Bundle) -> tuple[Met, ...]:
    """The way of a case with the data in the boxes, which are the fields that conditions ask about."""
    every = frozenset(desk.form.by_path)
    with office().db.read() as session:
        options = office().options(session, bundle, office().today(now()), actor().tokens)
        held = editing_of(desk, Access(desk.form, every, every, frozenset(), frozenset()), options)
        asked = _asked(desk)
        if asked:
            with st.expander(t("flow.path_data"), key="fw_path_data"):
                draw_fields(held, shown_fields(held, asked))
                for table in (f for f in asked if isinstance(f, TableField)):
                    draw_table(held, table)
        said = st.session_state.get(_said(desk.name), {})
        assumed = Assumed(st.session_state.get(_ways(desk.name), {}), said)
        return path_of(bundle, compute(desk.form, held.values, options), options, now(), assumed)


def _asked(desk: FlowDesk) -> list[Field]:
    """The fields and tables of the main form on which it hangs which way is taken and who is asked about what."""
    named = {r.per.partition(".")[0] for r in desk.procedure.rounds.values() if r.per}
    for each in mentions(desk.procedure):
        if isinstance(each.meant, Says) and each.pointer.startswith(DECIDING) and each.pointer.endswith(ENDS):
            try:
                named |= {path[0] for read in reads(parse(each.text)) for path in read.paths}
            except FeelError:
                continue
    return [f for f in desk.form.fields if f.key in named and f.stored]


def _met(desk: FlowDesk, met: Met, number: int) -> None:
    state = desk.procedure.states[met.state]
    lines: list[str] = []
    if met.invited or state.round:
        lines.append(_invited(desk, met))
        lines += _rows(desk, met)
        lines += _leads(desk, met)
        lines += _written(desk, met)
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
    if len(met.answers) > 1:
        _answers(desk, met)


def _answers(desk: FlowDesk, met: Met) -> None:
    """What is answered in the round: about each row, or about the case."""
    known = {led.answer.key: led.answer for led in met.answers}
    per = [r for r in met.asked if r.place][:ROWS]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key=f"fw_path_answers:{met.state}"):
        for place, title in [(r.place, r.title) for r in per] or [(1, "")]:
            key = f"fw_path_said:{desk.name}:{met.state}:{place}"
            st.session_state[key] = met.said.get(place, next(iter(known)))
            st.selectbox(
                t("flow.path_answer_row", row=place, title=title) if per else t("flow.path_answer"), list(known),
                key=key, format_func=lambda k: _answer(known[k]), on_change=_answered, width=280,
                args=(desk.name, met.state, place, key),
            )  # fmt: skip


def _answer(answer: Answer) -> str:
    code = "flow.path_one" if answer.one else "flow.path_all"
    return t(code, field=answer.title, value=answer.said)


def _rows(desk: FlowDesk, met: Met) -> list[str]:
    """Who is asked about each row, where not everybody is asked about all."""
    rows = [r for r in met.asked if r.place]
    if len({tuple(r.invited) for r in rows}) < 2:
        return []
    told = [
        t("flow.path_row", row=r.place, title=r.title,
          people=[_person(desk, p) for p in r.invited] or t("flow.path_nobody"))
        for r in rows[:ROWS]
    ]  # fmt: skip
    return [f"<small>{e(each)}</small>" for each in told]


def _leads(desk: FlowDesk, met: Met) -> list[str]:
    """Which answers lead to which transition, in the order of the answers."""
    ways: dict[str, list[str]] = {}
    for led in met.answers if len(met.answers) > 1 else ():
        ways.setdefault(led.taken, []).append(_answer(led.answer))
    found = [
        t("flow.path_leads", answers=said, transition=desk.title("transition", way)) if way
        else t("flow.path_leads_nowhere", answers=said)
        for way, said in ways.items()
    ]  # fmt: skip
    return [f"<small>{e(each)}</small>" for each in found]


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


def _said(name: str) -> str:
    return f"flow_path_said:{name}"


def _answered(name: str, state: str, place: int, key: str) -> None:
    kept = st.session_state.get(_said(name), {})
    rows = {**kept.get(state, {}), place: st.session_state[key]}
    st.session_state[_said(name)] = {**kept, state: rows}


def _written(desk: FlowDesk, met: Met) -> list[str]:
    """What the round writes into the form with the answers that were chosen."""
    told = [
        t("flow.path_wrote_row" if place else "flow.path_wrote", row=place, value=value,
          field=desk.form.by_path[path].title)
        for place, path, value in met.written[: 2 * ROWS]
    ]  # fmt: skip
    return [f"<small>{e(t('flow.path_writes', what=told))}</small>"] if told else []


def _ways(name: str) -> str:
    return f"flow_path_ways:{name}"


def _choose(name: str, state: str, transition: str) -> None:
    kept = st.session_state.get(_ways(name), {})
    st.session_state[_ways(name)] = {**kept, state: transition}


def _restart(name: str) -> None:
    st.session_state.pop(_ways(name), None)
    st.session_state.pop(_said(name), None)
    st.session_state.pop(f"design_values:{name}", None)
