"""Properties that hold something by key: a formula, several names, a part; keys are chosen where they can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from forms import feel
from forms.design import key_for
from forms.feel import FeelError
from forms.json_text import step
from pages.context import lang, say, t
from pages.parts import html
from pages.parts.flow_ask import Ask, choice_words, or_none
from pages.parts.flow_columns import columns
from pages.parts.flow_offered import Words, formulas_offered, keys_offered, lines_offered
from pages.parts.flow_state import act
from workflows.flow import Put
from workflows.flow.mentions import named
from workflows.flow.properties import begun
from workflows.model.registers import OutboundList, Register

Held = Mapping[str, Any]


def one_of(ask: Ask) -> bool:
    """Draws a list of texts as a menu where what it may hold is known; whether it did."""
    words = lines_offered(ask)
    if words is None:
        return False
    held = [str(v) for v in ask.value or ()]
    st.session_state[ask.key] = held
    st.multiselect(
        ask.label, list(dict.fromkeys([*words, *held])), key=ask.key, placeholder=t("flow.nothing"),
        format_func=lambda v: words.get(v, v), on_change=lambda: ask.put(or_none(ask, st.session_state[ask.key])),
    )  # fmt: skip
    return True


def expressions(ask: Ask) -> None:
    """A line for each: what is filled in, and with what: a field that is chosen, or a formula that is written."""
    if isinstance(ask.part, OutboundList):
        columns(ask)
        return
    words, held = keys_offered(ask), dict(ask.value)
    st.html(f'<span class="dz-label">{html.e(ask.label)}</span>')
    for name, formula in held.items():
        key, offered = f"{ask.key}:{name}", formulas_offered(ask, name)
        st.session_state[key] = formula

        def put(name: str = name, key: str = key) -> None:
            chosen = st.session_state[key]
            left = {k: v for k, v in held.items() if k != name}
            ask.put(or_none(ask, {**held, name: chosen.strip()} if chosen else left))

        st.selectbox(
            (words or {}).get(name, name), list(dict.fromkeys([*offered, formula])), index=None, key=key, on_change=put,
            format_func=lambda v, offered=offered: offered.get(v, v), accept_new_options=True,
            placeholder=t("flow.choose_or_write"),
        )  # fmt: skip
        _judged(ask, formula)
    _more(ask, words, held, lambda name: ask.put({**held, name: _first(ask, name)}))


def _first(ask: Ask, name: str) -> str:
    """The field that is called the same, or the first that can be chosen."""
    offered = formulas_offered(ask, name)
    return name if name in offered else next(iter(offered), "null")


def _judged(ask: Ask, formula: str) -> None:
    if isinstance(ask.part, Register):  # that names fields of the register
        return
    types = {**ask.desk.types(""), **({"item": feel.shapes.ANY} if getattr(ask.part, "each", None) else {})}
    try:
        feel.compile(formula, types)
    except FeelError as error:
        st.html(f'<p class="dz-bad">{html.e(error.say(lang()))}</p>')


def _more(ask: Ask, words: Words | None, held: Held, put: Callable[[str], object]) -> None:
    """A box for one more key: chosen where they are known, else written."""
    if words is not None and not set(words) - set(held):
        return
    key = f"{ask.key}:new"
    st.session_state[key] = None if words is not None else ""

    def add() -> None:
        name = str(st.session_state[key] or "").strip()
        if name and name not in held:
            put(name)

    if words is None:
        st.text_input(ask.label, key=key, on_change=add, placeholder=t("flow.new_key"), label_visibility="collapsed")
        return
    st.selectbox(
        ask.label, [k for k in words if k not in held], index=None, key=key, on_change=add,
        format_func=lambda k: words[k], placeholder=t("flow.one_more"), label_visibility="collapsed",
    )  # fmt: skip


def lists(ask: Ask) -> None:
    """For each key what belongs to it: roles of a verb, fields of a group."""
    words, held, names = keys_offered(ask), {k: list(v) for k, v in ask.value.items()}, ask.prop.names
    entries = [*names.words, *ask.desk.keys(names.kind)] if names else []
    st.html(f'<span class="dz-label">{html.e(ask.label)}</span>')
    for name, chosen in held.items():
        key = f"{ask.key}:{name}"
        st.session_state[key] = chosen

        def put(name: str = name, key: str = key) -> None:
            ask.put({**held, name: st.session_state[key]})

        with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
            st.multiselect(
                (words or {}).get(name, name), list(dict.fromkeys([*entries, *chosen])), key=key, on_change=put,
                format_func=lambda v: entry_words(ask, v), placeholder=t("flow.nobody"),
            )  # fmt: skip
            left = {k: v for k, v in held.items() if k != name}
            st.button("", key=f"{key}:gone", icon=":material/close:", type="tertiary", help=t("design.drop_line"),
                      on_click=ask.put, args=(or_none(ask, left),))  # fmt: skip
    _more(ask, words, held, lambda name: ask.put({**held, name: []}))


def entry_words(ask: Ask, value: str) -> str:
    """What an entry of a list of names is called."""
    for names in ask.prop.several or ((ask.prop.names,) if ask.prop.names else ()):
        key = named(value, names) if value.startswith(names.lead) else ""
        if key and key in ask.desk.keys(names.kind):
            title = say(ask.desk.title(names.kind, key))
            return f"{t(f'flow.one.{names.kind}')}　{title}" if names.lead else title
    return choice_words("word", value)


def parts_by(ask: Ask, draw: Callable[[Any, str], None]) -> None:
    """A part for each key, folded; a new one by what it is called."""
    cls, held = ask.prop.cls, ask.value
    st.html(f'<span class="dz-label">{html.e(ask.label)}</span>')
    for name, part in held.items():
        at = step(ask.at, name)
        title = getattr(part, "title", None)
        with st.expander(say(title) if title else name, key=f"{ask.key}:{name}"):
            draw(part, at)
            st.button(
                t("design.drop_line"), key=f"flow_gone:{ask.desk.name}:{at}", icon=":material/delete:", type="tertiary",
                on_click=act, args=(ask.desk.name, Put(at, None)),
            )  # fmt: skip
    if cls is not None:
        _more(ask, None, {}, lambda title: _add(ask, cls, title, list(held)))


def _add(ask: Ask, cls: Any, title: str, taken: Sequence[str]) -> None:
    made = begun(cls, ask.desk.data, {"zh": title})
    if "title" in cls.model_fields:
        made["title"] = {"zh": title}
    act(ask.desk.name, Put(step(ask.at, key_for(title, taken)), made))


def where(ask: Ask) -> None:
    """Where a role is held: everywhere, by whose case it is, or by whoever has a task."""
    subject = ask.desk.procedure.case.subject
    field = ask.desk.form.by_path.get(subject)
    own = f"{field.type}({subject})" if field else ""
    choices = list(dict.fromkeys(filter(None, ["city", own, "task", str(ask.value)])))
    kinds = {"city": t("flow.where.city"), "task": t("flow.where.task")}
    if field is not None:
        kinds[own] = t(f"flow.where.{field.type}", field=field.title)
    st.session_state[ask.key] = ask.value
    st.selectbox(ask.label, choices, key=ask.key, format_func=lambda v: kinds.get(v, v),
                 on_change=lambda: ask.put(st.session_state[ask.key]))  # fmt: skip


__all__ = ["entry_words", "expressions", "lists", "one_of", "parts_by", "where"]
