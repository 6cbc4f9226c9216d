"""Making a paper of a case: its template filled with what its issuer may read, as .docx and as PDF."""

from __future__ import annotations

from dataclasses import dataclass

from forms.paper.check import Shows
from forms.paper.mark import marked, noted
from forms.paper.pdf import pdf
from forms.paper.refused import PaperRefused
from forms.paper.template import filled
from forms.text import Message
from workflows.cases.opened import Opened
from workflows.checks.templates import looked_at
from workflows.messages import say
from workflows.model.papers import Paper
from workflows.office import Office
from workflows.papers.context import context
from workflows.papers.parts import Wanted

REPLACES = "replaces"
"""The name under which a template speaks of the paper that it replaces."""


@dataclass(frozen=True)
class Made:
    """A paper as files; without a PDF the sentence says why."""

    docx: bytes
    pdf: bytes | None
    why_no_pdf: Message | None = None


def shows(found: Opened, paper: Paper) -> Shows:
    """What the template of a paper shows, in the version of the case."""
    return looked_at(found.bundle, found.bundle.papers[paper.template]).shows


def make(wanted: Wanted, mark: str = "") -> Made:
    """Fill and lay out, with a word across every page; raises `PaperRefused` for what nothing can be made of."""
    found, paper = wanted.found, wanted.paper
    docx = filled(found.bundle.papers[paper.template].content, context(wanted))
    if wanted.replaces is not None and REPLACES not in shows(found, paper).names:
        number, on = wanted.replaces
        docx = noted(docx, say(Message("paper_replaces", {"number": number, "on": on.isoformat()})))
    return _laid_out(found.office, docx, paper.zh, mark)


def void(office: Office, docx: bytes, title: str) -> Made:
    """The same paper with 作废 on every page."""
    word = say(Message("paper_void"))
    return _laid_out(office, marked(docx, word), title, word)


def again(office: Office, docx: bytes, title: str, *, voided: bool) -> Made:
    """A paper that has no PDF yet, laid out now."""
    return _laid_out(office, docx, title, say(Message("paper_void")) if voided else "")


def _laid_out(office: Office, docx: bytes, title: str, mark: str = "") -> Made:
    try:
        return Made(docx, pdf(docx, office.fonts, title, mark))
    except PaperRefused as refused:
        return Made(docx, None, refused.message)
