"""联合审查: who is asked about what, what they said as far as one may see it, and how it stands, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape as e
from typing import Any

import streamlit as st

from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.attachment import AttachmentField
from forms.fields.choice import ChoiceField
from forms.values import is_empty
from pages.context import lang, say, t
from pages.parts import html
from pages.parts.case_look import join, moment
from pages.parts.opinion_dialog import ask_opinion
from workflows.cases.opinions import About, Asked, RoundView
from workflows.cases.view import CaseView

BUTTONS = 20
"""Rows that have a button of their own; beyond, the dialog chooses among them."""


def draw_rounds(view: CaseView) -> None:
    """A card for each round that the case is or was in; earlier visits folded."""
    for n, each in enumerate(view.rounds):
        with st.container(border=True, key=f"card_round_{each.key}_{each.visit}", gap="small"):
            st.html(html.section(say(each.round.title), _note(each, newest=n == 0, several=len(view.rounds) > 1)))
            if n == 0 or each.now:
                _now(view, each)
            else:
                st.html(_folded(view, each))


def _note(each: RoundView, *, newest: bool, several: bool) -> str:
    """How it is held, how far it is, and who sees what when."""
    asked = [a for about in each.about for a in about.asked if a.state != "closed"]
    parts = [t(f"round.mode_{each.round.mode.replace(' ', '_')}")]
    parts += [t("round.visit", n=each.visit)] if several else []
    parts.append(t("round.count", given=sum(a.given for a in asked), count=len(asked)))
    parts += [t("round.complete")] if each.complete and newest else []
    parts.append(t(f"round.seen_{each.round.others_seen.replace(' ', '_')}"))
    return join(parts)


def _now(view: CaseView, each: RoundView) -> None:
    for about in each.about:
        mine = [a for a in about.asked if a.mine]
        if not mine or len(each.about) > BUTTONS:
            st.html(_about(view, each, about))
            continue
        with st.container(horizontal=True, vertical_alignment="top", gap="small", key=f"about_{mine[0].task}"):
            st.html(_about(view, each, about), width="stretch")
            changes = mine[0].given
            st.button(
                t("round.change" if changes else "round.give"), key=f"opine_{mine[0].task}",
                type="tertiary", icon=":material/edit_note:",
                on_click=partial(ask_opinion, view.id, mine[0]),
            )  # fmt: skip


def _folded(view: CaseView, each: RoundView) -> str:
    rows = "".join(_about(view, each, about) for about in each.about)
    return f'<details class="before"><summary>{e(t("round.earlier"))}</summary>{rows}</details>'


def _about(view: CaseView, each: RoundView, about: About) -> str:
    """A row: its name, how it stands, and everybody who is asked about it."""
    head = ""
    if about.row:
        title = join((str(about.number) if about.number else "", say(about.label)))
        head = f'<div class="about"><b>{e(title)}</b>{_standing(view, each, about)}</div>'
    elif words := _standing(view, each, about):
        head = f'<div class="about">{words}</div>'
    shown = [a for a in about.asked if a.state != "closed" or a.given]
    return head + html.participants(_participant(each.form, a, view.options) for a in shown)


def _standing(view: CaseView, each: RoundView, about: About) -> str:
    """The outcome where there is one, else how many have spoken; share and score as far as one may know them."""
    words = [t("round.count", given=about.count, count=about.count + about.waiting)]
    if about.share is not None:
        words.append(t("round.share", share=f"{about.share * 100:.0f}%"))
    if about.score is not None:
        words.append(t("round.score", score=f"{about.score:.2f}".rstrip("0").rstrip(".")))
    chips = "".join(html.chip(w) for w in _outcome(view, each, about))
    if about.complete and not chips:
        chips = html.chip(t("round.complete"))
    return f"<span>{e(join(words))}</span>{chips}"


def _outcome(view: CaseView, each: RoundView, about: About) -> Iterator[str]:
    """What the round has written about a row, as far as it may be read."""
    table = each.round.per
    for path in each.round.outcome if about.complete else ():
        field = view.form.by_path.get(path)
        values = _row(view.values.get(table or ""), about.row) if table else view.values
        value = values.get(path.rpartition(".")[2]) if field else None
        if field is not None and isinstance(field, ChoiceField) and not is_empty(value):
            yield field.show(value, view.options, lang())


def _row(rows: Any, row: str) -> Mapping[str, Any]:
    found: Sequence[Any] = rows if isinstance(rows, list) else ()
    return next((r for r in found if isinstance(r, Mapping) and r.get("_id") == row), {})


def _participant(form: Form, asked: Asked, options: OptionSource) -> html.Participant:
    chip, tone = _state(form, asked, options)
    when = moment(asked.at) if asked.at and asked.given else ""
    marks = [t("round.kept")] if asked.kept and asked.given else []
    marks += [t("round.lead")] if asked.lead else []
    marks += [t(f"round.{asked.relation}")] if asked.relation in ("entrust", "before", "after", "beside") else []
    return html.Participant(
        say(asked.role), asked.person, chip, tone, when, "\n".join(_words(form, asked, options)), tuple(marks),
    )  # fmt: skip


def _state(form: Form, asked: Asked, options: OptionSource) -> tuple[str, html.Tone]:
    """The opinion in one word, or that it is given, awaited, or not yet due."""
    if asked.opinion is not None:
        field = _verdict(form)
        value = asked.opinion.get(field.key) if field else None
        return (field.show(value, options, lang()) if field and not is_empty(value) else t("round.given")), ""
    if asked.given:
        return t("round.given"), ""
    if asked.nobody_left:
        return t("round.nobody"), "bad"
    return t("round.waiting" if asked.state == "waiting" else "round.open"), "idle"


def _verdict(form: Form) -> Field | None:
    """The field that says it in one word."""
    return next((f for f in form.fields if isinstance(f, ChoiceField)), None)


def _words(form: Form, asked: Asked, options: OptionSource) -> Iterator[str]:
    """What else was written, as far as one may see it."""
    if asked.opinion is None:
        if asked.given:
            yield t("round.hidden")
        return
    verdict = _verdict(form)
    for field in form.fields:
        value = asked.opinion.get(field.key)
        if field is not verdict and field.valued and not is_empty(value) and not isinstance(field, AttachmentField):
            yield t("print.colon", title=field.title, value=field.show(value, options, lang()))
    if asked.note and not asked.opinion:
        yield asked.note
