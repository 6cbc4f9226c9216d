"""The rehearsals of a package: played in the background, and what came of them."""

from __future__ import annotations

from functools import partial
from html import escape as e
from typing import Any

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import dates, html
from pages.parts.job_cards import AGAIN, draw_progress
from pages.parts.told import tell, told
from workflows import packs
from workflows.engine.types import Refusal
from workflows.jobs.service import JobView
from workflows.packs import Pack

CARD = "pack_trial"


def outcome(pack: Pack) -> dict[str, Any] | None:
    """What came of playing it; None while that was not done."""
    job = packs.last(office(), actor(), pack)
    return dict(job.result) if job is not None and job.state == "done" else None


def draw_trial(pack: Pack, key: str) -> None:
    """The card: a button, a bar while they are played, and each that went otherwise."""
    with st.container(border=True, key="card_pack_trial", gap="small"):
        st.html(html.section(t("packs.trial"), t("packs.trial_note")))
        told(CARD)
        job = packs.last(office(), actor(), pack)
        if job is not None and job.open:
            st.fragment(partial(_running, pack), run_every=AGAIN)()
            return
        if job is not None:
            _came_of_it(job)
        st.button(
            t("packs.try_again" if job else "packs.try"), icon=":material/play_arrow:", key="pack_try",
            type="secondary" if job else "primary", on_click=_begin, args=(key,),
        )  # fmt: skip


def _running(pack: Pack) -> None:
    job = packs.last(office(), actor(), pack)
    if job is None or not job.open:
        st.rerun()
        return
    draw_progress(job)


def _begin(key: str) -> None:
    done = packs.try_later(office(), actor(), office().files.get(key), now())
    if isinstance(done, Refusal):
        tell(CARD, done)


def _came_of_it(job: JobView) -> None:
    if job.state != "done":
        st.html(html.notice(say(job.error) if job.error else t("jobs.cancelled", name=job.title), tone="bad"))
        return
    differs, titles = job.result["differs"], job.result["titles"]
    at = dates.moment(job.finished_at, office().zone, office().today(now())) if job.finished_at else ""
    words = t("reh.played", count=job.result["played"], differs=len(differs), at=at)
    st.html(html.notice(words, tone="bad" if differs else ""))
    for name, lines in differs.items():
        zh, en = titles[name]
        items = "".join(f"<li>{e(line[lang()])}</li>" for line in lines)
        title = (en if lang() == "en" and en else zh) or name
        st.html(f'<div class="reh-differs"><b>{e(title)}</b><ul>{items}</ul></div>')
