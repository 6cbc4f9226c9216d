"""审计: an auditor proves that nobody changed a history, and asks who may see a case and why."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import address, dates, html
from pages.parts.because_card import draw_of_case
from pages.parts.go import go
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows.audit.proof import Finding, Proof, begin, go_on
from workflows.audit.readings import readings
from workflows.audit.sight import Seer, Sight, by_number, who_sees
from workflows.engine.types import Refusal

PROOF, GOING = "audit_proof", "audit_going"
TURN = timedelta(seconds=1)  # between two looks at what the person does meanwhile
SHOWN = 200
CSS = Path(__file__).parent / "theme" / "definitions.css"


def page() -> None:
    st.html(CSS)
    st.html(html.head(t("shell.page.audit"), note=t("audit_page.note")))
    with st.container(border=True, key="card_proof", gap="small"):
        st.html(html.section(t("audit_page.proof"), t("audit_page.proof_note")))
        _proof(st.session_state.get(PROOF))
    with st.container(border=True, key="card_sight", gap="small"):
        st.html(html.section(t("audit_page.sight"), t("audit_page.sight_note")))
        _asked()
        told("sight")
        _sight(address.number("case"))
    with st.container(border=True, key="card_why", gap="small"):
        st.html(html.section(t("why.title"), t("why.note")))
        draw_of_case("why_case")
    if st.session_state.get(GOING):
        _prove()


def _proof(proof: Proof | None) -> None:
    """How far it is or what came of it, and the button that fits."""
    told("proof")
    if proof is None:
        st.button(t("audit_page.begin"), type="primary", key="audit_begin", on_click=_begin)
        return
    if proof.ended is None:
        words = t("audit_page.going", done=f"{proof.followed:,}", of=f"{proof.cases:,}")
        st.progress(min(1.0, proof.followed / max(proof.cases, 1)), words)
        going = bool(st.session_state.get(GOING))
        code = "stop" if going else "go_on"
        st.button(t(f"audit_page.{code}"), key="audit_turn", on_click=_turn, args=(not going,))
    else:
        _result(proof)
        st.button(t("audit_page.again"), key="audit_begin", on_click=_begin)
    _findings(proof.found)


def _begin() -> None:
    proof = begin(office(), actor(), now())
    if isinstance(proof, Refusal):
        tell("proof", proof)
        return
    st.session_state[PROOF] = proof
    _turn(True)


def _turn(going: bool) -> None:
    st.session_state[GOING] = going


def _prove() -> None:
    """Follows for a moment and draws again, so that it can be stopped, left and gone on with."""
    proof, until = st.session_state[PROOF], now() + TURN
    while isinstance(proof, Proof) and proof.ended is None:
        proof = go_on(office(), actor(), proof, now())
        if now() > until:
            break
    if isinstance(proof, Refusal):
        tell("proof", proof)
    else:
        st.session_state[PROOF] = proof
    _turn(isinstance(proof, Proof) and proof.ended is None)
    st.rerun()


def _result(proof: Proof) -> None:
    at = dates.moment(proof.ended or proof.began, office().zone, office().today(now()))
    read = t("audit_page.read", cases=f"{proof.cases:,}", steps=f"{proof.steps:,}", at=at, who=actor().name)
    if proof.found:
        st.html(html.notice(t("audit_page.broken", count=len(proof.found)), read, "bad"))
    else:
        st.html(html.notice(t("audit_page.whole"), read))


def _findings(found: tuple[Finding, ...]) -> None:
    if not found:
        return
    columns = [
        Column("case", t("audit_page.case"), "two", "38%"),
        Column("step", t("audit_page.step"), "num", "80px"),
        Column("why", t("audit_page.why")),
    ]
    rows = [_finding(n, f) for n, f in enumerate(found[:SHOWN])]
    pressed = table("audit_found", columns, rows, t("audit_page.proof"))
    if len(found) > SHOWN:
        st.html(html.muted(t("audit_page.more", count=len(found) - SHOWN)))
    if pressed.opened and (one := found[int(pressed.opened)]).title:
        go("case", case=one.case_id)


def _finding(row: int, found: Finding) -> dict[str, object]:
    title = say(found.title) if found.title else t("audit_page.unseen", case=found.case_id)
    return {"id": str(row), "case": (title, found.number or ""), "step": str(found.step), "why": say(found.why)}


def _asked() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(t("audit_page.number"), key="audit_number", width=280, on_change=_ask)
        st.button(t("audit_page.ask"), key="audit_ask", on_click=_ask)


def _ask() -> None:
    """Puts the case with the number that was typed into the address."""
    text = str(st.session_state.get("audit_number") or "").strip()
    found = by_number(office(), actor(), text) if text else None
    address.change(case=found)
    if not found:
        tell("sight", t("audit_page.no_number", number=text) if text else t("audit_page.number_needed"))


def _sight(case: int | None) -> None:
    if case is None:
        return
    found = who_sees(office(), actor(), case, now())
    if isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
        return
    _seers(found)
    _readings(case)
    if st.button(t("audit_page.open"), type="tertiary", key="audit_open"):
        go("case", case=case)


def _seers(found: Sight) -> None:
    named = "　".join(p for p in (found.number, say(found.title)) if p)
    st.html(html.muted(t("audit_page.of_case", case=named, state=found.state)))
    columns = [
        Column("role", t("audit_page.role"), "two", "24%"),
        Column("place", t("audit_page.place"), "text", "18%"),
        Column("groups", t("audit_page.groups"), "text", "26%"),
        Column("people", t("audit_page.people")),
    ]
    table("audit_sight", columns, [_seer(n, s) for n, s in enumerate(found.seers)], t("audit_page.sight"))


def _readings(case: int) -> None:
    """Who read what is confidential in it."""
    found = readings(office(), actor(), case)
    if isinstance(found, Refusal) or not found:
        return
    columns = [
        Column("who", t("audit_page.people"), "two", "34%"), Column("group", t("audit_page.groups")),
        Column("how", t("audit_page.how"), "text", "18%"), Column("at", t("audit_page.when"), "text", "24%"),
    ]
    rows = [
        {
            "id": str(n), "who": (r.person, say(r.organisation)), "group": r.group, "how": t(f"audit_page.how_{r.how}"),
            "at": dates.moment(r.at, office().zone, office().today(now())),
        }
        for n, r in enumerate(found)
    ]  # fmt: skip
    table("audit_readings", columns, rows, t("audit_page.readings"))


def _group(seer: Seer, group: str) -> str:
    return t("audit_page.some_rows", group=group) if group in seer.some_rows else group


def _seer(row: int, seer: Seer) -> dict[str, object]:
    by = t("audit_page.by_office" if seer.oversees else "audit_page.by_definition")
    return {
        "id": str(row), "role": (say(seer.role), by),
        "place": say(seer.place) if seer.place else t("audit_page.city"),
        "groups": t("shell.and").join(_group(seer, g) for g in seer.groups),
        "people": t("shell.and").join(seer.people) or "—",
    }  # fmt: skip


page()
