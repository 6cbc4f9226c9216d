"""The dialog of an action on many cases: what is filled in with it is asked once, and given to each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from forms.definition import Form
from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.case_given import draw_given, forget, given_values
from pages.parts.frame import recount
from pages.parts.many import Asking, asking, tell_many
from pages.widgets import plain
from workflows.cases.act import bulk
from workflows.cases.once import Done
from workflows.cases.search import CaseRow
from workflows.cases.view import CaseView, view
from workflows.engine.types import Refusal


def draw_many_given(name: str, rows: Sequence[CaseRow], on_done: Callable[[], None]) -> None:
    """The dialog of the list `name`, while it is open; `on_done` runs after the action."""
    told: Asking | None = st.session_state.get(asking(name))
    if told is None:
        return
    if not {case for case, _ in told.one.seen} & {r.id for r in rows}:  # left open when the list was left
        _close(name)
        return
    found = _first(told)
    form = _form(found, told) if found else None
    close = partial(_close, name)
    st.dialog(say(told.one.transition.title), width="medium" if form else "small", on_dismiss=close)(_body)(
        name, told, found, form, rows, on_done
    )


def _body(
    name: str, told: Asking, found: CaseView | None, form: Form | None, rows: Sequence[CaseRow],
    on_done: Callable[[], None],
) -> None:  # fmt: skip
    if st.session_state.get(asking(name)) is not told:
        st.rerun()
    st.html(html.muted(t("home.many_given", count=len(told.one.seen))))
    if found is not None and form is not None:
        draw_given(found, _use(told), form, told.wrong)
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("case.cancel"), key="many_given_no", type="tertiary", on_click=partial(_close, name))
        st.button(
            plain(t("home.bulk", action=told.one.transition.title, count=len(told.one.seen))), key="many_given_yes",
            type="primary", on_click=partial(_do, name, told, found, form, rows, on_done),
        )  # fmt: skip


def _do(
    name: str, told: Asking, found: CaseView | None, form: Form | None, rows: Sequence[CaseRow],
    on_done: Callable[[], None],
) -> None:  # fmt: skip
    """Each in a transaction of its own; what is missing for all of them is told in the dialog."""
    given: dict[str, Any] = given_values(found, _use(told), form) if found is not None and form is not None else {}
    done = bulk(office(), actor(), dict(told.one.seen), told.one.id, told.key, now(), given)
    refusals = [(case, answer) for case, answer in done if isinstance(answer, Refusal)]
    if refusals and len(refusals) == len(done) and all(r.guard == "given" for _, r in refusals):
        told.wrong = tuple(refusals[0][1].findings)
        return
    titles = {r.id: r.title for r in rows}
    refused = [(titles[case], answer) for case, answer in refusals if case in titles]
    tell_many(name, told.one.transition.title, sum(isinstance(a, Done) for _, a in done), refused)
    if found is not None:
        forget(found.id, _use(told))
    _close(name)
    recount()
    on_done()


def _first(told: Asking) -> CaseView | None:
    """One of the chosen cases, for the lists that the fields of the form choose from."""
    views = (view(office(), actor(), case, now()) for case, _ in told.one.seen)
    return next((v for v in views if isinstance(v, CaseView)), None)


def _form(found: CaseView, told: Asking) -> Form | None:
    transition = found.bundle.procedure.transitions.get(told.one.id)
    return found.bundle.form(transition.form) if transition is not None and transition.form is not None else None


def _use(told: Asking) -> str:
    return f"many{told.key}"


def _close(name: str) -> None:
    st.session_state.pop(asking(name), None)
