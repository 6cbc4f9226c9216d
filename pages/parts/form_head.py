"""The head of a form: what it is, where it stands, until when, and why it came back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from forms.text import Message, Text
from pages import context
from pages.context import lang, say, t
from pages.parts import dates, html
from pages.parts.editor_state import Editing
from pages.parts.form_compare import open_compare
from pages.parts.frame import crumbs
from workflows.cases.drafts import Sheet
from workflows.cases.history import Step
from workflows.cases.view import view
from workflows.engine.types import Refusal


def draw_head(sheet: Sheet, editing: Editing) -> None:
    """Title, state and closing date, one line of identifiers, and the notice of a returned case."""
    title, state = editing.form.title, sheet.bundle.procedure.states[sheet.case.state]
    crumbs(t("shell.page.home"), say(sheet.bundle.procedure.title), sheet.case.number or say(sheet.title))
    tone: html.Tone = "idle" if state.waits else ("end" if state.end else "")
    st.html(html.head(say(title), html.chip(say(state.title), tone) + _closing(sheet), _line(sheet)))
    returned = _returned(sheet, editing)
    if returned:
        _notice(sheet, editing, returned)
    if not editing.fills:
        holder = sheet.bundle.procedure.roles.get(state.holder or "")
        words = t("form.read_only", holder=holder.title) if holder else t("form.over", state=state.title)
        st.html(html.notice(words))


def _line(sheet: Sheet) -> str:
    words = [say(sheet.title), sheet.case.number or "", t("form.version", number=sheet.bundle.number), _basis(sheet)]
    words += [t(f"form.{mark}") for mark, on in (("on_behalf", sheet.case.on_behalf), ("late", sheet.late)) if on]
    return "　".join(w for w in words if w)


def _basis(sheet: Sheet) -> str:
    """The numbers of the documents that the form rests on."""
    found = [source.number for source in sheet.bundle.form().sources.values() if source.number and not source.practice]
    return t("form.basis", numbers=list(dict.fromkeys(found))) if found else ""


def _closing(sheet: Sheet) -> str:
    """The closing date of the campaign, as long as the form is not handed in."""
    if sheet.closes is None or sheet.case.number is not None:
        return ""
    today = context.office().today(context.now())
    left = (sheet.closes - today).days
    day = t("form.closes_on", day=dates.near(sheet.closes, today, lang()))
    return html.light(dates.lamp(sheet.closes, today), _left(left), day)


def _left(days: int) -> str:
    if days == 0:
        return t("form.last_day")
    return t("form.days_left", days=days) if days > 0 else t("form.days_over", days=-days)


def _returned(sheet: Sheet, editing: Editing) -> Step | None:
    """The step that sent the case back, while it lies with whom it was sent back to; looked up once a revision."""
    procedure = sheet.bundle.procedure
    back = [k for k, tr in procedure.transitions.items() if tr.kind == "return" and k in sheet.case.last_actors]
    if not back or not editing.fills:
        return None
    memory = editing.memory
    if memory.returned is None or memory.returned[0] != sheet.case.revision:
        seen = view(context.office(), context.actor(), editing.case_id, context.now())
        last = None if isinstance(seen, Refusal) else next(iter(seen.steps), None)
        memory.returned = (sheet.case.revision, last if last and last.kind == "return" else None)
    found: Step | None = memory.returned[1]
    return found


def _notice(sheet: Sheet, editing: Editing, step: Step) -> None:
    """Who sent it back and when, what they wrote, and a way to see what was changed since."""
    office = context.office()
    at = dates.moment(step.at, office.zone, office.today(context.now()))
    words = "　".join((f"{say(step.organisation)}　{step.name}", at, _words(step.title)))
    form = step.given_form
    told = []
    for field in form.fields if form else ():
        if field.key in step.given:
            told.append((field.title.say(lang()), field.show(step.given[field.key], editing.options, lang())))
    body = "<br>".join(escape(v if len(told) == 1 else f"{k}：{v}") for k, v in told)
    with st.container(horizontal=True, key="returned", vertical_alignment="center", gap="small"):
        st.html(html.notice(words, body_html=body), width="stretch")
        if step.revision is not None:
            do: Callable[[], None] = partial(open_compare, editing, step.revision)
            st.button(t("form.changed_since"), key="since_return", type="tertiary", on_click=do)


def _words(title: Text | Message) -> str:
    return say(title)
