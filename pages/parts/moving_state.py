"""The mapping that is being put together: as it was proposed, with what a person has changed of it, in this tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.context import actor, office
from workflows import moving
from workflows.bundle import Bundle
from workflows.engine.types import Refusal
from workflows.moving import Choice, Doubt, Mapping, Taken

TOLD = "moving"


@dataclass(frozen=True)
class Plan:
    """What is to be moved, and how."""

    choice: Choice
    to: int
    before: Bundle
    after: Bundle
    mapping: Mapping
    doubts: tuple[Doubt, ...]
    key: str  # of what is kept of it


def planned(procedure: str, before: int, after: int, states: tuple[str, ...]) -> Plan | Refusal:
    """The proposal of two versions with what was changed of it."""
    found = moving.proposed(office(), actor(), before, after)
    if isinstance(found, Refusal):
        return found
    key = f"mapping_{procedure}_{before}_{after}"
    mapping = st.session_state.get(key) or found.mapping
    with office().db.read() as session:
        both = office().bundle(session, before), office().bundle(session, after)
    doubts = tuple(moving.doubts(*both, mapping))
    return Plan(Choice(procedure, before, states), after, *both, mapping, doubts, key)


def change(plan: Plan, **parts: Any) -> None:
    """Keeps the mapping with other parts."""
    now = st.session_state.get(plan.key) or plan.mapping
    st.session_state[plan.key] = now.model_copy(update=parts)


def kept(plan: Plan) -> Mapping:
    """The mapping as it is kept by now, which may be newer than what the page was drawn with."""
    found: Mapping = st.session_state.get(plan.key) or plan.mapping
    return found


def take(plan: Plan, path: str, taken: Taken | None) -> None:
    """Says anew where a field takes its value from."""
    fields = {k: v for k, v in kept(plan).fields.items() if k != path}
    change(plan, fields=fields if taken is None else {**fields, path: taken})
