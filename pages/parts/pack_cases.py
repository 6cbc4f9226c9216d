"""What a package would mean for the cases that are open here: the dry run of moving them, before anything is taken."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.moving_cases import draw_dry
from workflows import packs
from workflows.moving import Foreseen
from workflows.packs import Look


def draw_cases(look: Look) -> None:
    """How many go on as they are; on request each of them as it would be moved."""
    if not look.running:
        return
    titles = {c.part: say(c.title) for c in look.changes}
    with st.container(border=True, key="card_pack_cases", gap="small"):
        st.html(html.section(t("packs.cases"), t("packs.cases_note")))
        for procedure, count in look.running.items():
            title = titles[f"procedure/{procedure}"]
            st.html(html.muted(t("packs.running", procedure=title, count=count)))
        if look.errors:
            st.html(html.muted(t("packs.cases_errors")))
        elif st.toggle(t("packs.foresee"), key="pack_foresee", help=t("packs.foresee_help")):
            with st.spinner(t("packs.foreseeing")):
                found = packs.foreseen(office(), actor(), look, now())
            for each in found:
                _version(each)


def _version(each: Foreseen) -> None:
    stay = sum(bool(d.refused) for d in each.found.cases)
    shown = {"shown": len(each.found.cases), "count": each.found.count, "stay": stay}
    title = t("packs.foreseen", procedure=each.title, number=each.number)
    st.html(html.section(title, "" if each.wrong else t("moving.dry_note", **shown)))
    _listed(t("moving.wrong", count=len(each.wrong)), [say(m) for m in each.wrong], bad=True)
    _listed(t("packs.doubts", count=len(each.doubts)), [say(m) for m in each.doubts])
    if each.found.cases:
        draw_dry(f"foreseen_{each.procedure}_{each.number}", each.found.cases)


def _listed(title: str, lines: list[str], *, bad: bool = False) -> None:
    if lines:
        items = "".join(f"<li>{e(line)}</li>" for line in lines)
        st.html(html.notice(title, body_html=f"<ul>{items}</ul>", tone="bad" if bad else ""))
