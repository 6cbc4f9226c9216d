"""What a verb asks for in its dialog: about which tasks, whom, where, how long, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from forms.text import Text
from pages.context import actor, lang, now, office, say, t
from pages.parts.case_look import join
from workflows.cases.offered_verbs import OfferedVerb
from workflows.cases.task_views import TaskView
from workflows.cases.view import CaseView
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


def draw_fields(view: CaseView, offer: OfferedVerb) -> None:
    asks = ASKS[offer.name]
    if len(offer.tasks) > 1:
        _tasks(view, offer)
    if asks.people:
        _people(view, offer, asks)
    if asks.place:
        st.segmented_control(
            t("verb_ask.place"), PLACES, default=PLACES[0], key=_key(view, offer, "place"), required=True,
            format_func=lambda p: t(f"verb_ask.{p}"),
        )  # fmt: skip
    if asks.clock:
        _clock(view, offer)
    if asks.reason:
        label = t("verb_ask.reason" if asks.reason == "must" else "verb_ask.words")
        st.text_area(label, key=_key(view, offer, "reason"), height=88, max_chars=500)


def given_fields(view: CaseView, offer: OfferedVerb) -> Asked:
    """The fields as they are now, not as they were drawn."""
    held = {k: st.session_state.get(_key(view, offer, k)) for k in ("tasks", "to", "place", "clock", "days", "reason")}
    to = held["to"] if isinstance(held["to"], list) else [held["to"]] if held["to"] else []
    tasks = held["tasks"] if isinstance(held["tasks"], list) else offer.tasks
    asks = ASKS[offer.name]
    return Asked(
        tuple(tasks), tuple(to), str((held["place"] if asks.place else held["clock"]) or ""),
        str(held["reason"] or "").strip(), int(held["days"]) if held["days"] else None,
    )  # fmt: skip


def _tasks(view: CaseView, offer: OfferedVerb) -> None:
    """Which tasks: all that are one's own, or one of others."""
    known = {task.id: task for task in view.tasks if task.id in offer.tasks}
    mine = [i for i, task in known.items() if task.mine]
    st.multiselect(
        t("verb_ask.tasks"), list(known), mine if len(mine) == len(known) else None, key=_key(view, offer, "tasks"),
        format_func=lambda i: task_title(known[i]), placeholder=t("verb_ask.pick"),
    )  # fmt: skip


def task_title(task: TaskView) -> str:
    """Whose task, and about which row."""
    row = say(task.row_title) if task.row_title else ""
    return join((row, say(task.role), task.person if task.person else ""))


def _people(view: CaseView, offer: OfferedVerb, asks: Asks) -> None:
    known, key = pickable(office(), actor(), now()), _key(view, offer, "to")
    if asks.people == "one":
        st.selectbox(
            t("verb_ask.to"), list(known), None, key=key, format_func=lambda i: person_title(known[i]),
            placeholder=t("verb_ask.pick"),
        )  # fmt: skip
    else:
        st.multiselect(
            t("verb_ask.to_some"), list(known), key=key, format_func=lambda i: person_title(known[i]),
            placeholder=t("verb_ask.pick"),
        )  # fmt: skip


def person_title(person: Pickable) -> str:
    """A name with the office, for people who share it."""
    return join((person.name, say(person.organisation), shortened(person.roles)))


def shortened(roles: Sequence[Text]) -> str:
    """The first two roles of somebody."""
    return t("shell.and").join(r.say(lang()) for r in roles[:2])


def _clock(view: CaseView, offer: OfferedVerb) -> None:
    clocks: Mapping[str, Text] = {k: c.title for k, c in view.bundle.procedure.clocks.items() if c.extend}
    with st.container(horizontal=True, gap="small"):
        st.selectbox(
            t("verb_ask.clock"), list(clocks), key=_key(view, offer, "clock"), format_func=lambda c: say(clocks[c]),
        )  # fmt: skip
        st.number_input(t("verb_ask.days"), 1, 999, 5, key=_key(view, offer, "days"))


def _key(view: CaseView, offer: OfferedVerb, what: str) -> str:
    return f"verb:{view.id}:{view.revision}:{offer.name}:{what}"
