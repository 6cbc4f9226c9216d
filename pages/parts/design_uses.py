"""The tab 用途: what speaks of the selected field, in the form and around it, and renaming it everywhere."""

from __future__ import annotations

from collections import Counter
from html import escape as e

import streamlit as st

from forms.design.uses import Reads, uses_of
from pages.context import actor, lang, now, office, saver, say, t
from pages.parts import html
from pages.parts.definition_bar import TOLD
from pages.parts.definition_findings import part_words
from pages.parts.design_state import Desk, choose
from pages.parts.told import tell
from workflows.designing import Renaming, plan, rename
from workflows.engine.types import Refusal

SHOWN = 40  # places listed at once


def draw_uses(desk: Desk) -> None:
    """Renaming, and the rule map."""
    key = f"design_key:{desk.name}:{desk.chosen}"
    st.session_state[key] = desk.chosen.rpartition(".")[2]
    st.text_input(
        t("design.key"), key=key, help=t("doc.key.key"), max_chars=60, on_change=_typed, args=(desk, key)
    )
    _asked(desk)
    by_others, own = uses_of(desk.form, desk.chosen)
    _list(desk, "design.used_by", by_others, lambda r: r.of)
    _list(desk, "design.reads", own, lambda r: r.path)
    _around(desk)


def _typed(desk: Desk, key: str) -> None:
    """A name that only the form knows is changed at once; else what would change is shown first."""
    st.session_state["design_rename"] = (desk.name, desk.chosen, st.session_state[key].strip())


def _asked(desk: Desk) -> None:
    name, path, key = st.session_state.get("design_rename", ("", "", ""))
    if (name, path) != (desk.name, desk.chosen) or not key or key == path.rpartition(".")[2]:
        return
    found = plan(office(), actor(), name, path, key)
    if isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
        return
    counts = Counter(c.part for c in found.changes)
    words = [t("design.rename_in", part=part_words(p), count=n) for p, n in counts.items()]
    with st.container(border=True, gap="xsmall", key="dz_rename"):
        st.html(html.section(t("design.rename", old=path.rpartition(".")[2], new=key)))
        st.html(f"<p class='dz-quote'>{'<br>'.join(e(w) for w in words)}</p>")
        _places(found)
        for finding in found.left[:5]:
            st.html(f'<p class="dz-bad">{e(part_words(finding.part))}　{e(finding.say(lang()))}</p>')
        with st.container(horizontal=True, gap="small"):
            st.button(t("design.rename_yes"), type="primary", key="dz_rename_yes", on_click=_rename, args=(desk, found))
            st.button(t("design.rename_no"), key="dz_rename_no", on_click=_forget)


def _places(found: Renaming) -> None:
    with st.expander(t("design.rename_all", count=len(found.changes)), key="dz_rename_all"):
        rows = "".join(
            f"<li><small>{e(part_words(c.part))}　{e(c.pointer)}</small><s>{e(c.before)}</s> → <b>{e(c.after)}</b></li>"
            for c in found.changes[:SHOWN]
        )
        st.html(f'<ul class="dz-places">{rows}</ul>')


def _rename(desk: Desk, found: Renaming) -> None:
    refused = rename(office(), saver(), found, now())
    _forget()
    if refused is not None:
        tell(TOLD, refused)
        return
    choose(desk.name, found.path)
    tell(TOLD, t("design.renamed", count=len(found.changes)))


def _forget() -> None:
    st.session_state.pop("design_rename", None)


def _list(desk: Desk, code: str, found: list[Reads], other: object) -> None:
    """Lines of what for, which, and the words that stand there."""
    st.html(f'<span class="dz-label">{e(t(code))}</span>')
    if not found:
        st.html(html.muted(t("design.nobody")))
    lines = []
    for read in found[:SHOWN]:
        which = other(read) if callable(other) else ""
        field = desk.form.by_path.get(which)
        name = say(field.title) if field else which
        lines.append(f"<li><small>{e(t(f'design.use.{read.use}'))}　{e(name)}</small>{e(read.text)}</li>")
    if lines:
        st.html(f'<ul class="dz-places">{"".join(lines)}</ul>')


def _around(desk: Desk) -> None:
    """What speaks of it in procedures, papers, boards and statistics: looked for when somebody asks."""
    asked = ("design_around", desk.name, desk.chosen)
    st.button(
        t("design.around"), key="dz_around", icon=":material/travel_explore:", type="tertiary",
        on_click=lambda: st.session_state.update({"design_around": asked}),
    )  # fmt: skip
    if st.session_state.get("design_around") != asked:
        return
    found = plan(office(), actor(), desk.name, desk.chosen, f"{desk.chosen.rpartition('.')[2]}_")
    places = [] if isinstance(found, Refusal) else [c for c in found.changes if c.part != desk.name]
    if not places:
        st.html(html.muted(t("design.nobody")))
        return
    rows = "".join(
        f"<li><small>{e(part_words(c.part))}　{e(c.pointer)}</small>{e(c.before)}</li>" for c in places[:SHOWN]
    )
    st.html(f'<ul class="dz-places">{rows}</ul>')
