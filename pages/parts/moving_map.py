"""The mapping editor: each old state and its new one, each new field and where it takes its value from."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from forms.fields import Field
from forms.fields.table import TableField
from pages.context import actor, office, say, t
from pages.parts import html
from pages.parts.moving_state import Plan, change, kept, take
from workflows import moving
from workflows.moving import Taken

NOTHING = ""


def draw_map(plan: Plan) -> None:
    """What is doubtful first, to be confirmed; then what was told by keys, folded."""
    with st.container(border=True, key="card_moving_map", gap="small"):
        st.html(html.section(t("moving.map"), t("moving.map_note")))
        _doubts(plan)
        with st.expander(t("moving.states_map", count=len(_open_states(plan))), expanded=_unsure(plan, "state:")):
            for key in _open_states(plan):
                _state(plan, key)
        with st.expander(t("moving.fields_map", count=len(_fields(plan))), expanded=False):
            for path, field in _fields(plan).items():
                _field(plan, path, field)
        st.checkbox(
            t("moving.restart"), value=plan.mapping.restart_rounds, key=f"{plan.key}_restart",
            help=t("moving.restart_help"),
            on_change=lambda: change(plan, restart_rounds=st.session_state[f"{plan.key}_restart"]),
        )  # fmt: skip
        _wrong(plan)


def _wrong(plan: Plan) -> None:
    """What is wrong with it besides, all at once."""
    found = moving.wrong(office(), actor(), plan.choice.version_id, plan.to, plan.mapping)
    lines = [say(m) for m in found if m.code != "move.unconfirmed"]
    if lines:
        items = "".join(f"<li>{e(line)}</li>" for line in lines)
        st.html(html.notice(t("moving.wrong", count=len(lines)), body_html=f"<ul>{items}</ul>", tone="bad"))


def _unsure(plan: Plan, prefix: str) -> bool:
    return any(d.key.startswith(prefix) for d in plan.doubts)


def _doubts(plan: Plan) -> None:
    if not plan.doubts:
        st.html(html.muted(t("moving.sure")))
        return
    st.html(html.muted(t("moving.doubts", count=len(plan.doubts))))
    for doubt in plan.doubts:
        box = f"{plan.key}_sure_{doubt.key}"
        st.checkbox(
            say(doubt.message), value=doubt.key in plan.mapping.confirmed, key=box,
            on_change=_confirm, args=(plan, doubt.key, box),
        )  # fmt: skip


def _confirm(plan: Plan, key: str, box: str) -> None:
    others = [k for k in kept(plan).confirmed if k != key]
    change(plan, confirmed=[*others, key] if st.session_state[box] else others)


def _open_states(plan: Plan) -> list[str]:
    return [k for k, s in plan.before.procedure.states.items() if s.end is None]


def _state(plan: Plan, key: str) -> None:
    states = plan.after.procedure.states
    options = [k for k, s in states.items() if s.end is None]
    at, box = plan.mapping.states.get(key), f"{plan.key}_state_{key}"
    st.selectbox(
        say(plan.before.procedure.states[key].title), options, key=box,
        index=options.index(at) if at in options else None, format_func=lambda k: say(states[k].title),
        on_change=lambda: change(plan, states={**kept(plan).states, key: st.session_state[box]}),
    )  # fmt: skip


def _fields(plan: Plan) -> dict[str, Field]:
    """The fields that hold something; those of the same key and type go by themselves and are left out."""
    before = plan.before.form().by_path
    found = {}
    for path, field in plan.after.form().by_path.items():
        was, taken = before.get(path), plan.mapping.fields.get(path)
        same = was is not None and was.type == field.type and taken is not None and taken.from_ == path
        if field.stored and field.valued and not (same and taken is not None and not taken.part):
            found[path] = field
    return found


def _field(plan: Plan, path: str, field: Field) -> None:
    """Where one new field takes its value from; a part of a value, and what becomes of what does not fit."""
    old, table = plan.before.form(), path.rpartition(".")[0]
    around = plan.mapping.fields.get(table)
    beside = around.from_ if around else NOTHING
    options = [
        p for p, f in old.by_path.items()
        if p.rpartition(".")[0] == beside and f.stored and f.valued
        and isinstance(f, TableField) == isinstance(field, TableField)
    ]  # fmt: skip
    taken = plan.mapping.fields.get(path)
    box = f"{plan.key}_field_{path}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"map_{path}"):
        st.selectbox(
            say(field.title), [NOTHING, *options], key=box,
            index=1 + options.index(taken.from_) if taken and taken.from_ in options else 0,
            format_func=lambda p: say(old.by_path[p].title) if p else t("moving.empty"),
            on_change=_source, args=(plan, path, box),
        )  # fmt: skip
        if taken is not None and not isinstance(field, TableField):
            _how(plan, path, taken)


def _how(plan: Plan, path: str, taken: Taken) -> None:
    part, by, leave = (f"{plan.key}_{n}_{path}" for n in ("part", "by", "leave"))
    args = (plan, path, part, by, leave)
    st.number_input(
        t("moving.part"), 0, 9, taken.part, key=part, width=110, help=t("moving.part_help"), on_change=_how_changed,
        args=args,
    )  # fmt: skip
    st.text_input(
        t("moving.by"), taken.by, key=by, width=110, help=t("moving.by_help"), on_change=_how_changed, args=args
    )
    st.checkbox(t("moving.leave"), taken.leave, key=leave, on_change=_how_changed, args=args)


def _source(plan: Plan, path: str, box: str) -> None:
    chosen = st.session_state[box]
    take(plan, path, Taken.model_validate({"from": chosen}) if chosen else None)


def _how_changed(plan: Plan, path: str, part: str, by: str, leave: str) -> None:
    found = kept(plan).fields[path]
    given = {"part": int(st.session_state[part]), "by": st.session_state[by], "leave": st.session_state[leave]}
    take(plan, path, found.model_copy(update=given))
