"""Tallies that do not answer are made by a job of their own, without waiting for the night."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text, update
from sqlmodel import col, select

from data.queries.facts import proof, tallies
from data.queries.facts.families import STANDING
from data.tables import Job, Tally
from tests.workflows.bureau import HERE, Bureau, bureau
from workflows.facts import nightly
from workflows.jobs.worker import Worker
from workflows.office import Office


def worked(desk: Bureau) -> None:
    worker = Worker(desk.office, lambda: desk.now)
    while worker.once():
        pass


def test_what_a_new_release_counts_is_made_in_the_background_at_once(office: Office) -> None:
    desk = bureau(office)
    desk.start("clerk", HERE)
    with office.db.write() as s:
        assert set(tallies.waiting(s)) == set(STANDING), "an office that never had tallies"
        nightly.begin_soon(s, desk.now)
    worked(desk)
    with office.db.read() as s:
        assert not tallies.waiting(s) and proof.wrong(s) == []
        jobs = s.exec(select(Job).where(Job.kind == nightly.KIND, col(Job.payload).is_not(None))).all()
        assert [j.payload for j in jobs] == [{nightly.BEGIN: True}], "it does not arrange the next night"
    with office.db.write() as s:
        tallies.forget(s, "befell")
        nightly.begin_soon(s, desk.now - timedelta(seconds=1))
    worked(desk)
    with office.db.write() as s:
        assert not tallies.waiting(s) and proof.wrong(s) == []
        nightly.begin_soon(s, desk.now - timedelta(seconds=2))
        assert len(s.exec(select(Job).where(Job.kind == nightly.KIND)).all()) == 2, "there is nothing to make"


def test_what_was_wrong_in_the_night_is_counted_anew_by_a_job(office: Office) -> None:
    desk = bureau(office)
    desk.start("clerk", HERE)
    with office.db.write() as s:
        tallies.rebuild(s)
        s.execute(update(Tally).where(col(Tally.family) == "stand").values(n=7))
    with office.db.write() as s:
        wrong = nightly.proved(s, office.today(desk.now))
        assert wrong and nightly.finish(office, s, wrong, desk.now) == {"wrong": len(wrong)}
        assert tallies.waiting(s), "cases are counted one by one meanwhile"
    worked(desk)
    with office.db.read() as s:
        assert not tallies.waiting(s) and proof.wrong(s) == []


def test_sqlite_looks_at_its_tables_every_night(office: Office) -> None:
    desk = bureau(office)
    desk.start("clerk", HERE)
    with office.db.write() as s:
        nightly.finish(office, s, [], desk.now)
    with office.db.read() as s:
        if office.db.sqlite:
            known = s.execute(text("SELECT idx FROM sqlite_stat1 WHERE tbl = 'case_span'")).scalars().all()
            assert {"span_facts", "span_lying"} <= set(known)
