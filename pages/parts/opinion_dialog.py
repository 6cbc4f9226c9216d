"""意见: the form of an opinion, for one row, for several, or for all that wait for the person at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from forms.definition import Form
from forms.text import Message
from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.case_given import begin, draw_given, forget, given_values
from pages.parts.case_look import join
from pages.parts.case_memory import ask, memory, settle
from pages.parts.case_told import not_done
from pages.parts.some import draw_some, forget_some, some_chosen
from pages.widgets import plain
from workflows.cases.act import act
from workflows.cases.once import Done
from workflows.cases.opinions import About, Asked, RoundView
from workflows.cases.view import CaseView
from workflows.engine.types import Action, Refusal

OPINION = "verb:opinion"
TITLE = Message("round.give_opinion")


@dataclass(frozen=True)
class Open:
    """An opinion that the person may give."""

    task: int
    title: str


def waiting(view: CaseView) -> list[Open]:
    """The opinions that the person has not given yet."""
    mine = [(about, a) for about, a in _mine(view) if not a.given]
    several = len({a.role for _, a in mine}) > 1
    return [Open(a.task, _title(about, a, with_role=several or not about.row)) for about, a in mine]


def _mine(view: CaseView) -> Iterator[tuple[About, Asked]]:
    for each in view.rounds:
        if each.now:
            yield from ((about, a) for about in each.about for a in about.asked if a.mine)


def _title(about: About, asked: Asked, *, with_role: bool = True) -> str:
    """The row, and the role where the person has several."""
    return join((str(about.number or ""), say(about.label), say(asked.role) if with_role else ""))


def ask_opinion(case_id: int, asked: Asked | None) -> None:
    """Opens the dialog: for one task, or for all that wait. One that was given already is shown as it is."""
    ask(case_id, OPINION)
    st.session_state[_key(case_id, "one")] = asked.task if asked else None
    forget_some(_key(case_id, "tasks"))
    if asked and asked.given and asked.opinion is not None:
        begin(case_id, _use(asked.task), asked.opinion)


def draw_opinion_button(view: CaseView) -> bool:
    """What is due first for whoever is asked; whether there is anything."""
    left = waiting(view)
    if left:
        st.button(
            t("round.give_opinion"), key="act_opinion", type="primary", width="stretch",
            on_click=partial(ask_opinion, view.id, None),
        )  # fmt: skip
        if len(left) > 1:
            st.html(html.why_not(t("round.left", count=len(left))))
    return bool(left)


def draw_opinion_dialog(view: CaseView) -> None:
    told = memory(view.id)
    if told.dialog != OPINION:
        return
    held = next((r for r in view.rounds if r.now), None)
    if held is None or not list(_mine(view)):
        told.refused, told.dialog = (TITLE, Refusal(Message("stale"), guard="seen")), ""
        return
    title = t("round.give_opinion")
    st.dialog(title, width="medium", on_dismiss=partial(ask, view.id, ""))(_body)(view, held)


def _body(view: CaseView, held: RoundView) -> None:
    told = memory(view.id)
    if told.dialog != OPINION:
        st.rerun()
    _which(view)
    use = _use(st.session_state.get(_key(view.id, "one")))
    draw_given(view, use, held.form, told.refused[1].findings if told.refused else ())
    who = "apart" if held.apart else held.round.others_seen.replace(" ", "_")
    st.html(html.muted(t(f"round.told_{who}")))
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("case.cancel"), key="opinion_no", type="tertiary", on_click=partial(ask, view.id, ""))
        st.button(
            plain(t("round.give_opinion")), key="opinion_yes", type="primary",
            on_click=partial(_confirmed, view, held.form, use),
        )  # fmt: skip
    if told.refused:  # below the buttons, which do not move
        st.html(not_done(*told.refused))


def _which(view: CaseView) -> None:
    """About which rows: the one that was pressed, or a choice among those that wait, all of them to begin with."""
    one, left = st.session_state.get(_key(view.id, "one")), waiting(view)
    titles = {a.task: _title(about, a) for about, a in _mine(view)} | {o.task: o.title for o in left}
    if one is not None or len(left) == 1:
        st.html(html.muted(titles.get(one or left[0].task, "")))
        return
    draw_some(t("round.which"), {o.task: o.title for o in left}, _key(view.id, "tasks"), [o.task for o in left])


def _confirmed(view: CaseView, form: Form, use: str) -> None:
    """Reads the fields as they are now; each opinion in a transaction of its own, each with its own answer."""
    one, given = st.session_state.get(_key(view.id, "one")), given_values(view, use, form)
    tasks = [one] if one is not None else _chosen(view)
    if not tasks:
        memory(view.id).refused = (TITLE, Refusal(Message("round.none_chosen"), guard="given"))
        return
    done = [(task, _do(view, task, given)) for task in tasks]
    good = next((d for _, d in done if isinstance(d, Done)), None)
    if settle(view.id, TITLE, good or done[0][1], lambda refusal: refusal.guard == "given"):
        forget(view.id, use)
        _told(view, done)


def _chosen(view: CaseView) -> list[int]:
    left = {o.task: o.title for o in waiting(view)}
    return list(left) if len(left) == 1 else list(some_chosen(left, _key(view.id, "tasks")))


def _do(view: CaseView, task: int, given: Mapping[str, Any]) -> Done | Refusal:
    key = memory(view.id).key(f"opinion/{task}", view.revision)
    action = Action(actor(), "", view.revision, key, given, verb="opinion", task=task)
    return act(office(), view.id, action, now())


def _told(view: CaseView, done: Sequence[tuple[int, Done | Refusal]]) -> None:
    titles = {o.task: o.title for o in waiting(view)}
    memory(view.id).some = tuple((titles.get(i, ""), d) for i, d in done if isinstance(d, Refusal))


def _use(task: int | None) -> str:
    return f"opinion{task or ''}"


def _key(case_id: int, what: str) -> str:
    return f"opinion:{case_id}:{what}"
