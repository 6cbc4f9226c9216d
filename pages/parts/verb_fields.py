"""What a verb asks for in its dialog: about which tasks, whom, where, how long, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from forms.text import Text
from pages.context import actor, lang, now, office, say, t
from pages.parts.case_look import join
from pages.parts.some import draw_some, some_chosen
from workflows.cases.task_views import TaskView
from workflows.people.pickable import Pickable, pickable

PLACES = ("beside", "before", "after")


@dataclass(frozen=True)
class Asks:
    """What a verb needs besides a yes."""

    icon: str
    people: Literal["", "one", "some"] = ""
    reason: Literal["", "may", "must"] = ""
    place: bool = False  # of an added task
    clock: bool = False  # which limit, and by how much


ASKS: dict[str, Asks] = {
    "name": Asks(":material/person_add:", "some"),
    "reply": Asks(":material/reply:", "", "must"),
    "claim": Asks(":material/pan_tool:"),
    "release": Asks(":material/undo:"),
    "transfer": Asks(":material/forward:", "one", "may"),
    "entrust": Asks(":material/group:", "one", "may"),
    "add": Asks(":material/group_add:", "some", "may", place=True),
    "remove": Asks(":material/group_remove:", "", "may"),
    "take_back": Asks(":material/keyboard_return:", "", "may"),
    "urge": Asks(":material/notifications_active:", "", "may"),
    "copy": Asks(":material/content_copy:", "some", "may"),
    "extend": Asks(":material/more_time:", "", "must", clock=True),
    "suspend": Asks(":material/pause_circle:", "", "must"),
    "resume": Asks(":material/play_circle:", "", "must"),
    "terminate": Asks(":material/cancel:", "", "must"),
}
"""The verbs of the menu, in its order."""


@dataclass(frozen=True)
class Asked:
    """What was given."""

    tasks: tuple[int, ...]
    to: tuple[int, ...] = ()
    target: str = ""
    reason: str = ""
    amount: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What a dialog asks for: a verb, and what there is to choose from. `key` keeps dialogs apart."""

    key: str
    verb: str
    tasks: Mapping[int, str] = field(default_factory=dict)  # those that it can be used on, in words
    chosen: tuple[int, ...] = ()  # of them, to begin with
    clocks: Mapping[str, Text] = field(default_factory=dict)

    @property
    def asks(self) -> Asks:
        return ASKS[self.verb]

    def of(self, what: str) -> str:
        """The key of a widget."""
        return f"{self.key}:{self.verb}:{what}"


def draw_fields(wanted: Wanted) -> None:
    asks = wanted.asks
    if len(wanted.tasks) > 1:
        draw_some(t("verb_ask.tasks"), wanted.tasks, wanted.of("tasks"), wanted.chosen)
    if asks.people:
        _people(wanted)
    if asks.place:
        st.segmented_control(
            t("verb_ask.place"), PLACES, default=PLACES[0], key=wanted.of("place"), required=True,
            format_func=lambda p: t(f"verb_ask.{p}"),
        )  # fmt: skip
    if asks.clock:
        _clock(wanted)
    if asks.reason:
        label = t("verb_ask.reason" if asks.reason == "must" else "verb_ask.words")
        st.text_area(label, key=wanted.of("reason"), height=88, max_chars=500)


def given_fields(wanted: Wanted) -> Asked:
    """The fields as they are now, not as they were drawn."""
    held = {k: st.session_state.get(wanted.of(k)) for k in ("to", "place", "clock", "days", "reason")}
    to = held["to"] if isinstance(held["to"], list) else [held["to"]] if held["to"] else []
    several = len(wanted.tasks) > 1
    tasks = some_chosen(wanted.tasks, wanted.of("tasks")) if several else tuple(wanted.tasks)
    return Asked(
        tasks, tuple(to), str((held["place"] if wanted.asks.place else held["clock"]) or ""),
        str(held["reason"] or "").strip(), int(held["days"]) if held["days"] else None,
    )  # fmt: skip


def _people(wanted: Wanted) -> None:
    known, key = pickable(office(), actor(), now()), wanted.of("to")

    def words(person: int) -> str:
        return person_title(known[person])

    if wanted.asks.people == "one":
        label = t("verb_ask.to")
        st.selectbox(label, list(known), None, key=key, format_func=words, placeholder=t("verb_ask.pick"))
    else:
        label = t("verb_ask.to_some")
        st.multiselect(label, list(known), key=key, format_func=words, placeholder=t("verb_ask.pick"))


def person_title(person: Pickable) -> str:
    """A name with office and roles, for people who share it."""
    return join((person.name, say(person.organisation), t("shell.and").join(r.say(lang()) for r in person.roles[:2])))


def _clock(wanted: Wanted) -> None:
    with st.container(horizontal=True, gap="small"):
        st.selectbox(
            t("verb_ask.clock"), list(wanted.clocks), key=wanted.of("clock"),
            format_func=lambda c: say(wanted.clocks[c]),
        )  # fmt: skip
        st.number_input(t("verb_ask.days"), 1, 999, 5, key=wanted.of("days"))


def task_title(task: TaskView) -> str:
    """Whose task, and about which row."""
    return join((say(task.row_title) if task.row_title else "", say(task.role), task.person))
