"""A batch of mailed files being taken in, what came of each, and the answers to send back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from html import escape as e
from typing import Any

import streamlit as st

from forms.fields import Option
from pages.context import actor, lang, now, office, say, t
from pages.parts import html
from pages.parts.go import go
from pages.parts.job_cards import AGAIN, draw_progress
from pages.parts.mailed_files import TONES, listed
from workflows.engine.types import Actor
from workflows.jobs import service
from workflows.jobs.packing import unpacked
from workflows.jobs.service import JobView
from workflows.mailed.answers import all_answers, answer
from workflows.mailed.service import KIND
from workflows.office import Office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EARLIER = 5
"""Batches listed."""


def draw_batch(job_id: int) -> None:
    """How far it is; when it is done, each file with its outcome and its answer."""
    job = service.job(office(), actor(), job_id)
    if job is None or job.kind != KIND:
        st.html(html.empty(t("mailed.gone")))
    elif job.open:
        st.fragment(partial(_going, job_id), run_every=AGAIN)()
    else:
        _over(job)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(html.muted(t("mailed.answers_note") if job and not job.open else ""), width="stretch")
        if st.button(t("mailed.again"), key="again"):
            go("mailed")
        if job and not job.open and job.result.get("files"):
            # made in another thread, which knows nobody: who asks is given along
            made = partial(all_answers, office(), actor(), job_id, lang(), now())
            st.download_button(
                t("mailed.answers"), made, mime="application/zip", key="answers", type="primary",
                file_name=f"{t('mailed.zip')}-{office().today(now())}.zip", on_click="ignore",
            )  # fmt: skip


def _going(job_id: int) -> None:
    job = service.job(office(), actor(), job_id)
    if job is None or not job.open:
        st.rerun()
    with st.container(border=True, key="card_job", gap="small"):
        st.html(html.section(t("mailed.working")))
        draw_progress(job)


def _over(job: JobView) -> None:
    with st.container(border=True, key="card_batch", gap="small"):
        st.html(html.section(t("mailed.done"), t("mailed.batch", day=_day(job), count=job.title)))
        if job.error is not None:
            st.html(html.notice(t("jobs.failed", name=t("shell.page.mailed")), say(job.error), "bad"))
        if job.state == "cancelled":
            st.html(html.notice(t("jobs.stop")))
        with office().db.read() as session:
            districts = office().district_names(session)
        done = job.result.get("files", [])
        pairs = list(zip(job.payload["files"], done, strict=False))
        st.html(listed([_row(file, told, districts) for file, told in pairs], t("mailed.outcome")))
        if pairs:
            _one(job, pairs)


def _row(
    file: Mapping[str, Any], told: Mapping[str, Any], districts: Mapping[str, Option]
) -> tuple[str, str, str, str, str]:
    does = told["does"]
    took = does in ("new", "update")
    word = t(f"mailed.took_{does}") if took else t(f"mailed.does_{does}")
    why = say(unpacked(told["why"])) if told.get("why") else ""
    name = say(districts[file["district"]].title) if file["district"] in districts else t("mailed.unknown")
    rows, wrong = (str(told["rows"]), str(told["wrong"])) if took else ("", "")
    return f"<b>{e(file['name'])}</b>", e(name), rows, wrong, f"{html.chip(word, TONES[does])}<small>{e(why)}</small>"


def _one(job: JobView, pairs: list[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> None:
    """One file of the batch: its answer, and its draft."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        number = st.selectbox(
            t("mailed.which"), range(len(pairs)), format_func=lambda n: pairs[n][0]["name"], key="batch_which",
            width=420,
        )  # fmt: skip
        made = partial(_content, office(), actor(), job.id, number, lang(), now())
        st.download_button(
            t("mailed.answer"), made, file_name=_name(job.id, number), mime=XLSX, key="answer", on_click="ignore"
        )
        case = pairs[number][1].get("case")
        if case is not None and st.button(t("jobs.go"), key="to_case"):
            go("form", case=case)


def _content(office: Office, actor: Actor, job_id: int, number: int, lang: str, at: datetime) -> bytes:
    made = answer(office, actor, job_id, number, lang, at)
    return made.content if made else b""


def _name(job_id: int, number: int) -> str:
    job = service.job(office(), actor(), job_id)
    stem = job.payload["files"][number]["name"].rpartition(".")[0] if job else ""
    return f"{t('mailed.answer_name', name=stem)}.xlsx"


def draw_earlier() -> None:
    """The batches taken in before."""
    found = [j for j in service.mine(office(), actor()) if j.kind == KIND][:EARLIER]
    if not found:
        return
    with st.container(border=True, key="card_earlier", gap="xsmall"):
        st.html(html.section(t("mailed.earlier")))
        for job in found:
            word = t("mailed.batch", day=_day(job), count=job.title)
            if st.button(word, key=f"go_batch_{job.id}", type="tertiary", width="stretch"):
                go("mailed", job=job.id)


def _day(job: JobView) -> str:
    return f"{job.created_at.astimezone(office().zone):%Y-%m-%d %H:%M}"
