"""What one may do with a case: the buttons of the rail, the dialogs behind them, and what came of it.

Which dialog is open and what came of an action is remembered, so that a rerun shows it again; acting happens in
callbacks, so that no click elsewhere cuts it in half.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from html import escape as e
from typing import Any, Literal

import streamlit as st

from forms.definition import Form
from forms.finding import Finding
from forms.text import Message, Text
from forms.values import new_id
from pages.context import actor, now, office, say, t
from pages.parts import case_look as look
from pages.parts import html
from pages.parts.case_given import draw_given, forget, given_values
from pages.parts.case_sheet import fills_all
from pages.parts.frame import recount
from pages.parts.go import go
from pages.widgets import plain
from workflows.cases.act import act
from workflows.cases.next_case import next_case
from workflows.cases.once import Done
from workflows.cases.view import CaseView, Offered
from workflows.engine.situation import RETURNED_FROM
from workflows.engine.types import Action, Refusal

ORDER = ("forward", "return", "recall", "drop")
FINDINGS = 5
"""Findings told with a refusal."""


@dataclass
class Memory:
    """What a tab remembers of acting on a case."""

    dialog: str = ""  # the transition that is being asked for
    keys: dict[str, str] = field(default_factory=dict)  # transition and revision → key of the attempt
    refused: tuple[Text, Refusal] | None = None
    done: tuple[Text, Done] | None = None
    unnumbered: bool = False  # the case had no number before

    @property
    def number(self) -> str:
        """The number that the case was given by it, in words."""
        given = self.done[1].number if self.done and self.unnumbered else None
        return t("case.done_number", number=given) if given else ""


def memory(case_id: int) -> Memory:
    found: Memory = st.session_state.setdefault(f"acting:{case_id}", Memory())
    return found


def _told(view: CaseView) -> None:
    """What came of the last action, with a way to the next case; or, once, why it was not done.

    It stands below the buttons, so that they do not move.
    """
    told = memory(view.id)
    if told.refused and not told.dialog:
        title, refusal = told.refused
        safe = t("case.safe")
        st.html(html.notice(t("case.not_done", action=title), body_html=_reasons(refusal, safe), tone="bad"))
        told.refused = None
    if told.done:
        st.html(html.notice(t("case.done", action=told.done[0]), told.number))
        _next(view)


def _next(view: CaseView) -> None:
    """The next case that waits for this person."""
    following, left = next_case(office(), actor(), view.id)
    if following is None:
        return
    words = f"{t('case.next')}　:gray[{t('case.next_note', count=left)}]"
    if st.button(words, key="next_case", icon=":material/arrow_forward:", width="stretch"):
        memory(view.id).done = None
        go("case", case=following)


def _reasons(refusal: Refusal, *more: str) -> str:
    lines = [say(refusal.message), *(_finding(f) for f in refusal.findings[:FINDINGS])]
    if len(refusal.findings) > FINDINGS:
        lines.append(t("case.find_more", count=len(refusal.findings) - FINDINGS))
    return "<br>".join(e(line) for line in [*lines, *more])


def _finding(finding: Finding) -> str:
    return look.join((say(finding.label), say(finding.message)))


def draw_rail(view: CaseView) -> None:
    """The actions: the one that is due first, the forbidden ones greyed with their reason."""
    if not memory(view.id).done:
        memory(view.id).unnumbered = view.number is None
    _overtaken(view)
    with st.container(border=True, key="card_act", gap="xsmall"):
        you = t("case.you_are", roles=list(view.roles)) if view.roles else t("case.you_read")
        st.html(html.section(t("case.act"), you))
        offers = sorted(view.offers, key=lambda o: ORDER.index(o.transition.kind))
        if not offers and not view.access.writable:
            _waits(view)
            _told(view)
            return
        due = next((o.id for o in offers if o.why_not is None and o.transition.kind == "forward"), "")
        fills = fills_all(view)
        if fills and not (due and _changed(view)):
            _fill(view, primary=True)
            fills, due = False, ""
        for n, offer in enumerate(offers):
            _button(view, offer, primary=offer.id == due)
            if fills and n == 0:
                _fill(view, primary=False)
        _told(view)
    _dialog(view)


def _overtaken(view: CaseView) -> None:
    """Says that somebody else was faster where the action asked for is not offered any more."""
    told = memory(view.id)
    offer = next((o for o in view.offers if o.id == told.dialog), None)
    why = Refusal(Message("stale"), guard="seen") if offer is None else offer.why_not
    if told.dialog and why is not None:
        title = view.bundle.procedure.transitions[told.dialog].title
        told.refused, told.dialog = (title, why), ""


def _changed(view: CaseView) -> bool:
    """Whether a returned case was changed since; one that was never returned counts as changed."""
    return view.since_return is None or bool(view.since_return)


def _waits(view: CaseView) -> None:
    """Nothing to do here: who has."""
    if view.holder is None:
        st.html(html.muted(t("case.over")))
        return
    people = look.people(view.holder.people)
    st.html(html.muted(t("case.waits", role=view.holder.title) + (f"　{people}" if people else "")))


def _fill(view: CaseView, primary: bool) -> None:
    word = t("case.mend" if view.number else "case.fill")
    if st.button(word, type="primary" if primary else "secondary", width="stretch", key="fill"):
        go("form", case=view.id)


def _button(view: CaseView, offer: Offered, primary: bool) -> None:
    asks = offer.form is not None or offer.transition.confirm
    st.button(
        plain(say(offer.transition.title)), key=f"act_{offer.id}", width="stretch",
        type="primary" if primary else "secondary", disabled=offer.why_not is not None,
        on_click=partial(_ask, view.id, offer.id) if asks else partial(_take, view.id, view.revision, offer, {}),
    )  # fmt: skip
    if offer.why_not:
        st.html(html.why_not(_why(offer.why_not)))


def _why(refusal: Refusal) -> str:
    blocking = [f for f in refusal.findings if f.blocks]
    return say(refusal.message) if not blocking else look.join((say(refusal.message), _finding(blocking[0])))


def _ask(case_id: int, transition: str) -> None:
    told = memory(case_id)
    told.dialog, told.refused, told.done = transition, None, None


def _take(case_id: int, revision: int, offer: Offered, given: dict[str, Any]) -> None:
    """Takes the transition once: the same attempt pressed twice has one effect."""
    told = memory(case_id)
    key = told.keys.setdefault(f"{offer.id}/{revision}", new_id())
    done = act(office(), case_id, Action(actor(), offer.id, revision, key, given), now())
    told.refused = told.done = None
    if isinstance(done, Refusal):
        told.refused = (offer.transition.title, done)
        if done.guard != "given":  # what is missing is told in the dialog, everything else on the page
            told.dialog = ""
        return
    told.done, told.dialog = (offer.transition.title, done), ""
    recount()
    forget(case_id, offer.id)
    st.session_state.pop(f"editor:{case_id}", None)


def _dialog(view: CaseView) -> None:
    """Asks again, and for what has to be given with it."""
    told = memory(view.id)
    offer = next((o for o in view.offers if o.id == told.dialog), None)
    if offer is None:
        return
    wide: Literal["medium", "small"] = "medium" if offer.form else "small"
    close = partial(_ask, view.id, "")
    st.dialog(say(offer.transition.title), width=wide, on_dismiss=close)(_body)(view, offer)


def _body(view: CaseView, offer: Offered) -> None:
    told = memory(view.id)
    if told.dialog != offer.id:
        st.rerun()
    st.html(html.muted(_leads(view, offer)))
    if offer.form:
        draw_given(view, offer.id, offer.form, told.refused[1].findings if told.refused else ())
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("case.cancel"), key="ask_no", type="tertiary", on_click=partial(_ask, view.id, ""))
        st.button(
            plain(say(offer.transition.title)), key="ask_yes", type="primary",
            on_click=partial(_confirmed, view, offer, offer.form),
        )  # fmt: skip
    if told.refused:  # below the buttons, which do not move
        title, refusal = told.refused
        st.html(html.notice(t("case.not_done", action=title), body_html=_reasons(refusal), tone="bad"))


def _confirmed(view: CaseView, offer: Offered, form: Form | None) -> None:
    """Reads the fields as they are now, not as they were drawn."""
    _take(view.id, view.revision, offer, given_values(view, offer.id, form) if form else {})


def _leads(view: CaseView, offer: Offered) -> str:
    """Where the action leads, in words."""
    states, to = view.bundle.procedure.states, offer.transition.to
    if to == RETURNED_FROM:
        return t("case.confirm_back", title=view.title)
    words = t("case.confirm", title=view.title, before=view.state.title, after=states[to].title)
    ends = "case.confirm_drop" if offer.transition.kind == "drop" else "case.confirm_end"
    return words + (t(ends) if states[to].end else "")
