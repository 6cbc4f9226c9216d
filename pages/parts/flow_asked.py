"""One property of a part of a procedure, asked for by its kind: what there is to choose, words, conditions, parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from pydantic import BaseModel

from forms.canonical import plain
from forms.json_text import step
from forms.text import Text
from pages.context import lang, say, t
from pages.parts import html
from pages.parts.design_asked import typed_text, typed_words
from pages.parts.design_basis import Sources, draw_basis
from pages.parts.design_condition import draw_condition, draw_expression
from pages.parts.flow_ask import Ask, choice_words, label_of, or_none
from pages.parts.flow_keyed import entry_words, expressions, lists, parts_by, where
from pages.parts.flow_lines import as_json, is_whole, lines, numbers, value
from pages.parts.flow_offered import register_of, text_offered
from pages.parts.flow_state import FlowDesk, act
from workflows.engine.addressees import APPLICANT, last_of
from workflows.engine.effects import Effect, registry
from workflows.engine.effects.register_add import RegisterAdd
from workflows.engine.notices import HOLDERS
from workflows.flow import Put
from workflows.flow.mentions import named
from workflows.flow.properties import begun, effect_class, is_titled, properties_of
from workflows.flow.registering import adding

TABLES = frozenset({"per", "into", "table"})
"""Properties that name a table of the form, not a field."""


def draw_part(desk: FlowDesk, part: BaseModel, pointer: str, tab: str = "") -> None:
    """Every property of a part, or those under one tab."""
    for prop in properties_of(type(part)):
        if not tab or prop.tab == tab:
            draw_property(Ask(desk, part, pointer, prop))


def draw_property(ask: Ask) -> None:
    """Draws it, with what is wrong with it below."""
    _DRAWN[ask.prop.kind](ask)
    for found in ask.desk.looked.findings:
        if found.part == ask.desk.name and found.finding.pointer == ask.at:
            tone = "dz-bad" if found.blocks else "dz-doubt"
            st.html(f'<p class="{tone}">{html.e(found.say(lang()))}</p>')


def _flag(ask: Ask) -> None:
    st.session_state[ask.key] = bool(ask.value)
    st.toggle(ask.label, key=ask.key, on_change=lambda: ask.put(st.session_state[ask.key]))


def _number(ask: Ask) -> None:
    st.session_state[ask.key] = ask.value
    st.number_input(
        ask.label, value=None, step=1, key=ask.key, placeholder=t("design.no_limit"),
        on_change=lambda: ask.put(st.session_state[ask.key]),
    )  # fmt: skip


def _text(ask: Ask) -> None:
    words = text_offered(ask)
    if words is None:
        typed_text(ask.key, ask.label, ask.value or "", ask.put)
    else:
        _one(ask, list(words), lambda v: words.get(v, v))


def _said(ask: Ask) -> None:
    typed_words(ask.key, ask.label, ask.value, ask.put)


def _sentence(ask: Ask) -> None:
    typed_words(ask.key, ask.label, ask.value, ask.put, t("flow.sentence_tip"), tall=True)


def _pick(ask: Ask) -> None:
    _one(ask, list(ask.prop.choices), lambda v: choice_words(ask.prop.name, v))


def _one(ask: Ask, choices: Sequence[str], words: Callable[[str], str]) -> None:
    known = [*([ask.value] if ask.value and ask.value not in choices else []), *choices]
    st.session_state[ask.key] = ask.value or None
    st.selectbox(
        ask.label, known, index=None, key=ask.key, format_func=words,
        placeholder=t("flow.nothing") if ask.prop.optional else t("design.choose_one"),
        on_change=lambda: ask.put(st.session_state[ask.key]),
    )  # fmt: skip


def _name(ask: Ask) -> None:
    """One of what there is; a word that is none of them has a name of its own."""
    names = ask.prop.names
    if names is None:
        return
    keys = ask.desk.keys(names.kind)
    if names.kind == "path" and ask.prop.name in TABLES:
        keys = [k for k in keys if k in ask.desk.form.tables]
    choices = [*(w for w in names.words), *(names.lead + k for k in keys)]
    if isinstance(ask.prop.default, str) and ask.prop.default not in choices:
        choices.insert(0, ask.prop.default)
    _one(ask, choices, lambda v: _called(ask, v))


def _called(ask: Ask, value: str) -> str:
    names = ask.prop.names
    key = named(value, names) if names else ""
    if not key or names is None:
        return choice_words("word", value)
    return say(ask.desk.title(names.kind, key))


def _names(ask: Ask) -> None:
    kinds, held = ask.prop.several or ((ask.prop.names,) if ask.prop.names else ()), list(ask.value or ())
    choices = [c for n in kinds for c in (*n.words, *(n.lead + k for k in ask.desk.keys(n.kind)))]
    st.session_state[ask.key] = held
    st.multiselect(
        ask.label, list(dict.fromkeys([*choices, *held])), key=ask.key, format_func=lambda v: entry_words(ask, v),
        placeholder=t("flow.nothing"),
        on_change=lambda: ask.put(or_none(ask, st.session_state[ask.key])),
    )  # fmt: skip


def _picks(ask: Ask) -> None:
    st.session_state[ask.key] = list(ask.value)
    st.multiselect(
        ask.label, list(ask.prop.choices), key=ask.key, placeholder=t("flow.nothing"),
        format_func=lambda v: choice_words(ask.prop.name, v),
        on_change=lambda: ask.put(or_none(ask, st.session_state[ask.key])),
    )  # fmt: skip


def _to(ask: Ask) -> None:
    """Who is told: roles, whoever has to act, the applicant, whoever took a transition last."""
    others = [plain(v) for v in ask.value if not isinstance(v, str)]
    lasts = [f"@last({k})" for k in ask.desk.keys("transition")]
    held = [v for v in ask.value if isinstance(v, str)]
    choices = list(dict.fromkeys([*ask.desk.keys("role"), HOLDERS, *sorted(APPLICANT), *lasts, *held]))
    st.session_state[ask.key] = held
    st.multiselect(
        ask.label, choices, key=ask.key, format_func=lambda v: _addressee(ask, v), placeholder=t("design.choose_some"),
        on_change=lambda: ask.put([*st.session_state[ask.key], *others]),
    )  # fmt: skip


def _addressee(ask: Ask, word: str) -> str:
    last = last_of(word)
    if last is not None:
        return t("flow.last_of", transition=say(ask.desk.title("transition", last)))
    return choice_words("to", word) if word.startswith("@") else say(ask.desk.title("role", word))


def _condition(ask: Ask) -> None:
    draw_condition(ask.desk, ask.key, ask.label, ask.value, "", ask.put)


def _expression(ask: Ask) -> None:
    value = None if ask.value is None else str(ask.value)

    def put(text: str | None) -> object:
        return ask.put(int(text) if isinstance(ask.value, int) and text and is_whole(text) else text)

    draw_expression(
        ask.desk, ask.key, ask.label, value, "", put, t("flow.feel_tip"), ask.prop.wants,
        optional=ask.prop.optional,
    )  # fmt: skip


def _basis(ask: Ask) -> None:
    desk = ask.desk
    sources = Sources(desk.sources, lambda named_: act(desk.name, Put("/sources", named_)))
    draw_basis(sources, ask.key, t("flow.prop.basis"), ask.value, ask.put, "")


def _part(ask: Ask) -> None:
    """A part that may be missing: a switch, and its properties once it is there."""
    cls = ask.prop.cls
    if cls is None:
        return
    there = ask.value is not None and (ask.prop.default is None or ask.value != ask.prop.default)
    st.session_state[ask.key] = there

    def turn() -> None:
        act(ask.desk.name, Put(ask.at, begun(cls, ask.desk.data) if st.session_state[ask.key] else None))

    st.toggle(ask.label, key=ask.key, on_change=turn)
    if ask.value is not None and (there or st.session_state[ask.key]):
        with st.container(border=True, gap="xsmall"):
            draw_part(ask.desk, ask.value, ask.at)


def _parts(ask: Ask) -> None:
    """Several parts: each folded, with what it is in its head; a new one behind them."""
    cls = ask.prop.cls
    st.html(f'<span class="dz-label">{html.e(ask.label)}</span>')
    for n, part in enumerate(ask.value):
        at = step(ask.at, n)
        with st.expander(_head(ask, part, n), key=f"{ask.key}:{n}"):
            draw_part(ask.desk, part, at)
            _gone(ask, at)
    if cls is not None:
        st.button(
            t("flow.add"), key=f"{ask.key}:add", icon=":material/add:", type="tertiary",
            on_click=lambda: act(ask.desk.name, Put(step(ask.at, len(ask.value)), _first(ask, cls))),
        )  # fmt: skip


def _parts_by(ask: Ask) -> None:
    parts_by(ask, lambda part, at: draw_part(ask.desk, part, at))


def _first(ask: Ask, cls: type[BaseModel]) -> dict[str, Any]:
    """A new part; a participant is asked by a role to begin with."""
    made = begun(cls, ask.desk.data)
    roles = ask.desk.keys("role")
    return {"role": roles[0]} if not made and "role" in cls.model_fields and roles else made


def _head(ask: Ask, part: BaseModel, n: int) -> str:
    for prop in properties_of(type(part)):
        value = Ask(ask.desk, part, "", prop).value
        if prop.kind == "name" and value and prop.names:
            return say(ask.desk.title(prop.names.kind, named(value, prop.names) or value))
        if isinstance(value, Text):
            return say(value)
        if prop.kind in ("expression", "names") and value:
            return str(value if isinstance(value, str) else "、".join(value))
    return f"{n + 1}"


def _gone(ask: Ask, at: str) -> None:
    st.button(
        t("design.drop_line"), key=f"flow_gone:{ask.desk.name}:{at}", icon=":material/delete:", type="tertiary",
        on_click=lambda: act(ask.desk.name, Put(at, None)),
    )  # fmt: skip


def _effects(ask: Ask) -> None:
    draw_effects(ask.desk, ask.value, ask.at, ask.label)


def draw_effects(desk: FlowDesk, effects: Sequence[Effect], at: str, label: str) -> None:
    """What is done besides: each effect with the properties of its class, and every kind there is to add."""
    st.html(f'<span class="dz-label">{html.e(label)}</span>')
    for n, effect in enumerate(effects):
        place = step(at, n)
        with st.expander(_effect_head(desk, effect), key=f"flow_effect:{desk.name}:{place}"):
            draw_part(desk, effect, place)
            st.button(
                t("design.drop_line"), key=f"flow_gone:{desk.name}:{place}", icon=":material/delete:", type="tertiary",
                on_click=act, args=(desk.name, Put(place, None)),
            )  # fmt: skip
    key = f"flow_effect_new:{desk.name}:{at}"
    st.session_state[key] = None

    def add() -> None:
        cls = effect_class(st.session_state[key] or "")
        if cls is not None:
            act(desk.name, Put(step(at, len(effects)), _new_effect(desk, cls)))

    st.selectbox(
        t("flow.add_effect"), list(registry), index=None, key=key, on_change=add, placeholder=t("flow.add_effect"),
        format_func=lambda v: choice_words("effect", v), label_visibility="collapsed",
    )  # fmt: skip


def _new_effect(desk: FlowDesk, cls: type[Effect]) -> dict[str, Any]:
    """What an effect begins with; an entry of a register with the fields that are called the same."""
    made = begun(cls, desk.data)
    register = register_of(desk, made.get("register", "")) if cls is RegisterAdd else None
    return adding(made["register"], register, desk.form) if register else made


def _effect_head(desk: FlowDesk, effect: Effect) -> str:
    head = choice_words("effect", effect.effect)
    prop = next((p for p in properties_of(type(effect)) if p.kind == "name" and p.names), None)
    value = Ask(desk, effect, "", prop).value if prop else ""
    return f"{head}　{say(desk.title(prop.names.kind, value))}" if prop and prop.names and value else head


def _effects_by(ask: Ask) -> None:
    """Effects for each outcome."""
    held: Mapping[str, Sequence[Effect]] = ask.value
    for name, effects in held.items():
        draw_effects(ask.desk, effects, step(ask.at, name), f"{ask.label}　{name}")
    key = f"{ask.key}:new"

    def add() -> None:
        name = str(st.session_state[key]).strip()
        if name and name not in held:
            act(ask.desk.name, Put(ask.at, {**{k: [plain(e) for e in v] for k, v in held.items()}, name: []}))

    st.session_state[key] = ""
    st.text_input(ask.label, key=key, on_change=add, placeholder=t("flow.outcome_new"))


_DRAWN: dict[str, Callable[[Ask], None]] = {
    "flag": _flag, "number": _number, "numbers": numbers, "text": _text, "words": _said, "sentence": _sentence,
    "pick": _pick, "picks": _picks, "name": _name, "names": _names, "lines": lines, "condition": _condition,
    "expression": _expression, "expressions": expressions, "basis": _basis, "part": _part, "parts": _parts,
    "parts_by": _parts_by, "effects": _effects, "effects_by": _effects_by, "to": _to, "lists": lists, "where": where,
    "value": value, "json": as_json,
}  # fmt: skip

__all__ = ["Ask", "choice_words", "draw_effects", "draw_part", "is_titled", "label_of"]
