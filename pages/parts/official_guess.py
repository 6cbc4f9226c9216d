"""One guess with its place and reasons: confirmed, given another name or type, or dropped."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from forms.official import OFFERED, Answer, Guess
from pages.context import say, t
from pages.parts import html
from pages.parts.official_state import TONES, choose, give, kind_words, state_of
from workflows.official import Kept

KEPT_KINDS = ("title", "section", "note")
"""Kinds that are what they are: only their words can be changed."""


def draw_guess(found: Kept, guess: Guess | None) -> None:
    """The card of the guess that is open."""
    if guess is None:
        st.html(html.empty(t("from_table.none_chosen"), t("from_table.none_chosen_note")))
        return
    answer = found.answers.get(guess.id)
    state = state_of(found, guess)
    chip = html.chip(t(f"from_table.state.{state}"), TONES[state])
    percent = t("from_table.sure", percent=round(guess.sure * 100))
    st.html(f'<div class="ft-head"><h2>{e(guess.title)}</h2>{chip}<small>{e(percent)}</small></div>')
    st.html(html.facts(_facts(found, guess)))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(t("from_table.name"), value=_title(guess, answer), key=_key(found, guess, "name"), max_chars=80)
        if types := offered(guess):
            first = (answer.type if answer and answer.type else guess.type) or types[0]
            st.selectbox(
                t("from_table.type"), types, index=types.index(first) if first in types else 0,
                format_func=lambda kind: _type_words(guess, kind), key=_key(found, guess, "type"),
            )  # fmt: skip
    _buttons(found, guess, answer)


def _title(guess: Guess, answer: Answer | None) -> str:
    return answer.title if answer and answer.title else guess.title


def _facts(found: Kept, guess: Guess) -> list[tuple[str, str]]:
    document = found.reading.document
    where = say(document.where(guess.spots[0])) if guess.spots else "—"
    above = next((g.title for g in found.reading.guesses if g.id == guess.table), "")
    place = f"{where}　{t('from_table.column_of', table=above)}" if above else where
    rows = [("where", place), ("read", guess.read), ("why", "；".join(map(say, guess.why)))]
    rows += [("options", "、".join(guess.options))] if guess.options else []
    rows += [("unit", guess.unit)] if guess.unit else []
    return [(t(f"from_table.{name}"), e(words)) for name, words in rows]


def offered(guess: Guess) -> list[str]:
    """The types it may be: its own, then the alternatives, then all others."""
    if guess.kind in KEPT_KINDS:
        return []
    if guess.kind == "table":
        return ["table", "long_text", "attachment"]
    more = OFFERED if guess.kind == "field" else ()
    return list(dict.fromkeys([guess.type, *guess.kinds, *more]))


def _type_words(guess: Guess, kind: str) -> str:
    return kind_words(guess.kind if kind == guess.type else "field", kind)


def _buttons(found: Kept, guess: Guess, answer: Answer | None) -> None:
    key = _key(found, guess, "")
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("from_table.accept_next"), type="primary", icon=":material/check:", key=f"{key}accept",
            on_click=_accept, args=(found, guess),
        )  # fmt: skip
        st.button(
            t("from_table.drop"), icon=":material/close:", key=f"{key}drop", on_click=_drop, args=(found, guess),
            disabled=bool(answer and answer.dropped) or guess.kind == "title",
        )  # fmt: skip
        if answer is not None:
            st.button(
                t("from_table.undo"), type="tertiary", icon=":material/undo:", key=f"{key}undo", on_click=_undo,
                args=(found, guess),
            )  # fmt: skip


def _accept(found: Kept, guess: Guess) -> None:
    """As the boxes say now; what is as it was guessed is no change."""
    title = str(st.session_state.get(_key(found, guess, "name"), "")).strip()
    kind = st.session_state.get(_key(found, guess, "type"), guess.type)
    answer = Answer(title=title if title != guess.title else "", type=kind if kind != guess.type else "")
    if give(found, {guess.id: answer}):
        choose(found, None)


def _drop(found: Kept, guess: Guess) -> None:
    if give(found, {guess.id: Answer(dropped=True)}):
        choose(found, None)


def _undo(found: Kept, guess: Guess) -> None:
    if give(found, {guess.id: None}):
        choose(found, guess.id)


def _key(found: Kept, guess: Guess, name: str) -> str:
    return f"official_{found.id}_{found.reading.guesses.index(guess)}_{name}"
