"""What a definition looks like before it is published: on the screen as somebody, on paper, or as a list."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape as e
from typing import Any

import streamlit as st

from forms.context import compute
from forms.definition import CodeList, Form
from forms.design import opened
from forms.fields import OptionSource
from forms.layout import official_html
from forms.options import ListOptions
from forms.reading import parsed
from forms.values import sample
from pages.context import lang, now, office, t
from pages.parts import html
from pages.parts.definition_paper import look_at_template
from pages.parts.preview import preview
from workflows.access import Access
from workflows.bundle import MAIN, Bundle
from workflows.engine.types import CaseFacts
from workflows.releasing import Checked
from workflows.rights import access_of_roles


def look(name: str, checked: Checked, text: str) -> None:
    """The preview card of one part."""
    st.html(html.section(t("def.preview"), t("def.preview_note") if not name.startswith("list/") else ""))
    if name.startswith("list/"):
        _items(text)
    elif name.startswith("section/"):
        section = opened(text)
        _alone(section) if section is not None else st.html(html.empty(t("def.preview_none")))
    elif name.startswith("paper/"):
        look_at_template(checked.bundle, text)
    elif checked.bundle is not None:
        _as_somebody(checked.bundle, checked.form)
    elif checked.form is not None:
        _alone(checked.form)
    else:
        st.html(html.empty(t("def.preview_none")))


def _as_somebody(bundle: Bundle, form: Form | None) -> None:
    uses = [u for u, use in bundle.procedure.forms.items() if form is None or use.form == form.id] or [MAIN]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        use = st.selectbox(
            t("def.use"), uses, format_func=lambda u: t("def.use.main") if u == MAIN else _title(bundle, u)
        )
        shown = form or bundle.form(use)
        if use != MAIN:
            _alone(shown)
            return
        states = list(bundle.procedure.states)
        state = st.selectbox(t("def.state"), states, format_func=lambda s: _named(bundle.procedure.states[s]))
        roles = list(bundle.procedure.roles)
        role = st.selectbox(t("def.role"), roles, format_func=lambda r: _named(bundle.procedure.roles[r]))
    options = _options(bundle)
    rights = access_of_roles(bundle, _facts(state), [role])
    _drawn(shown, rights, compute(shown, sample(shown, options), options), options)


def _title(bundle: Bundle, use: str) -> str:
    return bundle.form(use).title.say(lang())


def _named(thing: Any) -> str:
    return (thing.en if lang() == "en" and thing.en else thing.zh) or ""


def _facts(state: str) -> CaseFacts:
    return CaseFacts(None, state, 0, {}, {}, 0, "")


def _alone(form: Form) -> None:
    """A form without a procedure around it: everything may be filled in."""
    options = ListOptions({}, _districts(), office().today(now()))
    every = frozenset(form.by_path)
    rights = Access(form, every, every, frozenset(), frozenset())
    _drawn(form, rights, compute(form, sample(form, options), options), options)


def _drawn(form: Form, rights: Access, values: Mapping[str, Any], options: OptionSource) -> None:
    if not rights.readable:
        st.html(html.empty(t("def.preview_empty")))
        return
    kinds = ["screen", "paper"]
    kind = st.segmented_control(
        t("def.look"), kinds, default="screen", required=True, format_func=lambda k: t(f"def.look.{k}"),
        label_visibility="collapsed", key="look_kind",
    )  # fmt: skip
    if kind == "paper":
        drawn = official_html(form, rights.restrict(values), options, lang(), access=rights, paper=True)
        st.html(f'<div class="paper"><div class="sheet">{drawn}</div></div>')
    else:
        st.html(preview(form, rights, values, options, lang()))


def _options(bundle: Bundle) -> OptionSource:
    return bundle.options(_districts(), office().today(now()))


def _districts() -> Mapping[str, Any]:
    with office().db.read() as session:
        return office().districts(session, office().today(now()))


def _items(text: str) -> None:
    found = parsed(CodeList, text).model
    if found is None:
        st.html(html.empty(t("def.preview_none")))
        return
    head = "".join(f"<th>{e(t(f'def.col_{c}'))}</th>" for c in ("key", "title", "from", "until"))
    rows = "".join(
        f"<tr><td>{e(i.key)}</td><td>{e(i.title.say(lang()) if i.title else i.key)}</td>"
        f"<td>{e(i.valid_from or '—')}</td><td>{e(i.valid_until or '—')}</td></tr>"
        for i in found.items
    )
    st.html(f'<table class="pv-table"><tr>{head}</tr>{rows}</table>')
