"""The bar under a form: what is saved, what is still to mend, and the ways on. It never moves."""

from __future__ import annotations

import secrets
from functools import partial
from html import escape as e

import streamlit as st

from pages import context
from pages.context import say, t
from pages.parts import dates, html
from pages.parts.case_memory import memory as acting
from pages.parts.editor_fields import bring_in as fields_in
from pages.parts.editor_state import Editing, go_to
from pages.parts.editor_tables import bring_in as tables_in
from pages.parts.form_compare import open_compare
from pages.parts.frame import recount
from pages.parts.go import go
from pages.parts.wizard import draw_ways
from workflows.cases.act import act
from workflows.cases.drafts import Sheet
from workflows.engine.types import Action, Refusal


def draw_bar(sheet: Sheet, editing: Editing) -> None:
    """Draft state at the left, then the ways on; the forward one is primary, at the right end.

    Acting happens in callbacks, with the revision that was on the screen: what came meanwhile is not acted upon.
    """
    known = sheet.bundle.procedure.transitions
    moves = [o for o in sheet.offers if known[o.transition].form is None]
    forward = next((o.transition for o in moves if known[o.transition].kind == "forward"), None)
    others = [o.transition for o in moves if o.transition != forward and o.why_not is None]
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar"):
        last = draw_ways(editing)
        st.html(_state(sheet, editing), width="stretch")
        _others(sheet, editing, others)
        st.link_button(t("form.print"), f"/print/{editing.case_id}", icon=":material/print:")
        if forward and last:
            _forward(sheet, editing, forward)
    _dialog(sheet, editing)


def leave_if_done(case_id: int) -> None:
    """After an action the case is shown; the form is left before anything of it is drawn."""
    if st.session_state.pop(_done(case_id), False):
        st.session_state.pop(f"editor:{case_id}", None)
        go("case", case=case_id)


def _state(sheet: Sheet, editing: Editing) -> str:
    """One line that is always there: the draft and, in red, what stands in the way."""
    office, memory = context.office(), editing.memory
    stands = _stands(sheet, editing)
    held = " held" if stands else ""
    if memory.refused:
        return f'<p class="bar bad{held}" role="alert">{e(t("form.not_saved", reason=say(memory.refused)))}</p>'
    if memory.not_done:
        action, why = memory.not_done
        reason = stands if why.findings and stands else say(why.message)
        return f'<p class="bar bad{held}" role="alert">{e(t("form.not_done", action=action, reason=reason))}</p>'
    if not editing.fills:
        return '<p class="bar"></p>'
    words = t("form.untouched")
    if sheet.saved_at > sheet.came_at:  # what was saved before lay with others, who may write what is not seen here
        words = t("form.saved_by", time=dates.clock(sheet.saved_at, office.zone), name=sheet.saved_by)
    saved = f'<span class="muted">{e(words)}</span><span class="safe">{e(t("form.safe"))}</span>'
    return f'<p class="bar{held}">{saved}<span class="stands">{e(stands)}</span></p>'


def _stands(sheet: Sheet, editing: Editing) -> str:
    """Why the way forward is closed."""
    known = sheet.bundle.procedure.transitions
    against = next((o for o in sheet.offers if known[o.transition].kind == "forward" and o.why_not), None)
    if against is None or against.why_not is None:
        return ""
    left = [f for f in against.why_not.findings if f.blocks]
    wrong = sum(f.level == "error" for f in left)
    if not left:
        return say(against.why_not.message)
    code = "form.places_left" if wrong else "form.answers_left"
    return t(code, places=wrong or len(left), action=known[against.transition].title)


def _forward(sheet: Sheet, editing: Editing, transition: str) -> None:
    """Looks grey while something stands in the way, but takes every press: a button that the browser disables or
    enables between down and up swallows it.
    """
    title = sheet.bundle.procedure.transitions[transition].title
    do = partial(_wanted, sheet, editing, transition)
    st.button(say(title), key="forward", type="primary", on_click=do)


