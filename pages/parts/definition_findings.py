"""What is wrong with a definition: each finding with its part and place, and the way to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape as e
from typing import Literal

import streamlit as st

from pages.context import lang, t
from pages.parts import address, html
from workflows.publishing import UNUSED, PartFinding
from workflows.releasing import Checked

JUMP = "def_jump"
"""Where the text is to be scrolled to: part, line, and a number that grows with each wish."""
SHOWN = 30  # findings on the screen at once


def findings_card(checked: Checked, name: str) -> None:
    """The findings, the gravest first; publishing looks into other parts too, which are named."""
    ordered = sorted(checked.findings, key=lambda f: (not f.blocks, f.part != name))
    with st.container(border=True, key="card_findings", gap="xsmall"):
        list_findings(ordered, partial(_finding, name), height=260 if len(ordered) > 3 else "content")


def list_findings(
    found: Sequence[PartFinding], draw: Callable[[PartFinding, int], None], fine: str = "",
    height: int | Literal["content"] = "content",
) -> None:  # fmt: skip
    """A heading that counts, then each finding, drawn with its number; `fine` is said where there is none."""
    if not found:
        st.html(html.section(t("def.findings_ok"), fine or t("def.findings_ok_note")))
        return
    errors = sum(f.blocks for f in found)
    waits = any(f.finding.code == UNUSED for f in found)
    blocks = t("def.findings_waits" if waits else "def.findings_free")
    if errors:
        blocks = t("def.findings_block", errors=errors)
    st.html(html.section(t("def.findings", count=len(found)), blocks))
    with st.container(height=height, border=False, gap=None):
        for number, each in enumerate(found[:SHOWN]):
            draw(each, number)
    if len(found) > SHOWN:
        st.html(html.muted(t("def.more", count=len(found) - SHOWN)))


def here(checked: Checked, name: str) -> list[PartFinding]:
    """The findings in the text on the desk, the gravest first."""
    return sorted((f for f in checked.findings if f.part == name), key=lambda f: not f.blocks)


def jump_in(name: str) -> tuple[int, int]:
    """The line to go to in a part, and the number of the wish; nothing for wishes about other parts."""
    part, line, turn = st.session_state.get(JUMP, ("", 0, 0))
    return (line, turn) if part == name else (0, 0)


def _finding(name: str, found: PartFinding, number: int) -> None:
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
