"""Papers for many cases as one job: each issued once, one that is refused keeps nobody else from theirs."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest

from forms.text import Text
from tests.workflows.bureau import THERE, Bureau, sample
from tests.workflows.papers.test_issuing import at_work, issued, seen
from workflows.engine.types import Refusal
from workflows.exports.service import Ready, ready
from workflows.jobs import service
from workflows.jobs.worker import Worker
from workflows.papers import batch
from workflows.papers.batch import MOST, Many, fetch, issue_many

__all__ = ["at_work"]


def wanted(*cases: int) -> Many:
    return Many("region_declaration", "receipt", Text(zh="收件回执"), cases)


def worked(at: Bureau, job: int) -> service.JobView:
    assert Worker(at.office, lambda: at.now).once()
    found = service.job(at.office, at.actor("desk"), job)
    assert found is not None and found.state == "done", found
    return found


def test_many_papers_come_as_one_zip_and_one_pdf(at_work: Bureau) -> None:
    cases = at_work.filed(), at_work.filed(THERE, {**sample("one_region"), "填报区县": THERE})
    job = issue_many(at_work.office, at_work.actor("desk"), wanted(*cases), "k", at_work.now)
    assert isinstance(job, int)
    assert issue_many(at_work.office, at_work.actor("desk"), wanted(*cases), "k", at_work.now) == job
    done = worked(at_work, job)
    assert len(done.result["issued"]) == 2 and not done.result.get("refused")
    assert [seen(at_work, c).issued[0].number for c in cases] == ["渝市监收〔2026〕1号", "渝市监收〔2026〕2号"]
    archive = fetch(at_work.office, at_work.actor("desk"), job, "zip")
    assert not isinstance(archive, Refusal)
    names = zipfile.ZipFile(io.BytesIO(archive.content)).namelist()
    assert [n[:3] for n in names] == ["001", "001", "002", "002"] and "渝市监收〔2026〕1号" in names[0]
    printed = fetch(at_work.office, at_work.actor("desk"), job, "pdf")
    assert not isinstance(printed, Refusal)
    with pypdfium2.PdfDocument(printed.content) as document:
        assert len(document) == 2


def test_one_that_is_refused_is_named_and_keeps_no_other_from_its_paper(at_work: Bureau) -> None:
    first, other = at_work.filed(), at_work.filed(THERE, {**sample("one_region"), "填报区县": THERE})
    issued(at_work, first)
    job = issue_many(at_work.office, at_work.actor("desk"), wanted(first, other, 999), "k", at_work.now)
    assert isinstance(job, int)
    done = worked(at_work, job)
    assert len(done.result["issued"]) == 1
    assert [r["case"] for r in done.result["refused"]] == [first, 999]
    assert seen(at_work, other).issued[0].number == "渝市监收〔2026〕2号"  # no gap


def test_what_came_of_it_is_for_who_asked_for_it_alone(at_work: Bureau) -> None:
    job = issue_many(at_work.office, at_work.actor("desk"), wanted(at_work.filed()), "k", at_work.now)
    assert isinstance(job, int)
    worked(at_work, job)
    assert isinstance(fetch(at_work.office, at_work.actor("leader"), job, "zip"), Refusal)
    assert isinstance(fetch(at_work.office, at_work.actor("desk"), job, "exe"), Refusal)


def test_a_batch_has_an_end(at_work: Bureau) -> None:
    for cases in ((), tuple(range(MOST + 1))):
        assert isinstance(issue_many(at_work.office, at_work.actor("desk"), wanted(*cases), "k", at_work.now), Refusal)


def test_the_pdf_of_more_papers_is_made_beside_the_work_for_whoever_issued_them(
    at_work: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "PRINTED", 1)
    cases = at_work.filed(), at_work.filed(THERE, {**sample("one_region"), "填报区县": THERE})
    desk = at_work.actor("desk")
    job = issue_many(at_work.office, desk, wanted(*cases), "k", at_work.now)
    assert isinstance(job, int)
    done = worked(at_work, job)
    assert isinstance(fetch(at_work.office, desk, job, "pdf"), Refusal) and batch.printed_later(done.result)
    other = batch.print_later(at_work.office, at_work.actor("leader"), done, "zh", at_work.now)
    printing = batch.print_later(at_work.office, desk, done, "zh", at_work.now)
    assert isinstance(printing, int) and isinstance(other, int)
    worker = Worker(at_work.office, lambda: at_work.now)
    while worker.once():
        pass
    refused = service.job(at_work.office, at_work.actor("leader"), other)
    assert refused is not None and (refused.state, refused.error and refused.error.code) == ("failed", "paper_missing")
    found = ready(at_work.office, desk, printing, at_work.now)
    assert isinstance(found, Ready) and found.name == "合并的文书 2026-03-02.pdf"
    with pypdfium2.PdfDocument(found.path) as document:
        assert len(document) == 2
