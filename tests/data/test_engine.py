"""Transactions: what is promised about reading, writing and being busy."""

from __future__ import annotations

import threading
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from data import Busy, Database, open_database
from data.queries.series import next_number
from data.tables import Series, Setting


def test_a_writing_session_commits_at_its_end(database: Database) -> None:
    with database.write() as s:
        s.add(Setting(key="名称", value={"办公室": "重庆"}))
    with database.read() as s:
        assert s.get_one(Setting, "名称").value == {"办公室": "重庆"}


def test_an_error_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as s:
        s.add(Setting(key="a", value=1))
        s.flush()
        _ = 1 / 0
    with database.read() as s:
        assert s.exec(select(Setting)).all() == []


def test_a_reading_session_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError), database.read() as s:
        next_number(s, "a")
    with database.write() as s:
        assert next_number(s, "a") == 1


def test_a_reading_session_sees_one_moment(database: Database) -> None:
    with database.read() as reader:
        assert reader.exec(select(Series)).all() == []
        with database.write() as s:
            next_number(s, "a")
        assert reader.exec(select(Series)).all() == []


def test_sqlite_keeps_what_it_acknowledged(database: Database) -> None:
    if not database.sqlite:
        with database.write() as s:
            assert s.execute(text("show synchronous_commit")).scalar() == "on"
        return
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "query_only": 0}
    with database.write() as s:
        assert {k: s.execute(text(f"PRAGMA {k}")).scalar() for k in wanted} == wanted
        # BEGIN IMMEDIATE: a second writer is kept out before the first one has written anything.
        other = open_database(str(database.engine.url), busy_seconds=0.1)
        with pytest.raises(Busy), other.write() as second:
            next_number(second, "a")
        other.close()


def test_a_writer_that_waits_too_long_is_told_that_the_database_is_busy(database_url: str) -> None:
    patient, hasty = open_database(database_url), open_database(database_url, busy_seconds=0.2)
    with patient.write() as s:
        next_number(s, "a")
        with pytest.raises(Busy), hasty.write() as second:
            next_number(second, "a")
    with hasty.write() as s:
        assert next_number(s, "a") == 2
    patient.close()
    hasty.close()


def test_a_second_writer_of_the_same_process_waits_its_turn(database: Database) -> None:
    order: list[str] = []

    def second() -> None:
        with database.write() as s:
            order.append(f"second saw {next_number(s, 'a')}")

    with database.write() as s:
        thread = threading.Thread(target=second)
        next_number(s, "a")
        thread.start()
        time.sleep(0.2)
        order.append("first done")
    thread.join()
    assert order == ["first done", "second saw 2"]


def test_eight_threads_draw_800_distinct_consecutive_numbers(database: Database) -> None:
    drawn: list[int] = []

    def draw() -> None:
        for _ in range(100):
            with database.write() as s:
                drawn.append(next_number(s, "沙申2026"))

    threads = [threading.Thread(target=draw) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(drawn) == list(range(1, 801))


def test_a_number_of_a_failed_transaction_is_given_to_the_next(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as s:
        next_number(s, "a")
        _ = 1 / 0
    with database.write() as s:
        assert next_number(s, "a") == 1


@pytest.mark.parametrize("url", ["sqlite://", "mysql://host/db", "sqlite:///:memory:"])
def test_an_address_that_cannot_work_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite"):
        open_database(url)
