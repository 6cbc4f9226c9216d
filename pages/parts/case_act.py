"""What one may do with a case: the buttons of the rail and the dialogs behind them.

Which dialog is open and what came of an action is remembered, so that a rerun shows it again; acting happens in
callbacks, so that no click elsewhere cuts it in half. Nothing that appears moves a button: what is told stands below.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

import streamlit as st

from forms.definition import Form
from forms.text import Message
from pages.context import actor, now, office, say, t
from pages.parts import case_look as look
from pages.parts import html
from pages.parts.basis import basis_words, quoted, unfolding
from pages.parts.case_given import draw_given, forget, given_values
from pages.parts.case_memory import VERB, ask, memory, settle
from pages.parts.case_return import chosen_return, draw_return, kept_words
from pages.parts.case_sheet import fills_all
from pages.parts.case_told import draw_told, not_done, why
from pages.parts.case_verbs import draw_more, draw_verb_dialog
from pages.parts.go import go
from pages.parts.guests_dialog import draw_invite_dialog
from pages.parts.opinion_dialog import draw_opinion_button, draw_opinion_dialog, waiting
from pages.widgets import plain
from workflows.cases.act import act
from workflows.cases.view import CaseView, Offered
from workflows.engine.situation import RETURNED_FROM
from workflows.engine.types import Action, Refusal

ORDER = ("forward", "return", "recall", "drop", "automatic")


def draw_rail(view: CaseView) -> None:
    """The actions: the one that is due first, the forbidden ones greyed with their reason; rarer ones in a menu."""
    if not memory(view.id).done:
        memory(view.id).unnumbered = view.number is None
    _overtaken(view)
    with st.container(border=True, key="card_act", gap="xsmall"):
        you = t("case.you_are", roles=list(view.roles)) if view.roles else t("case.you_read")
        st.html(html.section(t("case.act"), you))
        _buttons(view)
        draw_more(view)
        draw_told(view)
    _dialog(view)
    draw_verb_dialog(view)
    draw_opinion_dialog(view)
    draw_invite_dialog(view)


def _buttons(view: CaseView) -> None:
    offers = sorted(view.offers, key=lambda o: ORDER.index(o.transition.kind))
    if not offers and not view.access.writable and not waiting(view):
        _waits(view)
        return
    asked = draw_opinion_button(view)
    due = next((o.id for o in offers if o.why_not is None and o.transition.kind == "forward" and not asked), "")
    fills = fills_all(view)
    if fills and not (due and _changed(view)):
        _fill(view, primary=True)
        fills, due = False, ""
    for n, offer in enumerate(offers):
        _button(view, offer, primary=offer.id == due)
        if fills and n == 0:
            _fill(view, primary=False)


def _overtaken(view: CaseView) -> None:
    """Says that somebody else was faster where the action asked for is not offered any more."""
    told = memory(view.id)
    if not told.dialog or told.dialog.startswith(VERB):
        return
    offer = next((o for o in view.offers if o.id == told.dialog), None)
    against = Refusal(Message("stale"), guard="seen") if offer is None else offer.why_not
    if against is not None:
        title = view.bundle.procedure.transitions[told.dialog].title
        told.refused, told.dialog = (title, against), ""


def _changed(view: CaseView) -> bool:
    """Whether a returned case was changed since; one that was never returned counts as changed."""
    return view.since_return is None or bool(view.since_return)


def _waits(view: CaseView) -> None:
    """Nothing to do here: who has."""
    if view.holder is None:
        st.html(html.muted(t("case.over" if view.ended else "case.waits_round")))
        return
    people = look.people(view.holder.people)
    st.html(html.muted(t("case.waits", role=view.holder.title) + (f"　{people}" if people else "")))


def _fill(view: CaseView, primary: bool) -> None:
    word = t("case.mend" if view.number else "case.fill")
    if st.button(word, type="primary" if primary else "secondary", width="stretch", key="fill"):
        go("form", case=view.id)


def _button(view: CaseView, offer: Offered, primary: bool) -> None:
    asks = offer.form is not None or offer.transition.confirm or bool(offer.targets)
    st.button(
        plain(say(offer.transition.title)), key=f"act_{offer.id}", width="stretch",
        type="primary" if primary else "secondary", disabled=offer.why_not is not None,
        on_click=partial(ask, view.id, offer.id) if asks else partial(_take, view.id, view.revision, offer, {}),
        help=None if asks else _rests(view, offer),
    )  # fmt: skip
    if offer.why_not:
        st.html(html.why_not(why(offer.why_not)))


def _rests(view: CaseView, offer: Offered) -> str | None:
    """The basis of an action that is taken at once; one that asks again shows it there."""
    sources, basis = view.bundle.procedure.sources, offer.transition.basis
    if not basis:
        return None
    lines = [basis_words(sources, basis), *quoted(sources, basis, view.bundle.policies)]
    return plain("\n".join(lines)).replace("\n", "\n\n")


def _take(case_id: int, revision: int, offer: Offered, given: dict[str, Any], **more: Any) -> None:
    """Takes the transition once: the same attempt pressed twice has one effect."""
    key = memory(case_id).key(offer.id, revision)
    done = act(office(), case_id, Action(actor(), offer.id, revision, key, given, **more), now())
    # what is missing is told in the dialog, everything else on the page
    if settle(case_id, offer.transition.title, done, lambda refusal: refusal.guard == "given"):
        forget(case_id, offer.id)


def _dialog(view: CaseView) -> None:
    """Asks again, and for what has to be given with it."""
    told = memory(view.id)
    offer = next((o for o in view.offers if o.id == told.dialog), None)
    if offer is None:
        return
    wide: Literal["medium", "small"] = "medium" if offer.form else "small"
    close = partial(ask, view.id, "")
    st.dialog(say(offer.transition.title), width=wide, on_dismiss=close)(_body)(view, offer)


def _body(view: CaseView, offer: Offered) -> None:
    told = memory(view.id)
    if told.dialog != offer.id:
        st.rerun()
    st.html(html.muted(_leads(view, offer)))
    if offer.transition.basis:
        st.html(unfolding(view.bundle.procedure.sources, offer.transition.basis, view.bundle.policies))
    draw_return(view, offer)
    if offer.form:
        draw_given(view, offer.id, offer.form, told.refused[1].findings if told.refused else ())
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("case.cancel"), key="ask_no", type="tertiary", on_click=partial(ask, view.id, ""))
        st.button(
            plain(say(offer.transition.title)), key="ask_yes", type="primary",
            on_click=partial(_confirmed, view, offer, offer.form),
        )  # fmt: skip
    if told.refused:  # below the buttons, which do not move
        st.html(not_done(*told.refused))


def _confirmed(view: CaseView, offer: Offered, form: Form | None) -> None:
    """Reads the fields as they are now, not as they were drawn."""
    given = given_values(view, offer.id, form) if form else {}
    _take(view.id, view.revision, offer, given, **chosen_return(view, offer))


def _leads(view: CaseView, offer: Offered) -> str:
    """Where the action leads, in words."""
    states, to = view.bundle.procedure.states, offer.transition.to
    if to == RETURNED_FROM:
        return t("case.confirm_back", title=view.title)
    if to not in states:
        return kept_words(view)
    words = t("case.confirm", title=view.title, before=view.state.title, after=states[to].title)
    ends = "case.confirm_drop" if offer.transition.kind == "drop" else "case.confirm_end"
    return words + (t(ends) if states[to].end else kept_words(view) if offer.transition.kind == "return" else "")
