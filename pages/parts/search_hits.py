"""What a search found: a title to press, and below it where the words stand."""

from __future__ import annotations

import streamlit as st

from forms.text import Text
from pages.context import say, t
from pages.parts import case_look as look
from pages.parts import html
from pages.parts.go import go
from pages.widgets import plain
from workflows.search.results import CaseHit, EntryHit
from workflows.search.snippets import Marked, Snippet


def draw_case(hit: CaseHit, with_procedure: bool) -> None:
    """A case: its title, number, state, district, and where the words stand."""
    row = hit.row
    about = [_marked(hit.number) if hit.number else html.e(t("home.unnumbered"))]
    about += [html.e(say(row.procedure_title))] if with_procedure else []
    about += [html.e(say(row.district.title)), html.e(say(row.organisation)), html.e(look.moment(row.changed_at))]
    _hit(f"case_{row.id}", hit.title, html.chip(say(row.state.title), look.tone(row.state)), about, hit.snippets)
    if st.session_state.pop(f"_opened_case_{row.id}", False):
        go("case", case=row.id)


def draw_entry(hit: EntryHit) -> None:
    """An entry: its title, register, district, since when it is in, and where the words stand."""
    code = "find.was_in" if hit.until else "find.is_in"
    stays = t(code, since=hit.since.isoformat(), until=hit.until.isoformat() if hit.until else "")
    about = [html.e(words) for words in (say(hit.called), say(hit.district), stays) if words]
    chip = html.chip(t("find.out"), "end") if hit.until else html.chip(t("find.in"))
    _hit(f"entry_{hit.id}", hit.title, chip, about, hit.snippets)
    if st.session_state.pop(f"_opened_entry_{hit.id}", False):
        go("register", entry=hit.id)


def _hit(key: str, title: Marked, chip_html: str, about_html: list[str], snippets: tuple[Snippet, ...]) -> None:
    with st.container(gap=None, key=f"hit_{key}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(bold(title), key=f"open_{key}", type="tertiary", on_click=_open, args=(key,))
            st.html(chip_html, width="content")
        below = "".join(f"<li><b>{html.e(_name(s))}</b>{_marked(s.parts)}</li>" for s in snippets)
        about = f'<p class="hit_about">{" · ".join(about_html)}</p>'
        st.html(about + (f'<ul class="said">{below}</ul>' if below else ""))


def _open(key: str) -> None:
    st.session_state[f"_opened_{key}"] = True


def _name(snippet: Snippet) -> str:
    return t("find.label", field=snippet.label if isinstance(snippet.label, Text) else say(snippet.label))


def bold(parts: Marked) -> str:
    """As the label of a button, which knows Markdown."""
    return "".join(f":blue-background[**{plain(text)}**]" if on else plain(text) for text, on in parts)


def _marked(parts: Marked) -> str:
    return "".join(f"<mark>{html.e(text)}</mark>" if on else html.e(text) for text, on in parts)
