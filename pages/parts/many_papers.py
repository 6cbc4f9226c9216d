"""A paper for many cases at once: the menu beside the buttons for many, how far it is, and the ZIP and the PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from forms.text import Message
from pages.context import actor, lang, now, office, say, t
from pages.parts import address, html
from pages.parts.told import tell, told
from pages.widgets import plain
from workflows.cases.search import CaseRow
from workflows.definition import Procedure
from workflows.engine.types import Refusal
from workflows.jobs import service
from workflows.jobs.packing import unpacked
from workflows.jobs.service import JobView
from workflows.papers.batch import KIND, Many, issue_many, many, print_later, printed_later

AGAIN = 1.0
"""Seconds between two looks at work that goes on."""
SHOWN = 8
"""Refused cases that are named."""
_JOB = "papers_job"
_TOLD = "papers_many"


def draw_many_papers(
    procedures: Mapping[str, Procedure], rows: Sequence[CaseRow], picked: Sequence[CaseRow], on_done: Callable[[], None]
) -> None:
    """The menu; nothing where nobody issues a paper for any of the rows. `on_done` runs after one was chosen."""
    if not many(procedures, actor(), rows):
        return
    with (
        st.popover(t("papers.many"), key=f"many_papers_{st.session_state.get(_JOB)}", disabled=not picked),
        st.container(gap="xsmall", key="papers_many"),
    ):
        for each in many(procedures, actor(), picked):
            st.button(
                plain(t("papers.many_one", paper=each.title, count=len(each.cases))), type="tertiary",
                key=f"many_paper_{each.procedure}_{each.key}", icon=":material/approval:",
                on_click=partial(_issue, each, on_done),
            )  # fmt: skip


def issues_papers(procedures: Mapping[str, Procedure], rows: Sequence[CaseRow]) -> bool:
    """Whether rows are worth choosing for it."""
    return bool(many(procedures, actor(), rows))


def _issue(each: Many, on_done: Callable[[], None]) -> None:
    """The same choice pressed twice is one job."""
    turn = st.session_state.get("cases_turn", 0)
    done = issue_many(office(), actor(), each, f"{each.procedure}/{each.key}/{each.cases}/{turn}", now())
    if isinstance(done, Refusal):
        tell(_TOLD, done)
        return
    st.session_state[_JOB] = done
    on_done()


def draw_papers_job() -> None:
    """How far the last batch is, and what came of it, until it is put away."""
    told(_TOLD)
    job = _job()
    if job is not None:
        st.fragment(partial(_progress, job.open), run_every=AGAIN if job.open else None)()


def _job() -> JobView | None:
    found = st.session_state.setdefault(_JOB, address.number("job"))
    job = service.job(office(), actor(), found) if found else None
    return job if job is not None and job.kind == KIND else None


def _progress(was_open: bool) -> None:
    job = _job()
    if job is None or (was_open and not job.open):
        st.rerun()
    with st.container(border=True, key="card_papers_job", gap="small"):
        if job.open:
            stage = say(Message(job.stage)) if job.stage else ""
            st.progress(job.share, text=f"**{t('papers.issue', paper=job.title)}**　{stage} {job.done}/{job.total}")
        else:
            _ended(job)


def _ended(job: JobView) -> None:
    count, refused = len(job.result.get("issued", [])), job.result.get("refused", [])
    words = t("papers.many_done", paper=job.title, count=count)
    words += "　" + t("papers.many_refused", count=len(refused)) if refused else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(html.notice(words, say(job.error) if job.error else "", "bad" if job.error else ""), width="stretch")
        if count:
            for kind, icon in (("zip", "download"), ("pdf", "picture_as_pdf")):
                if job.result.get(kind):
                    place, word = f"/papers/batch/{job.id}/{kind}", t(f"papers.many_{kind}")
                    st.link_button(word, place, icon=f":material/{icon}:")
        if printed_later(job.result):
            word = t("papers.many_pdf")
            st.button(word, key="papers_print", icon=":material/picture_as_pdf:", on_click=_print, args=(job,))
        st.button(t("jobs.seen"), key="papers_job_seen", on_click=_put_away)
    lines = [(str(r.get("title") or r["case"]), say(unpacked(r["why"]))) for r in refused[:SHOWN] if r.get("why")]
    if lines:
        st.html(html.lines(lines))


def _print(job: JobView) -> None:
    done = print_later(office(), actor(), job, lang(), now())
    tell(_TOLD, done if isinstance(done, Refusal) else t("export_box.begun"), t("papers.many_print_note"))


def _put_away() -> None:
    st.session_state[_JOB] = None
