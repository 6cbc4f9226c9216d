"""Large files: made by a process of their own, waiting for their person, gone after a week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from data.tables import Grant, Job, Letter
from tests.workflows.bureau import Bureau
from workflows.engine.types import Refusal
from workflows.exports import beside, service
from workflows.exports.asked import Asked
from workflows.exports.lists import Size
from workflows.exports.service import Ready, begin, place, ready
from workflows.jobs import service as jobs
from workflows.jobs.worker import Worker
from workflows.outbox.inbox import inbox


def worked(desk: Bureau) -> None:
    """Everything that is due."""
    worker = Worker(desk.office, lambda: desk.now)
    while worker.once():
        pass


def asked_for(desk: Bureau, who: str = "desk", asked: Asked | None = None) -> int:
    job = begin(desk.office, desk.actor(who), asked or Asked("cases"), desk.now)
    assert isinstance(job, int), job
    return job


def test_a_file_is_made_told_of_and_taken_by_its_person_alone(desk: Bureau) -> None:
    desk.filed()
    job = asked_for(desk)
    assert isinstance(ready(desk.office, desk.actor("desk"), job, desk.now), Refusal), "not made yet"
    worked(desk)
    found = ready(desk.office, desk.actor("desk"), job, desk.now)
    assert isinstance(found, Ready) and found.name == "办件清单 2026-03-02.xlsx"
    assert load_workbook(found.path).sheetnames[0] == "办件"
    view = jobs.job(desk.office, desk.actor("desk"), job)
    assert view is not None and (view.state, view.done, view.total) == ("done", 1, 1)
    (letter,) = [i for i in inbox(desk.office, desk.actor("desk")).items if "导出" in i.subject.zh]
    assert letter.subject.zh == "导出完成：办件清单（1 件）" and "2026-03-09" in letter.text.zh
    other = ready(desk.office, desk.actor("leader"), job, desk.now)
    assert isinstance(other, Refusal) and other.message.code == "export.no_such_file"


def test_it_is_gone_after_a_week(desk: Bureau) -> None:
    job = asked_for(desk)
    worked(desk)
    found = ready(desk.office, desk.actor("desk"), job, desk.now)
    assert isinstance(found, Ready)
    desk.later(days=7, minutes=1)
    gone = ready(desk.office, desk.actor("desk"), job, desk.now)
    assert isinstance(gone, Refusal) and gone.message.code == "export.expired"
    worked(desk)
    assert not found.path.exists() and not list(found.path.parent.iterdir())


def test_whoever_may_see_less_than_then_has_to_ask_again(desk: Bureau) -> None:
    job = asked_for(desk)
    worked(desk)
    with desk.office.db.write() as session:
        grant = session.exec(select(Grant).where(Grant.person_id == desk.people["desk"])).one()
        grant.valid_until = desk.now.date()
        session.add(grant)
    desk.later(days=2)
    found = ready(desk.office, desk.actor("desk"), job, desk.now)
    assert isinstance(found, Refusal) and found.message.code == "export.rights_changed"


def test_one_that_is_stopped_leaves_no_file_and_no_message(desk: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.filed()
    job, told = asked_for(desk), beside.made_beside

    def stopping(*given: object) -> int:
        jobs.stop(desk.office, desk.actor("desk"), job, desk.now)
        return told(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("workflows.jobs.kinds.export.made_beside", stopping)
    worked(desk)
    with desk.office.db.read() as session:
        assert session.get_one(Job, job).state == "cancelled" and not session.exec(select(Letter)).all()
    folder = place(desk.office, "x").parent
    assert not folder.exists() or not list(folder.iterdir())


def test_what_cannot_be_exported_is_refused_in_a_sentence(desk: Bureau) -> None:
    job = asked_for(desk, asked=Asked("register", {"register": "nonsense"}))
    worked(desk)
    with desk.office.db.read() as session:
        row = session.get_one(Job, job)
        assert row.state == "failed" and row.error == {"code": "no_such_register", "data": {}}


def test_a_person_has_a_few_in_the_making_and_no_more(desk: Bureau) -> None:
    for _ in range(service.AT_ONCE):
        asked_for(desk)
    more = begin(desk.office, desk.actor("desk"), Asked("cases"), desk.now)
    assert isinstance(more, Refusal) and more.message.code == "export.too_many"
    desk.now += timedelta(hours=1)
    assert isinstance(begin(desk.office, desk.actor("leader"), Asked("cases"), desk.now), int)


@pytest.mark.parametrize(("found", "large"), [
    (Size(2_000, 20_000), False), (Size(2_001), True), (Size(1, 20_001), True),
])  # fmt: skip
def test_what_is_large_is_made_beside_the_work(found: Size, large: bool) -> None:
    assert service.is_large(found) == large


def test_a_process_that_has_answered_and_takes_its_time_to_end_has_made_its_file(
    desk: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "PATIENCE", 0.0)
    job = asked_for(desk)
    worked(desk)
    assert isinstance(ready(desk.office, desk.actor("desk"), job, desk.now), Ready)
