"""What a tab remembers of acting on a case: which dialog is open, what came of the last action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from forms.text import Message, Text
from forms.values import new_id
from pages.context import t
from pages.parts.frame import recount
from workflows.cases.once import Done
from workflows.engine.types import Refusal

VERB = "verb:"
"""Begins the name of a dialog that asks for a verb; any other is a transition's."""


@dataclass
class Memory:
    """What a tab remembers of acting on a case."""

    dialog: str = ""  # the transition or verb that is being asked for
    keys: dict[str, str] = field(default_factory=dict)  # action and revision → key of the attempt
    refused: tuple[Text | Message, Refusal] | None = None
    done: tuple[Text | Message, Done] | None = None
    some: tuple[tuple[str, Refusal], ...] = ()  # of several things at once: those that were not done, and why
    unnumbered: bool = False  # the case had no number before
    turn: int = 0  # grows when a dialog opens, so that the menu it was opened from closes

    @property
    def number(self) -> str:
        """The number that the case was given by it, in words."""
        given = self.done[1].number if self.done and self.unnumbered else None
        return t("case.done_number", number=given) if given else ""

    def key(self, action: str, revision: int) -> str:
        """The same attempt has one key, however often it is pressed."""
        return self.keys.setdefault(f"{action}/{revision}", new_id())


def memory(case_id: int) -> Memory:
    found: Memory = st.session_state.setdefault(f"acting:{case_id}", Memory())
    return found


def ask(case_id: int, dialog: str) -> None:
    """Opens a dialog, or closes it with ""; what came of the last action is told no more."""
    told = memory(case_id)
    told.dialog, told.refused, told.done, told.some = dialog, None, None, ()
    told.turn += bool(dialog)


def settle(case_id: int, title: Text | Message, outcome: Done | Refusal, stays: Callable[[Refusal], bool]) -> bool:
    """Remembers what came of an action; `stays` says which refusals are told in the dialog. Whether it was done."""
    told = memory(case_id)
    told.refused, told.done, told.some = None, None, ()
    if isinstance(outcome, Refusal):
        told.refused = (title, outcome)
        told.dialog = told.dialog if stays(outcome) else ""
        return False
    told.done, told.dialog = (title, outcome), ""
    recount()
    st.session_state.pop(f"editor:{case_id}", None)
    return True
