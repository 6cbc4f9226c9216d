"""Verbs and opinions for many cases of the to-do list at once, each with its own answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from forms.definition import Form
from forms.finding import Finding
from forms.text import Text
from forms.values import new_id
from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.case_given import draw_given, forget, given_values
from pages.parts.case_verbs import title
from pages.parts.frame import recount
from pages.parts.many import tell_many
from pages.parts.verb_fields import ASKS, Wanted, draw_fields, given_fields
from pages.widgets import plain
from workflows.cases.act import each
from workflows.cases.offered_verbs import known
from workflows.cases.once import Done
from workflows.cases.todo import Item
from workflows.cases.view import CaseView, view
from workflows.engine.types import Action, Refusal

OPINION = "opinion"
VERBS = (OPINION, "claim", "release", "transfer", "urge")
"""What is offered for many at once, in this order."""
_MEMORY = "many_verb"


@dataclass
class Memory:
    """What the desk remembers of a dialog: the verb, the rows it is for, and the key of the attempt."""

    verb: str = ""
    cases: tuple[int, ...] = ()
    key: str = field(default_factory=new_id)
    turn: int = 0
    wrong: tuple[Finding, ...] = ()  # of what was filled in


@dataclass(frozen=True)
class Unit:
    """One action of many: a case, the revision that was seen, and the task; None for one about the case."""

    case: int
    seen: int
    task: int | None
    title: Text


def draw_many_verbs(picked: Sequence[Item]) -> None:
    """The menu beside the buttons for many; what fits none of the chosen rows is greyed."""
    told = _memory()
    with (
        st.popover(t("case.more"), key=f"more_many_{told.turn}", disabled=not picked),
        st.container(gap="xsmall", key="verbs_many"),
    ):
        for verb in known(VERBS):
            count = len({u.case for u in units(verb, picked)})
            icon = ASKS[verb].icon if verb in ASKS else ":material/edit_note:"
            st.button(
                plain(t("home.many_verb", verb=title(verb), count=count)), key=f"many_{verb}",
                type="tertiary", icon=icon, disabled=not count,
                on_click=partial(_ask, verb, tuple(i.case.id for i in picked)),
            )  # fmt: skip


def units(verb: str, picked: Sequence[Item]) -> Iterator[Unit]:
    """What would be done: per task of one's own, or once per case."""
    for item in picked:
        about = (item.case.id, item.case.revision)
        if verb == "urge":
            yield Unit(*about, None, item.case.title)
            continue
        for mine in item.mine:
            if _fits(verb, mine.round, mine.own):
                yield from (Unit(*about, task, item.case.title) for task in mine.tasks)


def _fits(verb: str, round_: str, own: bool) -> bool:
    return {OPINION: bool(round_), "claim": not own, "release": own}.get(verb, True)


def form_of(picked: Sequence[Item]) -> Form | None:
    """The form of an opinion where all chosen rows ask by the same one."""
    forms = [m.form for i in picked for m in i.mine if m.form is not None]
    return forms[0] if forms and all(f == forms[0] for f in forms) else None


def draw_many_dialog(items: Sequence[Item]) -> None:
    told = _memory()
    picked = [i for i in items if i.case.id in told.cases]
    if told.verb and picked:
        words = say(title(told.verb))
        st.dialog(words, width="medium" if told.verb == OPINION else "small", on_dismiss=_close)(_body)(picked)
    else:
        told.verb = ""


def _body(picked: Sequence[Item]) -> None:
    told, form = _memory(), form_of(picked)
    if not told.verb:
        st.rerun()
    count = len({u.case for u in units(told.verb, picked)})
    st.html(html.muted(t("home.many_note", count=count)))
    if told.verb != OPINION:
        draw_fields(_wanted(told))
    elif form is not None:
        draw_given(_first(picked), _use(told), form, told.wrong)
    else:
        st.html(html.notice(t("home.many_forms"), tone="bad"))
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("case.cancel"), key="many_no", type="tertiary", on_click=_close)
        st.button(
            plain(say(title(told.verb))), key="many_yes", type="primary",
            disabled=told.verb == OPINION and form is None, on_click=partial(_do, picked, form),
        )  # fmt: skip


def _do(picked: Sequence[Item], form: Form | None) -> None:
    """Each in a transaction of its own: one that fails keeps the others from nothing."""
    told = _memory()
    given = given_values(_first(picked), _use(told), form) if told.verb == OPINION and form is not None else {}
    more = _more(told) if told.verb != OPINION else {}
    chosen = tuple(units(told.verb, picked))
    answers = each(office(), [_wants(told, u, given, more) for u in chosen], now())
    done = [(u, answer) for u, (_, answer) in zip(chosen, answers, strict=True)]
    if form is not None and done and all(isinstance(d, Refusal) and d.guard == "given" for _, d in done):
        told.wrong = tuple(f for _, d in done[:1] if isinstance(d, Refusal) for f in d.findings)
        return  # what is missing is told in the dialog
    refused = [(u.title, d) for u, d in done if isinstance(d, Refusal)]
    good = len({u.case for u, d in done if isinstance(d, Done)})
    tell_many("home", title(told.verb), good, refused)
    forget(picked[0].case.id, _use(told))
    recount()
    _close()
    st.session_state["home_turn"] = st.session_state.get("home_turn", 0) + 1


def _wants(told: Memory, unit: Unit, given: Mapping[str, Any], more: Mapping[str, Any]) -> tuple[int, Action]:
    key = f"{told.key}/{unit.task}"
    return unit.case, Action(actor(), "", unit.seen, key, given, verb=told.verb, task=unit.task, **more)


def _more(told: Memory) -> dict[str, Any]:
    asked = given_fields(_wanted(told))
    return {"to": asked.to, "reason": asked.reason}


def _first(picked: Sequence[Item]) -> CaseView:
    """One of the chosen cases, for the lists that its fields choose from."""
    found = view(office(), actor(), picked[0].case.id, now())
    assert isinstance(found, CaseView)
    return found


def _wanted(told: Memory) -> Wanted:
    return Wanted(f"many:{told.key}", told.verb)


def _use(told: Memory) -> str:
    return f"many{told.key}"


def _memory() -> Memory:
    found: Memory = st.session_state.setdefault(_MEMORY, Memory())
    return found


def _ask(verb: str, cases: tuple[int, ...]) -> None:
    st.session_state[_MEMORY] = Memory(verb, cases, turn=_memory().turn + 1)


def _close() -> None:
    _memory().verb = ""
