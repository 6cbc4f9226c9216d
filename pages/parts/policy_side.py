"""Beside the sentences of a policy text: its head, its versions and a later one, what is wrong, who rests on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape as e
from typing import Any

import streamlit as st

from forms.design import PutAt
from forms.policy import cut, revised
from forms.text import Message
from pages.context import lang, now, office, say, t
from pages.menu import page as page_file
from pages.parts import html
from pages.parts.definition_bar import TOLD
from pages.parts.definition_findings import list_findings, part_words
from pages.parts.design_asked import typed_text, typed_words
from pages.parts.design_state import act
from pages.parts.policy_state import PolicyDesk, ask_text, given_text
from pages.parts.told import tell
from workflows.checks.texts import PartFinding
from workflows.designing import Revise
from workflows.flow import Put

DESIGNERS = {"form": "design", "procedure": "flow", "list": "list_edit"}
"""Pages that open a part; the others are JSON."""


def draw_side(desk: PolicyDesk) -> None:
    """The cards."""
    for name, draw in (("head", _head), ("versions", _versions), ("uses", _uses), ("findings", _findings)):
        with st.container(border=True, key=f"card_ps_{name}", gap="small"):
            draw(desk)


def _put(desk: PolicyDesk, name: str) -> Callable[[Any], object]:
    return lambda value: act(desk.name, Put(f"/{name}", value or None))


def _head(desk: PolicyDesk) -> None:
    key, policy = f"policy:{desk.name}", desk.policy
    st.html(html.section(t("policy.head")))
    typed_words(f"{key}:title", t("policy.title"), policy.title, lambda v: v and act(desk.name, PutAt("/title", v)))
    for name in ("number", "issuer"):
        typed_text(f"{key}:{name}", t(f"policy.{name}"), getattr(policy, name), _put(desk, name))
    with st.container(horizontal=True, gap="small"):
        for name in ("from", "until"):
            _day(desk, f"{key}:{name}", name, getattr(policy, f"valid_{name}"))
    for name in ("source", "licence"):
        typed_text(f"{key}:{name}", t(f"policy.{name}"), getattr(policy, name), _put(desk, name))


def _day(desk: PolicyDesk, key: str, name: str, value: str | None) -> None:
    st.session_state[key] = date.fromisoformat(value) if value else None
    put = _put(desk, name)

    def save() -> None:
        day = st.session_state[key]
        put(day.isoformat() if day else None)

    st.date_input(t(f"policy.{name}"), value=None, key=key, format="YYYY-MM-DD", min_value=date(1949, 10, 1),
                  on_change=save)  # fmt: skip


def _versions(desk: PolicyDesk) -> None:
    policy = desk.policy
    st.html(html.section(t("policy.versions")))
    rows = [(t("policy.first"), "　".join(p for p in (policy.valid_from or t("policy.undated"), policy.number) if p))]
    rows += [(v.valid_from, "　".join(p for p in (v.number, v.note) if p)) for v in policy.versions]
    st.html(html.lines(rows))
    with st.expander(t("policy.revise"), icon=":material/history_edu:", key="ps_revise"):
        _revise(desk)


def _revise(desk: PolicyDesk) -> None:
    key = f"policy_revise:{desk.name}"
    st.html(html.muted(t("policy.revise_note")))
    day = st.date_input(t("policy.revise_day"), value=office().today(now()), key=f"{key}:day", format="YYYY-MM-DD")
    st.text_input(t("policy.revise_number"), key=f"{key}:number", max_chars=100)
    st.text_input(t("policy.revise_what"), key=f"{key}:note", max_chars=200)
    text = ask_text(key)
    if isinstance(text, Message):
        st.html(html.notice(say(text), tone="bad"))
    elif text.strip() and day:
        st.html(html.muted(_told(desk, text, day)))
    st.button(t("policy.revise_go"), key="ps_revise_go", type="primary", on_click=_go, args=(desk, key),
              disabled=isinstance(text, Message) or not text.strip() or not day)  # fmt: skip


def _told(desk: PolicyDesk, text: str, day: date) -> str:
    """What stays, ends and comes."""
    made, before = revised(desk.policy, cut(text), day), desk.policy.by_number
    new = sum(s["id"] not in before for s in made)
    ended = sum(s["id"] in before and s.get("until") != before[s["id"]].valid_until for s in made)
    there = sum(s.valid_until is None for s in before.values())
    return t("policy.revised", kept=there - ended, ended=ended, new=new)


def _go(desk: PolicyDesk, key: str) -> None:
    text, held = given_text(key), {n: st.session_state.get(f"{key}:{n}") for n in ("day", "number", "note")}
    if isinstance(text, Message):
        tell(TOLD, say(text))
    elif held["day"] and act(desk.name, Revise(text, held["day"], held["number"] or "", held["note"] or "")):
        for name in ("number", "note", "text"):
            st.session_state.pop(f"{key}:{name}", None)


def _findings(desk: PolicyDesk) -> None:
    list_findings(desk.looked.findings, partial(_finding, desk), t("policy.findings_ok_note"))


def _finding(desk: PolicyDesk, found: PartFinding, number: int) -> None:
    chip = html.chip(t(f"def.level.{found.finding.level}"), "bad" if found.blocks else "idle")
    where = "" if found.part == desk.name else f"<b>{e(part_words(found.part))}</b>"
    st.html(f"<div class=finding>{chip}{where}<p>{e(found.say(lang()))}</p></div>")


def _uses(desk: PolicyDesk) -> None:
    found = desk.uses
    st.html(html.section(t("policy.uses"), "" if found else t("policy.uses_none")))
    for use in found:
        kind = use.part.partition("/")[0]
        label = f"{part_words(use.part)}　{say(use.title)}　{t('policy.use', count=len(use.numbers))}"
        st.page_link(page_file(DESIGNERS.get(kind, "definitions")), label=label, query_params={"part": use.part})
