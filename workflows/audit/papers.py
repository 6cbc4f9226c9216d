"""The papers of a case as they stand, beside what its history says of them: number, whether they hold, their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import Session, select

from data.files import FileStore
from data.tables import Case, IssuedPaper
from forms.text import Message
from workflows.audit.replay import Replayed

ISSUED, REISSUED = "paper_issue", "paper_reissue"


def against(session: Session, files: FileStore, case: Case, again: Replayed) -> Iterator[tuple[int, Message]]:
    """The step that tells of a paper, and what is not as it tells."""
    rows = {r.id: r for r in session.exec(select(IssuedPaper).where(IssuedPaper.case_id == case.id))}
    told = {p["id"]: (step, p) for step, action, p in again.papers if action in (ISSUED, REISSUED)}
    void = {p["replaces_id"] if action == REISSUED else p["id"] for _, action, p in again.papers if action != ISSUED}
    for key, (step, paper) in told.items():
        code = _wrong(files, rows.get(key), paper, key in void)
        if code:
            yield step, _said(step, paper["title"], code)
    for row in (r for k, r in rows.items() if k not in told and again.whole):
        yield again.facts.revision + 1, _said(again.facts.revision + 1, row.title, "audit.paper_row")


def _wrong(files: FileStore, row: IssuedPaper | None, paper: Mapping[str, Any], void: bool) -> str:
    if row is None:
        return "audit.paper_row"
    same = (row.number, row.docx, row.pdf, row.voided_at is not None) == (
        paper["number"], paper["docx"], paper["pdf"], void,
    )  # fmt: skip
    if not same:
        return "audit.paper_facts"
    kept = [k for k in (row.docx, row.pdf, row.void_docx, row.void_pdf) if k is not None]
    return "" if all(_whole(files, k) for k in kept) else "audit.paper_file"


def _whole(files: FileStore, key: str) -> bool:
    try:
        files.get(key)
    except (OSError, ValueError):
        return False
    return True


def _said(step: int, title: str, code: str) -> Message:
    return Message("audit.paper", {"step": step, "paper": title, "what": Message(code)})
