"""交接: what a leaver still has to do goes to somebody else, each task with its own answer."""

from __future__ import annotations

from collections import Counter
from functools import partial
from html import escape as e

import streamlit as st

from data.tables import Person
from forms.values import new_id
from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.case_look import join
from pages.parts.told import tell, told
from pages.parts.verb_fields import person_title
from workflows.cases.once import Done
from workflows.engine.types import Refusal
from workflows.people import leaving
from workflows.people.leaving import Left
from workflows.people.pickable import pickable

SHOWN = 8
"""Cases that are named."""


def draw_leaver(person: Person) -> None:
    """What is still theirs, and to whom it goes."""
    left = leaving.left(office(), actor(), person.id or 0)
    people = {k: p for k, p in pickable(office(), actor(), now()).items() if k != person.id}
    with st.container(border=True, key="card_leaver", gap="xsmall"):
        st.html(html.section(t("leaver.card"), t("leaver.count", count=len(left)) if left else t("leaver.none")))
        _cases(left)
        st.selectbox(
            t("leaver.to"), list(people), None, key=f"leaver_to_{person.id}", placeholder=t("verb_ask.pick"),
            format_func=lambda i: person_title(people[i]),
        )  # fmt: skip
        st.checkbox(t("leaver.grants"), key=f"leaver_grants_{person.id}")
        st.button(t("leaver.do"), key=f"leaver_{person.id}", on_click=partial(_hand_over, person.id or 0, left))
        told(_place(person.id or 0))
        if refused := st.session_state.pop(f"leaver_refused_{person.id}", None):
            st.html(html.notice(t("home.bulk_refused", count=len(refused)), body_html="<br>".join(refused), tone="bad"))


def _cases(left: list[Left]) -> None:
    """The cases with what is left, each once however many tasks it has."""
    counts = Counter(each.case for each in left)
    cases = list({each.case: each for each in left}.values())
    if cases:
        st.html(html.lines([(say(each.title), _small(each, counts[each.case])) for each in cases[:SHOWN]]))
    if len(cases) > SHOWN:
        st.html(html.muted(t("leaver.more", count=len(cases) - SHOWN)))


def _small(each: Left, count: int) -> str:
    return join((each.number or t("home.unnumbered"), t("leaver.tasks", count=count) if count > 1 else ""))


def _place(person: int) -> str:
    return f"leaver_{person}"


def _hand_over(person: int, left: list[Left]) -> None:
    """Reads the fields as they are now."""
    to, grants = st.session_state.get(f"leaver_to_{person}"), bool(st.session_state.get(f"leaver_grants_{person}"))
    if not to:
        tell(_place(person), t("leaver.choose"))
        return
    key = st.session_state.setdefault(f"leaver_key_{person}_{to}_{len(left)}", new_id())
    done = leaving.hand_over(office(), actor(), person, int(to), now(), key=key, grants=grants)
    if isinstance(done, Refusal):
        tell(_place(person), done)
        return
    titles = {each.task: say(each.title) for each in left}
    refused = [e(f"{titles.get(i, '')}：{say(d.message)}") for i, d in done if isinstance(d, Refusal)]
    st.session_state[f"leaver_refused_{person}"] = refused
    tell(_place(person), t("leaver.done", count=sum(isinstance(d, Done) for _, d in done)))
