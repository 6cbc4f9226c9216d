"""演练: what was approved of a procedure played with the text on the desk, and what could be approved besides."""

from __future__ import annotations

from functools import partial
from html import escape as e

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import dates, html
from pages.parts.job_cards import AGAIN, draw_progress
from pages.parts.told import tell, told
from workflows import releasing
from workflows.bundle import Bundle
from workflows.engine.types import Refusal
from workflows.jobs.service import JobView
from workflows.rehearsal import approving, telling
from workflows.rehearsal.model import Rehearsal
from workflows.releasing import Checked

CARD = "rehearsals"
PAGE = 12
"""Rehearsals that are shown at once."""


def rehearsals(name: str, text: str, checked: Checked) -> None:
    """The card of a procedure whose text can be read; nothing for other parts."""
    kind, _, procedure = name.partition("/")
    if kind != "procedure" or checked.bundle is None:
        return
    with st.container(border=True, key="card_rehearsals", gap="small"):
        mine = approving.kept(office(), procedure)
        st.html(html.section(t("reh.title"), t("reh.note", count=len(approving.counted(office(), procedure)))))
        told(CARD)
        job = approving.last(office(), actor(), procedure)
        if job is not None and job.open:
            st.fragment(partial(_running, procedure), run_every=AGAIN)()
            return
        if job is not None:
            _came_of_it(procedure, checked.bundle, job)
        st.button(
            t("reh.again" if job else "reh.begin"), icon=":material/play_arrow:", key="rehearse",
            type="secondary" if job else "primary", on_click=_begin, args=(name, procedure, text),
        )  # fmt: skip
        if mine:
            _kept(procedure, checked.bundle, mine)


def _running(procedure: str) -> None:
    job = approving.last(office(), actor(), procedure)
    if job is None or not job.open:
        st.rerun()
        return
    draw_progress(job)


def _begin(name: str, procedure: str, text: str) -> None:
    every = releasing.drafted(office(), actor(), name, text).get(procedure)
    done = approving.rehearse_later(office(), actor(), procedure, every, now()) if every else None
    if isinstance(done, Refusal):
        tell(CARD, done)


def _came_of_it(procedure: str, bundle: Bundle, job: JobView) -> None:
    if job.state != "done":
        st.html(html.notice(say(job.error) if job.error else t("jobs.cancelled", name=job.title), tone="bad"))
        return
    found, approved = job.result, approving.kept(office(), procedure)
    still = approving.waiting(office(), actor(), procedure)
    tone = "bad" if still else ""
    at = dates.moment(job.finished_at, office().zone, office().today(now())) if job.finished_at else ""
    st.html(html.notice(t("reh.played", count=found["played"], differs=len(still), at=at), tone=tone))
    for key, title in still.items():
        _differs(procedure, key, say(title), found["differs"][key], key in found["proposed"], key in approved)
    fresh = [r for r in approving.proposed(job) if _waits(r, approved, job)]
    if fresh:
        _proposals(procedure, bundle, fresh)
    _left_open(job)


def _waits(each: Rehearsal, approved: dict[str, approving.Kept], job: JobView) -> bool:
    """Whether a proposal was not approved since it was made."""
    before = approved.get(each.id)
    return before is None or (job.finished_at is not None and before.at <= job.finished_at)


def _differs(
    procedure: str, key: str, title: str, lines: list[dict[str, str]], again: bool, approved: bool
) -> None:  # fmt: skip
    """A rehearsal that goes otherwise now: every difference in words, and what may be done about it."""
    with st.container(key=f"differs_{key}", gap="xsmall"):
        items = "".join(f"<li>{e(line[lang()])}</li>" for line in lines)
        st.html(f'<div class="reh-differs"><b>{e(title)}</b><ul>{items}</ul></div>')
        with st.container(horizontal=True, gap="small"):
            if again:
                st.button(t("reh.approve_new"), key=f"again_{key}", on_click=_approve, args=(procedure, [key]))
            if approved:
                st.button(
                    t("reh.withdraw"), key=f"withdraw_{key}", type="tertiary", on_click=_withdraw, args=(procedure, key)
                )


def _proposals(procedure: str, bundle: Bundle, fresh: list[Rehearsal]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(html.section(t("reh.proposed", count=len(fresh)), t("reh.proposed_note")), width="stretch")
        st.button(
            t("reh.approve_all", count=len(fresh)), key="approve_all", icon=":material/done_all:", on_click=_approve,
            args=(procedure, [r.id for r in fresh]),
        )  # fmt: skip
    shown = st.session_state.get("reh_shown", PAGE)
    with st.container(height=520 if len(fresh) > 4 else "content", border=False, gap="xsmall", key="reh_list"):
        for each in fresh[:shown]:
            with st.expander(each.title.say(lang())):
                _steps(bundle, each)
                st.button(t("reh.approve"), key=f"approve_{each.id}", on_click=_approve, args=(procedure, [each.id]))
        if len(fresh) > shown:
            st.button(t("reh.more", count=len(fresh) - shown), key="reh_more", type="tertiary", on_click=_more)


def _more() -> None:
    st.session_state["reh_shown"] = st.session_state.get("reh_shown", PAGE) + PAGE


def _steps(bundle: Bundle, each: Rehearsal) -> None:
    """The steps as a table: day, who does what, what comes of it."""
    heads = "".join(f"<th>{e(t(f'reh.col.{c}'))}</th>" for c in ("day", "does", "comes"))
    rows = "".join(
        f'<tr class="{"no" if line.refused else ""}"><td>{e(line.day[5:])}</td>'
        f"<td><b>{e(line.who)}</b> {e(line.does)}</td><td>{e(line.comes)}</td></tr>"
        for line in telling.lines(bundle, each, lang())
    )
    st.html(f'<table class="reh-steps"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')


def _left_open(job: JobView) -> None:
    """What nothing tries: goals for which no way was found, branches that nobody took, and where it was cut off."""
    place = 1 if lang() == "en" else 0
    missed, still = job.result["missed"], job.result["open"]
    if job.result["left"]:
        st.html(html.muted(t("reh.cut", count=job.result["left"])))
    if missed or still:
        with st.expander(t("reh.open", count=len(missed) + len(still))):
            items = "".join(f"<li>{e(each[place] or each[0])}</li>" for each in [*still, *missed])
            st.html(f'<ul class="reh-open">{items}</ul>')


def _kept(procedure: str, bundle: Bundle, mine: dict[str, approving.Kept]) -> None:
    with st.expander(t("reh.kept", count=len(mine))):
        for key, each in mine.items():
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"kept_{key}"):
                by = t("reh.by", by=each.by, at=dates.moment(each.at, office().zone, office().today(now())))
                words = f"<p>{e(each.rehearsal.title.say(lang()))} <span class=muted>{e(by)}</span></p>"
                st.html(words, width="stretch")
                st.button(
                    t("reh.withdraw"), key=f"drop_{key}", type="tertiary", on_click=_withdraw, args=(procedure, key)
                )


def _approve(procedure: str, names: list[str]) -> None:
    refusal = approving.approve(office(), actor(), procedure, names, now())
    tell(CARD, refusal if refusal else t("reh.approved", count=len(names)))


def _withdraw(procedure: str, name: str) -> None:
    refusal = approving.withdraw(office(), actor(), procedure, name)
    if refusal:
        tell(CARD, refusal)
