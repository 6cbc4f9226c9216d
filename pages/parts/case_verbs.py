"""更多操作: what can be done with tasks and with the case beside its transitions, each with its dialog."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from forms.text import Message
from pages.context import actor, now, office, say, t
from pages.messages import MESSAGES
from pages.parts import html
from pages.parts.case_memory import VERB, ask, memory, settle
from pages.parts.case_told import not_done, why
from pages.parts.guests_dialog import draw_invite_button
from pages.parts.verb_fields import ASKS, Asked, Wanted, draw_fields, given_fields, task_title
from pages.widgets import plain
from workflows.cases.act import act
from workflows.cases.offered_verbs import OfferedVerb
from workflows.cases.once import Done
from workflows.cases.view import CaseView
from workflows.engine.types import Action, Refusal

LEAVES = frozenset({"stale", "role", "revision"})
"""Refusals after which the page has to be looked at anew."""


def title(name: str) -> Message:
    """What a verb is called; one without a name of its own is called as the history calls it."""
    code = "round.give_opinion" if name == "opinion" else f"verb.{name}"
    return Message(code if code in MESSAGES else f"step.{name}")


def draw_more(view: CaseView) -> None:
    """The menu of the rail; those that cannot be used now say why."""
    order = list(ASKS)
    lengthens = any(c.extend for c in view.bundle.procedure.clocks.values())
    offered = [v for v in view.verbs if v.name in ASKS and (lengthens or not ASKS[v.name].clock)]
    shown = sorted(offered, key=lambda v: order.index(v.name))
    if not shown and not view.invitable and not view.guests:
        return
    menu = st.popover(t("case.more"), width="stretch", key=f"more_{view.id}_{memory(view.id).turn}")
    with menu, st.container(gap="xsmall", key="verbs"):
        for each in (v for v in shown if v.why_not is None):
            _verb(view, each)
        draw_invite_button(view)
        for each in (v for v in shown if v.why_not is not None):
            _verb(view, each)


def _verb(view: CaseView, offer: OfferedVerb) -> None:
    st.button(
        plain(say(title(offer.name))), key=f"verb_{offer.name}", type="tertiary", icon=ASKS[offer.name].icon,
        disabled=offer.why_not is not None, on_click=partial(ask, view.id, VERB + offer.name),
    )  # fmt: skip
    if offer.why_not:
        st.html(html.why_not(why(offer.why_not)))


def draw_verb_dialog(view: CaseView) -> None:
    """Asks for what the verb needs, and once more whether."""
    dialog = memory(view.id).dialog
    offer = next((v for v in view.verbs if VERB + v.name == dialog and v.name in ASKS), None)
    if offer is not None:
        st.dialog(say(title(offer.name)), on_dismiss=partial(ask, view.id, ""))(_body)(view, offer)


def _body(view: CaseView, offer: OfferedVerb) -> None:
    told = memory(view.id)
    if told.dialog != VERB + offer.name:
        st.rerun()
    st.html(html.muted(t(f"verb_ask.{offer.name}")))
    draw_fields(_wanted(view, offer))
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("case.cancel"), key="verb_no", type="tertiary", on_click=partial(ask, view.id, ""))
        st.button(
            plain(say(title(offer.name))), key="verb_yes", type="primary", on_click=partial(_confirmed, view, offer),
        )  # fmt: skip
    if told.refused:  # below the buttons, which do not move
        st.html(not_done(*told.refused))


def _wanted(view: CaseView, offer: OfferedVerb) -> Wanted:
    """All tasks of one's own are meant to begin with, none of others."""
    tasks = [task for task in view.tasks if task.id in offer.tasks]
    own = all(task.mine for task in tasks)
    clocks = {k: c.title for k, c in view.bundle.procedure.clocks.items() if c.extend}
    return Wanted(
        f"verb:{view.id}:{view.revision}", offer.name, {task.id: task_title(task) for task in tasks},
        tuple(task.id for task in tasks) if own else (), clocks,
    )  # fmt: skip


def _confirmed(view: CaseView, offer: OfferedVerb) -> None:
    """Each task in a transaction of its own, each with its own answer."""
    asked = given_fields(_wanted(view, offer))
    if offer.tasks and not asked.tasks:
        memory(view.id).refused = (title(offer.name), Refusal(Message("verb_ask.none"), guard="given"))
        return
    done = [(task, _do(view, offer.name, task, asked)) for task in asked.tasks or (None,)]
    _settled(view, offer, done)


def _do(view: CaseView, name: str, task: int | None, asked: Asked) -> Done | Refusal:
    key = memory(view.id).key(f"{VERB}{name}/{task}", view.revision)
    action = Action(
        actor(), "", view.revision, key, verb=name, task=task, to=asked.to, target=asked.target,
        reason=asked.reason, amount=asked.amount,
    )  # fmt: skip
    return act(office(), view.id, action, now())


def _settled(view: CaseView, offer: OfferedVerb, done: Sequence[tuple[int | None, Done | Refusal]]) -> None:
    good = next((d for _, d in done if isinstance(d, Done)), None)
    settle(view.id, title(offer.name), good or done[0][1], lambda refusal: refusal.guard not in LEAVES)
    if good is not None:
        names = {task.id: say(task.row_title or task.who) for task in view.tasks}
        memory(view.id).some = tuple((names.get(i or 0, ""), d) for i, d in done if isinstance(d, Refusal))
