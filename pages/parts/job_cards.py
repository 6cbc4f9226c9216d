"""How far long work is, and what came of it: on the form it belongs to, and on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from html import escape as e

import streamlit as st

from forms.text import Message
from pages.context import actor, lang, now, office, say, t
from pages.parts import html
from pages.parts.go import go
from workflows.exports import service as exports
from workflows.jobs import service
from workflows.jobs.marking import marked_name, marked_upload
from workflows.jobs.packing import unpacked, unpacked_text
from workflows.jobs.service import JobView

AGAIN = 1.0
"""Seconds between two looks at work that goes on."""
FRESH = timedelta(hours=24)
"""How long what is over is told about."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SEEN = "jobs_seen"


def draw_case_jobs(case_id: int) -> None:
    """The upload of a case that goes on or has just ended; the page runs again when it ends."""
    found = _of_case(case_id)
    if found is None:
        return
    every = AGAIN if found.open else None
    st.fragment(partial(_case_job, case_id, found.open), run_every=every)()


def _of_case(case_id: int) -> JobView | None:
    seen = st.session_state.setdefault(_SEEN, set())
    told = (j for j in service.about_case(office(), actor(), case_id) if j.id not in seen and _fresh(j))
    return next(told, None)


def _fresh(job: JobView) -> bool:
    kept = exports.KEPT if job.kind == exports.EXPORT and job.state == "done" else FRESH
    return job.open or (job.finished_at is not None and now() - job.finished_at < kept)


def _case_job(case_id: int, was_open: bool) -> None:
    job = _of_case(case_id)
    if job is None or (was_open and not job.open):
        st.rerun()
    with st.container(border=True, key="card_job", gap="small"):
        if job.open:
            draw_progress(job)
        else:
            _ended(job)


