"""The mapping that is being put together: as it was proposed, with what a person has changed of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pages.context import actor, now, office, saver
from pages.parts.told import tell
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
    key: str  # of its boxes


def planned(procedure: str, before: int, after: int, states: tuple[str, ...]) -> Plan | Refusal:
    """The proposal of two versions with what was changed of it."""
    found = moving.proposed(office(), actor(), before, after)
    if isinstance(found, Refusal):
        return found
    key = f"mapping_{procedure}_{before}_{after}"
    mapping = moving.kept(office(), actor(), before, after) or found.mapping
    with office().db.read() as session:
        both = office().bundle(session, before), office().bundle(session, after)
    doubts = tuple(moving.doubts(*both, mapping))
    return Plan(Choice(procedure, before, states), after, *both, mapping, doubts, key)


def change(plan: Plan, **parts: Any) -> None:
    """Keeps the mapping with other parts. For handlers."""
    changed = kept(plan).model_copy(update=parts)
    refusal = moving.keep(office(), saver(), plan.choice.version_id, plan.to, changed, now())
    if refusal is not None:
        tell(TOLD, refusal)


def kept(plan: Plan) -> Mapping:
    """The mapping as it is kept by now, which may be newer than what the page was drawn with."""
    return moving.kept(office(), actor(), plan.choice.version_id, plan.to) or plan.mapping


def take(plan: Plan, path: str, taken: Taken | None) -> None:
    """Says anew where a field takes its value from."""
    fields = {k: v for k, v in kept(plan).fields.items() if k != path}
    change(plan, fields=fields if taken is None else {**fields, path: taken})
