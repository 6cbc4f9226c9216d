"""Many papers that were issued in one go, as one PDF: what is too long to be made with the batch itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from data.tables import IssuedPaper, Job
from forms.paper.pdf import together
from forms.paper.refused import PaperRefused
from forms.text import Message
from workflows import address
from workflows.engine.types import Refusal
from workflows.exports.lists import ListKind, Order, Size, list_kind
from workflows.papers.batch import KIND, PAPERS, names, papers_of


@list_kind
class Papers(ListKind):
    """Parameters: `job`, a batch of one's own. Always a PDF."""

    name: ClassVar[str] = PAPERS

    def size(self, order: Order) -> Size:
        return Size(len(_papers(order)), heavy=True)

    def make(self, order: Order) -> Path | Refusal:
        papers = _papers(order)
        if not papers:
            return Refusal(Message("paper_missing"), guard="rights")
        try:
            made = together(_contents(order, papers), order.office.fonts, names=names(papers))
        except PaperRefused as refused:
            return Refusal(refused.message)
        with tempfile.NamedTemporaryFile(prefix="papers-", suffix=".pdf", delete=False) as file:
            file.write(made)
        return Path(file.name)


def _papers(order: Order) -> list[IssuedPaper]:
    job = order.session.get(Job, address.number(order.asked.params.get("job", "")) or 0)
    mine = job is not None and job.kind == KIND and job.person_id == order.actor.id
    return list(papers_of(order.session, (job.result or {}).get("issued", []))) if job is not None and mine else []


def _contents(order: Order, papers: list[IssuedPaper]) -> Iterator[bytes]:
    """Each paper when it is laid out."""
    for n, each in enumerate(papers, 1):
        order.tick(n, len(papers))
        yield order.office.files.get(each.docx)
