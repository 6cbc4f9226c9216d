"""What is wrong with a definition: each finding with its part and place, and the way to it."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from pages.context import lang, t
from pages.parts import address, html
from workflows.publishing import PartFinding
from workflows.releasing import Checked

JUMP = "def_jump"
"""Where the text is to be scrolled to: part, line, and a number that grows with each wish."""
SHOWN = 30  # findings on the screen at once


def findings_card(checked: Checked, name: str) -> None:
    """The findings, the gravest first; publishing looks into other parts too, which are named."""
    with st.container(border=True, key="card_findings", gap="xsmall"):
        if not checked.findings:
            st.html(html.section(t("def.findings_ok"), t("def.findings_ok_note")))
            return
        blocks = t("def.findings_block", errors=checked.errors) if checked.errors else t("def.findings_free")
        st.html(html.section(t("def.findings", count=len(checked.findings)), blocks))
        ordered = sorted(checked.findings, key=lambda f: (not f.blocks, f.part != name))
        with st.container(height=260 if len(ordered) > 3 else "content", border=False, gap=None):
            for number, found in enumerate(ordered[:SHOWN]):
                _finding(found, number, name)
        if len(ordered) > SHOWN:
            st.html(html.muted(t("def.more", count=len(ordered) - SHOWN)))


def here(checked: Checked, name: str) -> list[PartFinding]:
    """The findings in the text on the desk, the gravest first."""
    return sorted((f for f in checked.findings if f.part == name), key=lambda f: not f.blocks)


def jump_in(name: str) -> tuple[int, int]:
    """The line to go to in a part, and the number of the wish; nothing for wishes about other parts."""
    part, line, turn = st.session_state.get(JUMP, ("", 0, 0))
    return (line, turn) if part == name else (0, 0)


def _finding(found: PartFinding, number: int, name: str) -> None:
    with st.container(horizontal=True, gap="small", key=f"finding_{number}"):
        chip = html.chip(t(f"def.level.{found.finding.level}"), "bad" if found.blocks else "idle")
        st.html(
            f"<div class=finding>{chip}<b>{e(_where(found, name))}</b><p>{e(found.say(lang()))}</p></div>",
            width="stretch",
        )
        code = "def.jump" if found.part == name else "def.open_part"
        if found.finding.line:
            st.button(
                t(code), type="tertiary", key=f"jump_{number}", on_click=_jump, args=(found.part, found.finding.line)
            )


def _jump(part: str, line: int) -> None:
    """Scrolls to the line, in another part after opening it."""
    address.change(part=part)
    st.session_state[JUMP] = (part, line, st.session_state.get(JUMP, ("", 0, 0))[2] + 1)


def _where(found: PartFinding, name: str) -> str:
    finding = found.finding
    place = t("def.line", line=finding.line, column=finding.column) if finding.line else finding.pointer
    return place if found.part == name else f"{part_words(found.part)}　{place}"


def part_words(name: str) -> str:
    """A part in words: 表单 region_declaration."""
    kind, _, key = name.partition("/")
    return f"{t(f'def.one.{kind}')} {key}"