def _others(sheet: Sheet, editing: Editing, others: list[str]) -> None:
    """Compare, the workbook, the case itself, and the other ways on, in a menu."""
    transitions = sheet.bundle.procedure.transitions
    names = {"upload": t("form.upload")} if editing.fills else {}
    names |= {"case": t("form.to_case"), **{f"act:{k}": say(transitions[k].title) for k in others}}
    back = _last_version(sheet)
    if back:
        do = partial(open_compare, editing, back)
        st.button(t("form.compare"), key="compare", type="tertiary", on_click=do)
    key = f"more:{editing.case_id}"

    def chosen() -> None:
        picked = st.session_state.get(key) or ""
        if picked == "upload":
            editing.memory.dialog = ("upload", "")
        elif picked.startswith("act:"):
            _wanted(sheet, editing, picked.removeprefix("act:"))

    picked = st.menu_button(
        t("form.more"), list(names), format_func=names.__getitem__, key=key, type="tertiary", on_click=chosen
    )
    if picked == "case":
        go("case", case=editing.case_id)


def _last_version(sheet: Sheet) -> int | None:
    """The version frozen by the last action, if there was one since the case was opened."""
    return sheet.case.revision or None


def _wanted(sheet: Sheet, editing: Editing, transition: str) -> None:
    """Asks again where the definition wants it; else acts."""
    if sheet.bundle.procedure.transitions[transition].confirm:
        editing.memory.dialog = ("act", transition)
    else:
        _act(sheet, editing, transition)


def _dialog(sheet: Sheet, editing: Editing) -> None:
    name, transition = editing.memory.dialog
    if name != "act" or editing.memory.conflicts:
        return
    if not any(o.transition == transition for o in sheet.offers):
        editing.memory.dialog = ("", "")
        return
    title = sheet.bundle.procedure.transitions[transition].title
    close = partial(_close, editing)
    st.dialog(say(title), width="small", on_dismiss=close)(_confirm)(sheet, editing, transition)


def _confirm(sheet: Sheet, editing: Editing, transition: str) -> None:
    if editing.memory.dialog[0] != "act":
        st.rerun()
    title = sheet.bundle.procedure.transitions[transition].title
    st.html(html.muted(t("form.confirm_note", action=title)))
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("form.cancel"), key="confirm_no", on_click=partial(_close, editing))
        do = partial(_act, sheet, editing, transition)
        st.button(say(title), key="confirm_yes", type="primary", on_click=do)


def _close(editing: Editing) -> None:
    editing.memory.dialog = ("", "")


def _act(sheet: Sheet, editing: Editing, transition: str) -> None:
    """Saves what was just left, then takes the transition."""
    _close(editing)
    with editing.memory.saving:
        editing.memory.refused = None
        if fields_in(editing) and tables_in(editing):
            _take(sheet, editing, transition)


def _take(sheet: Sheet, editing: Editing, transition: str) -> None:
    """Takes the transition once, however often it is pressed; or remembers why not and goes to the first place."""
    name = f"key:{editing.case_id}:{sheet.case.revision}:{transition}"
    key = st.session_state.setdefault(name, secrets.token_urlsafe(12))
    action = Action(context.actor(), transition, sheet.case.revision, key)
    done = act(context.office(), editing.case_id, action, context.now())
    title = sheet.bundle.procedure.transitions[transition].title
    if not isinstance(done, Refusal):
        st.session_state[_done(editing.case_id)] = True
        told = acting(editing.case_id)  # the page of the case says what came of it
        told.done, told.unnumbered, told.refused = (title, done), sheet.case.number is None, None
        recount()
        return
    editing.memory.not_done = (title, done)
    blocking = [f for f in done.findings if f.blocks]
    if blocking:
        go_to(editing, blocking[0].place)


def _done(case_id: int) -> str:
    return f"done:{case_id}"
