"""Returning a case: to which earlier state, what follows afterwards, and which opinions will be kept."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.context import say, t
from workflows.cases.view import CaseView, Offered


def draw_return(view: CaseView, offer: Offered) -> None:
    """The choices that the definition leaves to whoever returns it."""
    states = view.bundle.procedure.states
    if offer.targets:
        st.selectbox(
            t("case.return_to"), offer.targets, len(offer.targets) - 1, key=_key(view, "target"),
            format_func=lambda s: say(states[s].title),
        )  # fmt: skip
    if offer.transition.kind == "return" and offer.transition.back == "choose":
        st.radio(
            t("case.return_then"), (False, True), key=_key(view, "straight"),
            format_func=lambda straight: t("case.return_straight" if straight else "case.return_again"),
        )  # fmt: skip


def chosen_return(view: CaseView, offer: Offered) -> dict[str, Any]:
    """What was chosen, for the action."""
    found: dict[str, Any] = {}
    if offer.targets:
        found["target"] = st.session_state.get(_key(view, "target")) or offer.targets[-1]
    if offer.transition.kind == "return" and offer.transition.back == "choose":
        found["straight"] = bool(st.session_state.get(_key(view, "straight")))
    return found


def kept_words(view: CaseView) -> str:
    """What becomes of the opinions of the round that is left; "" outside a round."""
    held = view.bundle.procedure.rounds.get(view.state.round or "")
    if held is None:
        return ""
    rule = held.after_return
    if rule.keep != "unchanged inputs":
        return t("case.keeps_all" if rule.keep == "everything" else "case.keeps_none")
    fields = view.form.by_path
    named = [fields[p].title for p in rule.inputs or () if p in fields]
    return t("case.keeps_inputs", inputs=named) if named else t("case.keeps_same")


def _key(view: CaseView, what: str) -> str:
    return f"returning:{view.id}:{what}"