def draw_progress(job: JobView) -> None:
    """A bar with what is being done, and the button that stops it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.progress(job.share, text=_words(job), width="stretch")
        if job.mine:
            word = t("jobs.stopping" if job.stopping else "jobs.stop")
            st.button(word, key=f"stop_job_{job.id}", disabled=job.stopping, on_click=_stop, args=(job.id,))
    st.html(html.muted(t("jobs.leave")))


def _words(job: JobView) -> str:
    title = f"**{job_title(job)}**"
    if not job.stage:
        return f"{title}　{t('jobs.waiting')}"
    stage = say(Message(job.stage))
    return f"{title}　{t('jobs.bar', stage=stage, done=job.done, total=job.total) if job.total else stage}"


def job_title(job: JobView) -> str:
    """What a person calls it."""
    return t(f"jobs.{job.kind}", name=job.title)


def _stop(job_id: int) -> None:
    service.stop(office(), actor(), job_id, now())


def _ended(job: JobView) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(html.notice(*_told(job)), width="stretch")
        if job.mine and (job.result.get("wrong") or job.result.get("problem_count")):
            # made in another thread, which knows nobody: who asks is given along
            made = partial(marked_upload, office(), actor(), job.id, lang(), now())
            st.download_button(
                t("jobs.marked"), made, file_name=marked_name(job.title, lang()), mime=XLSX,
                key=f"marked_{job.id}", icon=":material/format_color_fill:", on_click="ignore",
            )  # fmt: skip
        st.button(t("jobs.seen"), key=f"seen_job_{job.id}", on_click=_see, args=(job.id,))
    if job.mine and job.result.get("listed"):
        with st.expander(t("jobs.list", count=job.result["wrong"])):
            st.html(html.errors(_listed(job)))
            more = job.result["wrong"] - len(job.result["listed"])
            if more > 0:
                st.html(html.muted(t("jobs.more", count=more)))


def _told(job: JobView) -> tuple[str, str, html.Tone]:
    """What came of it: bold, then small, and whether it is bad."""
    name = job.title
    if job.state == "cancelled":
        return t("jobs.cancelled", name=name), "", ""
    if job.state == "failed":
        return t("jobs.failed", name=name), say(job.error) if job.error else "", "bad"
    if not job.mine:
        return t("jobs.done_other", name=name), "", ""
    count = {k: job.result[k] for k in ("rows", "added", "changed", "deleted")}
    wrong = t("jobs.wrong", rows=job.result["wrong_rows"], wrong=job.result["wrong"])
    kept = [t("jobs.clashes", count=job.result["clashes"])] if job.result.get("clashes") else []
    said = (say(unpacked(n)) for n in job.result["notes"])
    notes = [*kept, wrong if job.result["wrong"] else t("jobs.all_right"), *said]
    return t("jobs.done", name=name, **count), "　".join(notes), ""


def _listed(job: JobView) -> Iterator[tuple[str, str, str]]:
    for one in job.result["listed"]:
        place = say(unpacked_text(one["label"]))
        todo = say(unpacked(one["todo"])) if one["todo"] else ""
        yield t("jobs.cell", sheet=one["sheet"], cell=one["cell"], place=place), say(unpacked(one["message"])), todo


def _see(job_id: int) -> None:
    st.session_state.setdefault(_SEEN, set()).add(job_id)


def draw_my_jobs() -> None:
    """The work that goes on for this person, or has just ended: a card on the desk; nothing without any."""
    found = _mine()
    if found:
        every = AGAIN * 2 if any(j.open for j in found) else None
        with st.container(border=True, key="card_jobs", gap="xsmall"):
            st.html(html.section(t("jobs.title")))
            st.fragment(_my_jobs, run_every=every)()


def _mine() -> list[JobView]:
    seen = st.session_state.setdefault(_SEEN, set())
    return [j for j in service.mine(office(), actor()) if j.id not in seen and _fresh(j)]


def _my_jobs() -> None:
    for job in _mine():
        with st.container(key=f"job_{job.id}", gap="xxsmall"):
            if job.open:
                st.progress(job.share, text=_words(job))
            else:
                st.html(f"<p><b>{e(job_title(job))}</b></p>{html.muted(_short(job))}")
            with st.container(horizontal=True, gap="xsmall"):
                if job.kind == exports.EXPORT:
                    _file(job)
                elif st.button(t("jobs.go"), key=f"look_job_{job.id}", type="tertiary"):
                    _go(job)
                if not job.open:
                    st.button(
                        t("jobs.seen"), key=f"seen_job_{job.id}", type="tertiary", on_click=_see, args=(job.id,)
                    )


def _file(job: JobView) -> None:
    """The way to a file that was made, or to stop its being made."""
    if job.open:
        word = t("jobs.stopping" if job.stopping else "jobs.stop")
        st.button(
            word, key=f"stop_job_{job.id}", type="tertiary", disabled=job.stopping, on_click=_stop, args=(job.id,)
        )
    elif job.state == "done":
        st.link_button(t("jobs.download"), f"/exported/{job.id}", icon=":material/download:", key=f"file_job_{job.id}")


def _exported(job: JobView) -> str:
    """What came of a file."""
    if job.state == "cancelled":
        return t("jobs.export_cancelled", name=job.title)
    if job.state == "failed":
        return say(job.error) if job.error else t("jobs.failed", name=job.title)
    until = office().today(job.finished_at + exports.KEPT).isoformat() if job.finished_at else ""
    told = t("jobs.export_done", name=job.title, count=job.result["lines"])
    return f"{told}　{t('jobs.export_until', until=until)}"


def _short(job: JobView) -> str:
    if job.kind == exports.EXPORT:
        return _exported(job)
    if job.kind == "upload":
        return _told(job)[0]
    if job.state == "done" and job.kind == "papers":
        told = {"count": len(job.result.get("issued", [])), "refused": len(job.result.get("refused", []))}
        return t("jobs.papers_done", **told)
    if job.state == "done" and job.about.startswith("register/"):
        return t("jobs.register_done", name=job.title)
    return t("mailed.done") if job.state == "done" else _told(job)[0]


def _go(job: JobView) -> None:
    if job.about.startswith("case/"):
        go("form", case=int(job.about.removeprefix("case/")))
    if job.about.startswith("register/"):
        go("register", register=job.about.removeprefix("register/"))
    if job.about.startswith("moving/"):
        go("moving", procedure=job.about.removeprefix("moving/"), job=job.id)
    go("cases" if job.kind == "papers" else job.kind, job=job.id)
