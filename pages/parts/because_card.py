"""为什么: somebody before a case, or before a state of a draft: what they see and may do, and why (not)."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.case_look import join, moment
from workflows.audit import because
from workflows.audit.because import Because, Hears, May, Sees
from workflows.bundle import Bundle
from workflows.engine.types import Refusal


def draw_of_case(key: str) -> None:
    """Asks for a person and the number of a case."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        person = _person(key)
        number = st.text_input(t("why.number"), key=f"{key}_number", width=280)
    if person is not None and number.strip():
        _draw(because.of_case(office(), actor(), person, number, now()))


def draw_of_draft(bundle: Bundle, key: str) -> None:
    """Asks for a person, a state, and a district where cases are of districts."""
    states = bundle.procedure.states
    with office().db.read() as session:
        districts = office().places(session, office().today(now()), bundle.procedure)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        person = _person(key)
        state = st.selectbox(
            t("def.state"), list(states), key=f"{key}_state", format_func=lambda s: say(states[s].title)
        )
        where = st.selectbox(
            t("why.district"), list(districts), key=f"{key}_where", format_func=lambda d: say(districts[d].title)
        )
    if person is not None and state and where:
        _draw(because.of_draft(office(), actor(), person, bundle, state, where, now()))


def _person(key: str) -> int | None:
    people = because.people(office(), actor())
    chosen: int | None = st.selectbox(
        t("why.person"), list(people), index=None, key=f"{key}_person", placeholder=t("why.person_hint"),
        format_func=lambda p: people[p],
    )  # fmt: skip
    return chosen


def _draw(found: Because | Refusal) -> None:
    if isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
        return
    title = t("why.sees" if found.seen else "why.sees_not", person=found.person, about=found.about, state=found.state)
    sees = "".join(map(_sees, found.sees))
    may = "".join(map(_may, found.may))
    heads = ("group", "right", "because"), ("transition", "answer", "reason")
    st.html(
        f'<div class="changes"><h3>{e(title)}</h3><table class="matrix">{_head(heads[0])}<tbody>{sees}</tbody></table>'
        f'<h4>{e(t("why.may"))}</h4><table class="matrix">{_head(heads[1])}<tbody>{may}</tbody></table>'
        f"{_opinions(found.hears)}</div>"
    )


def _opinions(hears: tuple[Hears, ...]) -> str:
    """Of each opinion whether they see it; "" where none was given, or nothing of the case is seen."""
    rows = "".join(map(_hears, hears))
    heads = ("round", "given_by", "answer", "because")
    table = f'<table class="matrix">{_head(heads)}<tbody>{rows}</tbody></table>'
    return f'<h4>{e(t("why.hears"))}</h4>{table}' if rows else ""


def _hears(row: Hears) -> str:
    by = join((row.by, moment(row.at) if row.at else ""))
    answer = t("why.yes" if row.seen else "why.no")
    cells = "".join(f"<td>{e(cell)}</td>" for cell in (say(row.round), by, answer, say(row.why)))
    return f"<tr>{cells}</tr>"


def _head(names: tuple[str, ...]) -> str:
    cells = "".join(f"<th>{e(t(f'why.col_{n}'))}</th>" for n in names)
    return f"<thead><tr>{cells}</tr></thead>"


def _sees(row: Sees) -> str:
    right = "diff.right.write" if row.writes else "diff.right.read" if row.reads else "diff.right.hidden"
    by = t("shell.and").join(say(b) for b in row.by)
    why = t("why.by" if row.reads else "why.others", by=by) if by else t("why.nobody")
    return f"<tr><td>{e(row.group)}</td><td>{e(t(right))}</td><td>{e(why)}</td></tr>"


def _may(row: May) -> str:
    by = t("shell.and").join(say(b) for b in row.by)
    why = say(row.why_not) if row.why_not else t("why.by", by=by)
    answer = t("why.no" if row.why_not else "why.yes")
    return f"<tr><td>{e(say(row.title))}</td><td>{e(answer)}</td><td>{e(why)}</td></tr>"
