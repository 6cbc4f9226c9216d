"""What is open on the page of an official table: the chosen guess, how each stands, and answering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from forms.fields import registry
from forms.official import Answer, Guess
from pages.context import now, office, saver, say, t
from pages.parts import html
from pages.parts.told import tell
from workflows import official
from workflows.official import Kept

PLACE = "from_table"
State = Literal["done", "changed", "dropped", "sure", "look"]
TONES: Mapping[State, html.Tone] = {"done": "ok", "changed": "ok", "dropped": "idle", "sure": "", "look": "warn"}


def chosen_of(found: Kept) -> Guess | None:
    """The guess that is open: the one that was pressed, else the first that waits for an answer."""
    known = {g.id: g for g in found.reading.guesses}
    pressed = known.get(st.session_state.get(_key(found), ""))
    return pressed or next((g for g in found.reading.guesses if g.id not in found.answers), None)


def choose(found: Kept, guess: str | None) -> None:
    """Opens a guess; none: the next that waits."""
    if guess is None:
        st.session_state.pop(_key(found), None)
    else:
        st.session_state[_key(found)] = guess


def _key(found: Kept) -> str:
    return f"from_table_chosen_{found.id}"


def state_of(found: Kept, guess: Guess) -> State:
    """How a guess stands."""
    answer = found.answers.get(guess.id)
    if answer is None:
        return "sure" if guess.is_sure else "look"
    if answer.dropped:
        return "dropped"
    return "changed" if answer.title or answer.type else "done"


def give(found: Kept, answers: Mapping[str, Answer | None]) -> bool:
    """Keeps answers; whether they were. For handlers."""
    refusal = official.answer(office(), saver(), found.id, answers, now())
    if refusal:
        tell(PLACE, refusal)
    return refusal is None


def kind_words(kind: str, type_: str) -> str:
    """What a guess is taken for, in the words of the palette."""
    if kind in ("title", "section", "opinion", "seal") and type_ in ("", "title", "section", "opinion", "scan"):
        return t(f"from_table.kind.{kind}")
    return say(registry[type_].name) if type_ in registry else type_
