"""Moves that go on or are over: progress, what came of them, which cases stayed and why, and the way back."""

from __future__ import annotations

from functools import partial
from html import escape as e

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import address, dates, html
from pages.parts.job_cards import AGAIN, draw_progress
from pages.parts.moving_state import TOLD
from pages.parts.told import tell
from workflows import moving
from workflows.engine.types import Refusal
from workflows.jobs.service import JobView
from workflows.moving import Moved


def draw_jobs(procedure: str) -> None:
    """The newest move, or the one that the address names; earlier ones can be chosen."""
    jobs = moving.last(office(), actor(), procedure)
    if not jobs:
        return
    with st.container(border=True, key="card_moving_jobs", gap="small"):
        wanted = address.number("job")
        job = next((j for j in jobs if j.id == wanted), jobs[0])
        st.html(html.section(t("moving.jobs"), _about(job)))
        if job.open:
            st.fragment(partial(_running, procedure, job.id), run_every=AGAIN)()
            return
        _came_of_it(job)


def _about(job: JobView) -> str:
    at = dates.moment(job.created_at, office().zone, office().today(now()))
    return t("moving.job_back" if "back" in job.payload else "moving.job", at=at)


def _running(procedure: str, job_id: int) -> None:
    job = next((j for j in moving.last(office(), actor(), procedure) if j.id == job_id), None)
    if job is None or not job.open:
        st.rerun()
        return
    draw_progress(job)


def _came_of_it(job: JobView) -> None:
    counts = {"moved": job.result.get("moved", 0), "kept": job.result.get("kept", 0)}
    code = "moving.done_back" if "back" in job.payload else "moving.done"
    why = say(job.error) if job.error else ""
    st.html(html.notice(t(code, **counts), why, tone="bad" if job.state != "done" else ""))
    refused = moving.refused(job)
    if refused:
        with st.expander(t("moving.refused", count=counts["kept"])):
            lines = "".join(
                f"<li><b>#{case}</b>　{e('；'.join(say(m) for m in found))}</li>" for case, found in refused
            )
            st.html(f'<ul class="reh-open">{lines}</ul>')
    if "back" not in job.payload:
        _report(job)


def _report(job: JobView) -> None:
    rows = moving.report(office(), actor(), job.id, now())
    if not rows:
        return
    free = [r for r in rows if r.why_not is None]
    with st.expander(t("moving.report", count=job.result.get("moved", 0))):
        if free:
            st.button(
                t("moving.back_all"), key=f"back_all_{job.id}", icon=":material/undo:", on_click=_back_all,
                args=(job.id,), help=t("moving.back_help"),
            )  # fmt: skip
        for row in rows:
            _moved(job, row)


def _moved(job: JobView, row: Moved) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"moved_{row.case}", gap="small"):
        told = t("moving.undone") if row.undone else say(row.why_not) if row.why_not else ""
        number = row.number or f"#{row.case}"
        words = f"<p><b>{e(number)}</b>　{e(say(row.title))} <span class=muted>{e(told)}</span></p>"
        st.html(words, width="stretch")
        if row.why_not is None:
            st.button(
                t("moving.back"), key=f"back_{row.case}", type="tertiary", on_click=_back, args=(row.case, job.id)
            )


def _back(case: int, job: int) -> None:
    refusal = moving.back(office(), actor(), case, job, now())
    tell(TOLD, refusal if refusal else t("moving.back_done"))


def _back_all(job: int) -> None:
    done = moving.begin_back(office(), actor(), job, now())
    tell(TOLD, done if isinstance(done, Refusal) else t("moving.begun_back"))
