"""Taking entries into a register from a file: look first, then confirm; what was imported, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from forms.text import Message
from pages.context import actor, lang, now, office, say, t
from pages.parts import dates, html
from pages.parts.job_cards import AGAIN, XLSX, draw_progress
from pages.parts.told import tell, told
from workflows.engine.types import Refusal
from workflows.jobs.packing import unpacked, unpacked_text
from workflows.jobs.service import JobView
from workflows.registers import imports
from workflows.registers.imports import CHECK, ImportLine
from workflows.registers.known import Known

CARD = "import"
FEW = 12
"""Things to mend that are shown at once."""


def draw_import(of: Known) -> None:
    """A card for those who may import; nothing for others."""
    if not imports.may_import(of, actor()):
        return
    with st.container(border=True, key="card_import", gap="small"):
        st.html(html.section(t("import_card.title"), t("import_card.note")))
        told(CARD)
        job = imports.last_check(office(), actor(), of.id)
        if job is not None and job.open:
            st.fragment(partial(_running, of, job.id), run_every=AGAIN)()
            return
        if job is not None:
            _came_of_it(of, job)
        with st.expander(t("import_card.begin")):
            _form(of)
        _done_before(of)


def _running(of: Known, job_id: int) -> None:
    job = imports.last_check(office(), actor(), of.id)
    if job is None or not job.open:
        st.rerun()
    draw_progress(job)


def _form(of: Known) -> None:
    empty = partial(imports.empty_file, office(), actor(), of.id, lang(), now())
    st.download_button(
        t("import_card.empty"), lambda: empty() or b"", f"{say(of.register.called)}.xlsx", XLSX, key="import_empty",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    file = st.file_uploader(t("import_card.file"), type=["xlsx", "xls", "csv", "et"], key="import_file")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        on = st.date_input(t("import_card.on"), value=office().today(now()), format="YYYY-MM-DD", key="import_on")
        reason = st.text_input(t("import_card.reason"), key="import_reason")
    whole = st.checkbox(t("import_card.whole"), key="import_whole")
    st.button(
        t("import_card.check"), type="primary", key="import_check", disabled=file is None, on_click=_check,
        args=(of.id, file, on, reason, whole),
    )  # fmt: skip


def _check(key: str, file: Any, on: Any, reason: str, whole: bool) -> None:
    done = imports.check_later(office(), actor(), key, file.getvalue(), file.name, on, reason, now(), whole=whole)
    if isinstance(done, Refusal):
        tell(CARD, done)


def _came_of_it(of: Known, job: JobView) -> None:
    if job.state != "done":
        words = say(job.error) if job.error else t("jobs.cancelled", name=job.title)
        st.html(html.notice(words, job.title, "bad"))
        return
    counts = _counts(job.result["counts"])
    if job.kind != CHECK:
        st.html(html.notice(t("import_card.done", name=job.title), counts))
        _left(job)
        return
    wrong = job.result["counts"]["wrong"]
    notes = "".join(f"<p>{html.e(say(unpacked(n)))}</p>" for n in job.result["notes"])
    looked = t("import_card.looked", name=job.title)
    st.html(html.notice(looked, tone="bad" if wrong else "", body_html=f"<p>{html.e(counts)}</p>{notes}"))
    if wrong:
        _wrong(job, wrong)
        return
    st.button(t("import_card.confirm"), type="primary", key="import_confirm", on_click=_confirm, args=(job.id,))


def _counts(counts: Mapping[str, int]) -> str:
    """How many entries came, changed, went and stayed; how many were left."""
    told = t("import_card.counts", **{k: counts.get(k, 0) for k in ("new", "changed", "gone", "same")})
    left = counts.get("left", 0)
    return t("import_card.and_left", counts=told, count=left) if left else told


def _left(job: JobView) -> None:
    """The workbook of what was left, behind an import that left something."""
    if job.result["counts"].get("left") and job.result.get("check"):
        _mend(job.result["check"], job.title)


def _mend(check: int, title: str) -> None:
    made = partial(imports.left_file, office(), actor(), check, lang(), now())
    name = t("import_card.left_name", name=title.rpartition(".")[0] or title)
    st.download_button(
        t("import_card.left_file"), lambda: made() or b"", f"{name}.xlsx", XLSX, key="import_left_file",
        icon=":material/download:", on_click="ignore", help=t("import_card.left_how"),
    )  # fmt: skip


def _wrong(job: JobView, count: int) -> None:
    """What there is to mend, and the two ways on: the marked file, or what is right without the rest."""
    made = partial(imports.marked_file, office(), actor(), job.id, lang(), now())
    counts = job.result["counts"]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button(
            t("jobs.marked"), lambda: made() or b"", f"{job.title}.xlsx", XLSX, key="import_marked",
            icon=":material/format_color_fill:", on_click="ignore",
        )  # fmt: skip
        if job.result.get("severable"):
            right = counts["new"] + counts["changed"]
            st.button(
                t("import_card.leave", right=right, left=counts["left"]), key="import_leave",
                icon=":material/playlist_add_check:", on_click=_confirm, args=(job.id,), kwargs={"leave": True},
            )  # fmt: skip
            _mend(job.id, job.title)
    how = "import_card.whole_waits" if job.payload.get("whole") else "import_card.leave_how"
    st.html(html.muted(t(how) if job.result.get("severable") else say(Message("import.not_severable"))))
    listed = job.result["listed"]
    with st.expander(t("jobs.list", count=count), expanded=count <= FEW):
        st.html(html.errors((_where(one), say(unpacked(one["message"])), _todo(one)) for one in listed))
        if count > len(listed):
            st.html(html.muted(t("import_card.more", count=count - len(listed))))


def _where(one: Mapping[str, Any]) -> str:
    place = say(unpacked_text(one["label"])) if one["label"] else ""
    return t("jobs.cell", sheet=one["sheet"], cell=one["cell"], place=place) if one["cell"] else place


def _todo(one: Mapping[str, Any]) -> str:
    return say(unpacked(one["todo"])) if one.get("todo") else ""


def _confirm(job: int, *, leave: bool = False) -> None:
    done = imports.import_later(office(), actor(), job, now(), leave=leave)
    if isinstance(done, Refusal):
        tell(CARD, done)


def _done_before(of: Known) -> None:
    found = imports.imports(office(), actor(), of.id, now())
    if not found:
        return
    with st.expander(t("import_card.before", count=len(found))):
        for each in found:
            _line(each)


def _line(each: ImportLine) -> None:
    at = dates.moment(each.at, office().zone, office().today(now()))
    words = t("import_card.line", name=each.name, on=each.on.isoformat(), by=each.by, at=at)
    counts = _counts(each.counts)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"ruled_import_{each.id}"):
        st.html(html.part(words, f"{each.reason}　{counts}"), width="stretch")
        if each.undone_at is None:
            st.button(t("import_card.undo"), type="tertiary", key=f"undo_{each.id}", on_click=_undo, args=(each.id,))
        else:
            st.html(html.muted(t("import_card.undone")), width="content")


def _undo(number: int) -> None:
    refused = imports.undo_import(office(), actor(), number, now())
    tell(CARD, refused if refused else say(Message("import.undone")))
