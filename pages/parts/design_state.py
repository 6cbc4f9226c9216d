"""The form that is being designed: read anew in each run, changed by one edit at a time, with what is selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import streamlit as st

from forms import feel
from forms.condition.building import Subject
from forms.definition import Form
from forms.design import key_for, opened
from forms.design.applying import Edit
from forms.fields import Field
from forms.names import types_at
from forms.sharing import Whole, whole
from pages.context import actor, now, office, saver
from pages.parts.definition_bar import TOLD
from pages.parts.told import tell
from workflows import designing, editing
from workflows.designing import SECTION, Designed, Known, Looked, Reach
from workflows.editing import Opened
from workflows.engine.types import Refusal
from workflows.publishing import PartFinding

FRESH = timedelta(seconds=30)
"""How long a draft that nobody changed is not checked again: other people's publications may concern it."""


@dataclass(frozen=True)
class Desk:
    """A form on the desk: its draft, what is wrong with it, what it may name, and what is selected on the canvas."""

    name: str
    draft: Opened
    written: Form  # as the draft says it; `form` has the shared sections in it that it names
    looked: Looked
    known: Known
    page: str
    chosen: str
    reach: Reach

    @property
    def text(self) -> str:
        return self.draft.text

    @property
    def whole(self) -> Whole:
        """The form with its shared sections, and which fields came with them."""
        return whole(self.written, self.known.sections)

    @property
    def form(self) -> Form:
        """What conditions, rules, the printed page and the preview see."""
        return self.whole.form

    @property
    def is_section(self) -> bool:
        """Whether a shared section is on the desk: fields of one page, without a printed page of its own."""
        return self.name.startswith(f"{SECTION}/")

    def pointer(self, found: PartFinding) -> str:
        """The place of a finding in the form as it is on the desk."""
        at = found.finding.pointer
        return f"/pages/0{at}" if self.is_section and at.startswith("/fields/") else at

    def is_new(self, path: str) -> bool:
        """Whether the key of a field came from its title, and neither a version nor another draft knows it."""
        published, (table, _, key) = opened(self.draft.published or ""), path.rpartition(".")
        beside = {f.key for f in (self.form.tables[table].fields if table else self.form.fields)} - {key}
        known = published is not None and path in published.by_path
        return not known and key == key_for(self.form.by_path[path].title.zh, beside) and not self.spoken_of(key)

    def spoken_of(self, key: str) -> bool:
        """Whether another draft of the person holds the word: one that names this form, or a procedure that uses it."""
        drafts = designing.drafts(office(), actor())
        mine = [f'"{x}"' for x in (self.form.id, *(v.procedure for v in self.looked.checked.publication.versions))]
        return any(key in text and any(m in text for m in mine) for n, text in drafts.items() if n != self.name)

    @property
    def besides(self) -> Sequence[Subject]:
        """What conditions may speak of beside fields."""
        return ()

    def types(self, table: str) -> feel.Types:
        """What expressions see from a table."""
        return types_at(self.form, table, self.known.lists)

    @property
    def field(self) -> Field | None:
        """The selected field."""
        return self.written.by_path.get(self.chosen)


def desk(name: str) -> Desk | Opened | Refusal:
    """The form of the address; its draft alone where that cannot be drawn."""
    draft = editing.open_part(office(), actor(), name)
    form = opened(draft.text) if isinstance(draft, Opened) else None
    if form is None or not isinstance(draft, Opened):
        return draft
    known, looked = looked_now(name, draft.text)
    page, chosen = _selected(name, form)
    return Desk(name, draft, form, looked, known, page, chosen, designing.reach(office(), actor(), name))


def act(name: str, edit: Edit) -> bool:
    """Makes one edit; a refusal is told, what the edit leaves selected is selected. For handlers."""
    done = designing.design(office(), saver(), name, edit, now())
    if isinstance(done, Designed):
        if done.chosen:
            choose(name, done.chosen)
        return True
    tell(TOLD, done)
    return False


def back(name: str) -> None:
    """One step back. For handlers."""
    _told(designing.undo(office(), saver(), name, now()))


def forward(name: str) -> None:
    """One step forward again. For handlers."""
    _told(designing.redo(office(), saver(), name, now()))


def _told(refusal: Refusal | None) -> None:
    if refusal is not None:
        tell(TOLD, refusal)


def choose(name: str, path: str, page: str = "") -> None:
    """Selects a field, or with a page alone that page."""
    st.session_state[f"design_at:{name}"] = (page, path)


def _selected(name: str, form: Form) -> tuple[str, str]:
    """The page that is shown and the field that is selected, as far as they are still there."""
    page, path = st.session_state.get(f"design_at:{name}", ("", ""))
    path, last = path if path in form.by_path else "", f"design_page:{name}"
    page = page or st.session_state.get(last, "")
    if top := path.partition(".")[0]:
        page = next(p.id for p in form.pages if any(f.key == top for f in p.fields))
    elif not any(p.id == page for p in form.pages):
        page = form.pages[0].id if form.pages else ""
    st.session_state[last] = page
    return page, path


def looked_now(name: str, text: str) -> tuple[Known, Looked]:
    """What is known and what is wrong; those of the last run while no draft was changed, for a short while."""
    drafts = {p.name: p.drafted_at for p in editing.parts(office(), actor())}
    seen: Mapping[str, Any] | tuple[Any, ...] = (name, text, tuple(drafts.items()), actor().id)
    kept = st.session_state.get("design_looked")
    if kept and kept[0] == seen and now() - kept[1] < FRESH:
        return kept[2], kept[3]
    known = designing.known(office(), actor())
    looked = designing.looked_at(office(), actor(), name, text, known.lists, now(), known.sections)
    st.session_state["design_looked"] = (seen, now(), known, looked)
    return known, looked


def known_now() -> Known:
    """What is known where nothing is looked at besides; that of the last look, which is a moment old."""
    kept = st.session_state.get("design_looked")
    if kept and now() - kept[1] < FRESH:
        found: Known = kept[2]
        return found
    return designing.known(office(), actor())
