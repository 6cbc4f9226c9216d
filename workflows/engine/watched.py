"""Conditions that can be looked at while they are asked: rehearsals see which way each of them goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from forms import feel

if TYPE_CHECKING:
    from workflows.engine.situation import Situation

Watcher = Callable[["Situation", str, str, Mapping[str, Any]], None]
"""Is shown a situation, the place of a condition in the definition, its text, and the names that it sees."""
WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


def asked(situation: Situation, place: str, text: str, names: Mapping[str, Any]) -> Any:
    """The value of a condition; `place` is a transition, or `<round>.<part of it>` such as `joint.who.3`."""
    show(situation, place, text, names)
    return feel.evaluate(text, names, situation.services)


def show(situation: Situation, place: str, text: str, names: Mapping[str, Any]) -> None:
    """Shows a condition that is asked in another way to whoever looks."""
    watcher = WATCHER.get()
    if watcher is not None:
        watcher(situation, place, text, names)
