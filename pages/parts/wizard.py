"""A form page by page: where one is, the strip of its pages, the sections of a long page, and the ways on.

The page stands in the address (`page=3`, `page=summary`, `section=2`), so that the browser's back button goes back a
page. Without one, the form goes on where this tab left it, else where something is left to fill in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from forms.steps import Count, Section, Step, Steps
from pages.context import say, t
from pages.parts import address, html
from pages.parts.editor_fields import bring_in as fields_in
from pages.parts.editor_state import Editing
from pages.parts.editor_tables import bring_in as tables_in
from pages.parts.visit import visit
from pages.widgets import plain

SUMMARY = "summary"
_NAMED = 4
"""Missing fields that are named in the line under the strip."""


@dataclass(frozen=True)
class Here:
    """Where somebody is in a form; `step` is None on the summary."""

    steps: Steps
    step: Step | None
    section: int = 1


def here(editing: Editing) -> Here | None:
    """The place the address names, or that a link asked for; None for a form that is shown as cards."""
    if not editing.paged:
        return None
    if address.word("page") == SUMMARY:  # who is there says that they are through with everything
        editing.memory.checked |= {page.id for page in editing.form.pages}
    if not editing.steps.all:
        return None
    _follow(editing)
    found = _named(editing)
    if found.step:
        editing.memory.page = found.step.number
        editing.memory.sections[found.step.number] = found.section
    return found


def _follow(editing: Editing) -> None:
    """Opens the page and section of the field that somebody wants to see."""
    key, editing.memory.wanted = editing.memory.wanted, ""
    step = editing.steps.of(key) if key else None
    if step and (_named(editing).step, _named(editing).section) != (step, step.section_of(key)):
        _open(step, step.section_of(key))


def _named(editing: Editing) -> Here:
    wanted = address.word("page")
    if wanted == SUMMARY and editing.only is None:
        return Here(editing.steps, None)
    step = editing.steps.at(address.number("page"))
    section = address.number("section") or 1
    if step is None:
        step = _begin(editing)
        section = editing.memory.sections.get(step.number, 1)
    return Here(editing.steps, step, section if section <= len(step.sections) else 1)


def _begin(editing: Editing) -> Step:
    """The page to begin with; the same for as long as one stays on this screen."""
    memory, now = editing.memory, visit()
    if memory.visit[0] != now:
        first = editing.steps.at(memory.page) or editing.steps.resume
        memory.visit = (now, first.number if first else 0)
    return editing.steps.at(memory.visit[1]) or editing.steps.all[0]


def draw_steps(editing: Editing, at: Here) -> None:
    """Every page with its state, and a line that is always there: what the page left last still wants."""
    with st.container(border=True, key="card_steps", gap="xsmall"):
        with st.container(horizontal=True, gap="xsmall", key="steps"):
            for number, step in enumerate(at.steps.all, 1):
                words = f"**{number}**　{plain(say(step.page.title))}  \n{_state(step.count)}"
                _button(editing, f"step_{step.number}", words, step is at.step, partial(go_page, editing, step))
            if editing.only is None:
                words = f"**{plain(t('wizard.summary'))}**  \n:gray[:small[{plain(t('wizard.summary_note'))}]]"
                _button(editing, "step_summary", words, at.step is None, partial(go_page, editing, None))
        st.html(_left(editing, at))


def _button(editing: Editing, key: str, words: str, chosen: bool, do: Callable[[], None]) -> None:
    kind: Any = "secondary" if chosen else "tertiary"
    st.button(words, key=key, type=kind, on_click=do, width="stretch")


def _state(count: Count) -> str:
    """The state of a page in a word and a colour; both say the same. One with nothing for this person is not done."""
    filled = plain(t("wizard.filled", filled=count.filled, fields=count.fields))
    said = {
        "untouched": f":gray[:small[{plain(t('wizard.untouched'))}]]",
        "begun": f":blue[:small[{filled}]]",
        "wrong": f":red[:small[{plain(t('wizard.wrong', places=count.blocking))}]]",
        "shown": f":gray[:small[{plain(t('wizard.nothing'))}]]",
        "complete": f":green[:small[{plain(t('wizard.complete'))}]]",
    }
    return said[count.state]


def _left(editing: Editing, at: Here) -> str:
    """What the page that was left with “next” still wants; nothing stands in the way of going on."""
    step = at.steps.at(editing.memory.left)
    if step is None or step is at.step or not step.count.blocking:
        return html.step_line(_how_far(at))
    keys = {f.key for s in step.sections for f in s.fields}
    said = [f for f in editing.findings if f.blocks and f.place.path.partition(".")[0] in keys]
    names = list(dict.fromkeys(say(f.label) for f in said))
    more = t("wizard.and_more") if len(names) > _NAMED else ""
    words = t("wizard.left", page=step.page.title, places=step.count.blocking, names=names[:_NAMED]) + more
    return html.step_line(words, bad=True)


def _how_far(at: Here) -> str:
    done = sum(s.count.state == "complete" for s in at.steps.all)
    if at.step is None:
        return t("wizard.done_of", done=done, all=len(at.steps.all))
    place = at.steps.all.index(at.step) + 1
    if not any(s.count.fields for s in at.steps.all):
        return t("wizard.page_only", page=place, all=len(at.steps.all))
    return t("wizard.page_of", page=place, all=len(at.steps.all), done=done)


def toggle(editing: Editing, step: Step, section: Section, opened: int, title: str) -> None:
    """The line of a section of a long page: its title, how far it has come; pressing it opens it."""
    of = t("wizard.section_of", title=title, number=section.number, first=section.first, last=section.last)
    icon = ":material/expand_more:" if section.number == opened else ":material/chevron_right:"
    words = f"**{plain(of)}**　{_state(section.count)}"
    key = f"section_{step.number}_{section.number}"
    with st.container(border=True, key=f"card_{key}"):
        do = partial(_turn, editing, step, section)
        st.button(words, key=key, icon=icon, type="tertiary", width="stretch", on_click=do)


def _turn(editing: Editing, step: Step, section: Section) -> None:
    if _saved(editing):
        _open(step, section.number)
        _show_first(editing, section)


def go_page(editing: Editing, step: Step | None, through: Step | None = None) -> None:
    """Opens a page (None: the summary); `through` is the page one is through with, which is checked from now on."""
    if not _saved(editing):
        return
    memory = editing.memory
    memory.left = through.number if through else 0
    if through:
        memory.checked.add(through.page.id)
    if step is None:
        address.change("section", page=SUMMARY)
        memory.jump = {}
        return
    section = memory.sections.get(step.number, 1)
    _open(step, section)
    _show_first(editing, step.sections[min(section, len(step.sections)) - 1])


def _open(step: Step, section: int) -> None:
    address.change("section", page=step.number, **({"section": section} if section > 1 else {}))


def _show_first(editing: Editing, section: Section) -> None:
    """Puts the cursor into the first field."""
    writes = (f.key for f in section.fields if editing.may_write(f.key))
    first = next(writes, section.fields[0].key if section.fields else "")
    editing.memory.go("", "", first)


def _saved(editing: Editing) -> bool:
    """Saves what was just left; what did not go through is told where it stands, so the page stays."""
    with editing.memory.saving:
        return fields_in(editing) and tables_in(editing)


def draw_ways(editing: Editing) -> bool:
    """Previous and next, at their place in the bar; whether the form may be handed in from here."""
    at = here(editing)
    if at is None:
        return True
    before = at.steps.all[-1] if at.step is None else at.steps.beside(at.step, -1)
    after = at.steps.beside(at.step, 1) if at.step else None
    st.button(
        t("wizard.previous"), key="page_before", icon=":material/chevron_left:", disabled=before is None,
        on_click=partial(go_page, editing, before) if before else None,
    )  # fmt: skip
    last = at.step is not None and after is None
    st.button(
        t("wizard.to_summary" if last else "wizard.next"), key="page_after", icon=":material/chevron_right:",
        icon_position="right", disabled=at.step is None, type="secondary" if at.step is None else "primary",
        on_click=partial(go_page, editing, after, at.step),
    )  # fmt: skip
    return at.step is None
