"""The form that is filled in with a transition: drawn in its dialog, kept by the tab until it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from forms.definition import Form
from forms.fields import Field
from forms.fields.long_text import LongTextField
from forms.finding import Finding
from pages.context import actor, lang, office, say, t
from pages.parts import html
from pages.parts.basis import field_basis
from pages.parts.editor_files import address, keep_file
from pages.parts.editor_sources import look_up
from pages.parts.told import tell, told
from pages.widgets import NOTHING, Asked, plain, widget_of
from workflows.cases.view import CaseView
from workflows.engine.types import Refusal
from workflows.phrases import forget as forget_phrase
from workflows.phrases import keep as keep_phrase
from workflows.phrases import mine


def draw_given(view: CaseView, transition: str, form: Form, wrong: Sequence[Finding] = ()) -> None:
    """Each field with its hint, or what is wrong; long texts with the form's stock phrases and the person's own."""
    for number, f in enumerate(form.fields):
        with st.container(gap="xxsmall", key=f"given_{view.id}_{transition}_{number}"):
            own = mine(office(), actor(), _phrases_of(form, f)) if isinstance(f, LongTextField) else []
            widget_of(f).draw(_asked(view, transition, form, _with(f, [text for _, text in own])))
            if not f.valued:
                continue
            st.html(html.hint(say(f.help) if f.help else "", [say(w.message) for w in wrong if w.place.field == f.key]))
            if isinstance(f, LongTextField) and actor().task is None:  # who came by a link comes once
                _own_phrases(view, transition, form, f, own)
            told(_state_key(view.id, transition, f))


def _with(f: Field, own: list[str]) -> Field:
    """The field with these stock phrases beside its own."""
    if not isinstance(f, LongTextField) or not own:
        return f
    return f.model_copy(update={"phrases": [*f.phrases, *(p for p in own if p not in f.phrases)]})


def _phrases_of(form: Form, f: Field) -> str:
    return f"{form.id}/{f.key}"


def _own_phrases(view: CaseView, transition: str, form: Form, f: Field, own: list[tuple[int, str]]) -> None:
    """Keeping what was written as a phrase of one's own, and letting go of those kept."""
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            t("case.phrase_keep"), key=f"keep_{f.key}", type="tertiary", icon=":material/bookmark_add:",
            on_click=partial(_keep_phrase, _state_key(view.id, transition, f), _phrases_of(form, f)),
        )  # fmt: skip
        if own:
            with st.popover(t("case.phrase_mine", count=len(own)), type="tertiary"):
                for number, text in own:
                    _own_phrase(number, text)


def _own_phrase(number: int, text: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(plain(text), width="stretch")
        st.button(
            t("case.phrase_forget"), key=f"forget_{number}", type="tertiary", icon=":material/close:",
            on_click=lambda: forget_phrase(office(), actor(), number),
        )  # fmt: skip


def _keep_phrase(state: str, name: str) -> None:
    """Reads the box as it is now."""
    kept = keep_phrase(office(), actor(), name, str(st.session_state.get(state) or ""))
    tell(state, kept if isinstance(kept, Refusal) else t("case.phrase_kept"))


def given_values(view: CaseView, transition: str, form: Form) -> dict[str, Any]:
    """What was typed, as the widgets hold it now."""
    kept = _kept(view.id, transition)
    found: dict[str, Any] = {}
    for f in form.fields:
        held = widget_of(f).held(f, view.options, _state_key(view.id, transition, f))
        found[f.key] = f.normal(kept.get(f.key) if held is NOTHING else held, view.options)
    return found


def _asked(view: CaseView, transition: str, form: Form, f: Field) -> Asked:
    kept, keep = _kept(view.id, transition), partial(_keep, view, transition, f)
    return Asked(
        field=f,
        key=_state_key(view.id, transition, f),
        value=kept.get(f.key),
        options=view.options,
        lang=lang(),
        save=keep,
        late=keep,
        keep=partial(keep_file, f),
        fetch=address,
        required=f.required,
        basis=field_basis(form, f, view.bundle.policies),
        sources=look_up,
    )


def _keep(view: CaseView, transition: str, f: Field, raw: Any) -> bool:
    kept, value = _kept(view.id, transition), f.normal(raw, view.options)
    kept[f.key] = value
    kept |= f.brings(value)
    return True


def _kept(case_id: int, transition: str) -> dict[str, Any]:
    found: dict[str, Any] = st.session_state.setdefault(f"given:{case_id}:{transition}", {})
    return found


def _state_key(case_id: int, transition: str, f: Field) -> str:
    return f"given:{case_id}:{transition}:{f.key}"


def begin(case_id: int, transition: str, values: Mapping[str, Any]) -> None:
    """What stands in the form to begin with."""
    st.session_state[f"given:{case_id}:{transition}"] = dict(values)


def forget(case_id: int, transition: str) -> None:
    """Once it was sent, nothing is kept."""
    st.session_state.pop(f"given:{case_id}:{transition}", None)
