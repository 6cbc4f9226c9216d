"""Rows of a submission: frozen revisions stay as they were, whatever is done afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlmodel import Session, func, select

from data import Database
from data.queries.rows import FEW, Row, freeze, load_rows, write_rows
from data.tables import Submission, SubmissionRow, SubmissionValues
from tests.data import offices

A = Row("a", "区域", "", 1.0, {"申报名称": "甲园区"})
B = Row("b", "区域", "", 2.0, {"申报名称": "乙园区"})
C = Row("c", "区域.经营主体", "a", 1.0, {"名称": "某公司"})


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as s:
        offices.found(s)
        offices.submission(s, offices.case(s))
        yield s


def kept(session: Session) -> int:
    return freeze(session, session.get_one(Submission, 1), offices.NOW, 1)


def test_rows_come_back_by_table_and_position(session: Session) -> None:
    write_rows(session, 1, 1, [C, B, A])
    assert load_rows(session, 1) == [A, B, C]
    assert load_rows(session, 1, 1) == [A, B, C]


def test_a_change_in_the_same_revision_is_made_in_place(session: Session) -> None:
    write_rows(session, 1, 1, [A, B])
    write_rows(session, 1, 1, [replace(A, position=3.0)])
    assert [r.row for r in load_rows(session, 1)] == ["b", "a"]
    assert session.exec(select(func.count()).select_from(SubmissionRow)).one() == 2


def test_a_frozen_revision_keeps_its_rows_through_changes_removals_and_additions(session: Session) -> None:
    write_rows(session, 1, 1, [A, B])
    assert kept(session) == 1
    changed = replace(A, body={"申报名称": "改名"})
    write_rows(session, 1, 2, [changed, C], removed=["b"])
    assert load_rows(session, 1, 1) == [A, B]
    assert load_rows(session, 1, 2) == load_rows(session, 1) == [changed, C]


def test_a_row_made_and_removed_in_one_revision_leaves_nothing(session: Session) -> None:
    write_rows(session, 1, 1, [A])
    write_rows(session, 1, 1, removed=["a", "unknown"])
    assert session.exec(select(SubmissionRow)).all() == []


def test_a_removed_row_may_come_back(session: Session) -> None:
    write_rows(session, 1, 1, [A])
    kept(session)
    write_rows(session, 1, 2, removed=["a"])
    write_rows(session, 1, 2, [A])
    kept(session)
    assert load_rows(session, 1, 1) == load_rows(session, 1, 2) == load_rows(session, 1, 3) == [A]


def test_freezing_keeps_the_values_and_opens_the_next_revision_with_them(session: Session) -> None:
    assert kept(session) == 1
    first, second = session.get_one(SubmissionValues, (1, 1)), session.get_one(SubmissionValues, (1, 2))
    assert (first.taken_at, first.taken_by, second.taken_at) == (offices.NOW, 1, None)
    assert first.body == second.body == {"联系人": "张三"}
    assert session.get_one(Submission, 1).working == 2


def test_more_rows_than_are_looked_up_one_by_one_behave_the_same(session: Session) -> None:
    many = [replace(A, row=f"r{i}", position=float(i)) for i in range(FEW + 100)]
    write_rows(session, 1, 1, many)
    kept(session)
    write_rows(session, 1, 2, [replace(r, body={}) for r in many[1:]], removed=["r0"])
    assert load_rows(session, 1, 1) == many
    assert {r.row for r in load_rows(session, 1)} == {r.row for r in many[1:]}
