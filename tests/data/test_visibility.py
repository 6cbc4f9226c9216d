"""Audiences: who may see a case, who may read which field group, and why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session, func, select

from data import Database
from data.queries import cases, visibility
from data.tables import Audience, Case
from tests.data import offices

GROUPS = {"申报": {"clerk@500103", "desk@*"}, "结论": {"desk@*"}, "空": set()}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as s:
        offices.found(s)
        offices.case(s)
        yield s


def test_a_case_without_tokens_is_seen_by_nobody(session: Session) -> None:
    assert not cases.may_open(session, ["desk@*"], 1)


def test_whoever_reads_any_group_sees_the_case(session: Session) -> None:
    visibility.set_tokens(session, 1, GROUPS)
    assert [cases.may_open(session, [t], 1) for t in ("clerk@500103", "desk@*", "clerk@500112", "")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert not cases.may_open(session, [], 1)


def test_groups_are_read_by_their_own_tokens_only(session: Session) -> None:
    visibility.set_tokens(session, 1, GROUPS)
    assert visibility.groups_readable(session, 1, ["clerk@500103", "head@500103"]) == {"申报"}
    assert visibility.groups_readable(session, 1, ["desk@*"]) == {"申报", "结论"}
    assert visibility.groups_readable(session, 1, ["leader@*"]) == set()
    assert visibility.tokens_of(session, 1) == {"申报": {"clerk@500103", "desk@*"}, "结论": {"desk@*"}}


def test_new_tokens_take_the_place_of_the_old_ones(session: Session) -> None:
    visibility.set_tokens(session, 1, GROUPS)
    visibility.set_tokens(session, 1, {"申报": ["head@500103"]})
    assert not cases.may_open(session, ["desk@*"], 1)
    assert cases.may_open(session, ["head@500103"], 1)


def test_cases_with_the_same_tokens_share_one_audience(session: Session) -> None:
    other = offices.case(session)
    visibility.set_tokens(session, 1, GROUPS)
    visibility.set_tokens(session, other.id or 0, {"结论": ["desk@*"], "申报": ["desk@*", "clerk@500103"]})
    assert session.exec(select(func.count()).select_from(Audience)).one() == 1
    assert len(set(session.exec(select(Case.audience_id)).all())) == 1


def test_nobody_is_an_audience_too(session: Session) -> None:
    visibility.set_tokens(session, 1, {})
    assert visibility.tokens_of(session, 1) == {}
