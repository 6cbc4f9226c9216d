"""Whatever stands in an address is read as something or as nothing; no service fails over it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from tests.workflows.boards import seed
from tests.workflows.boards.seed import NOW, PROCEDURE, REGISTER, YUZHONG
from tests.workflows.boards.shown import board
from tests.workflows.nonsense import NONSENSE
from workflows import address
from workflows.cases import search
from workflows.exports.asked import Asked
from workflows.exports.make import make
from workflows.office import Office
from workflows.registers import listing
from workflows.registers import query as registers


@pytest.mark.parametrize(
    ("given", "read"),
    [("12", 12), ("2147483647", 2**31 - 1), ("2147483648", None), ("00", 0), ("", None), ("-1", None), (" 1", None),
     ("1.0", None), ("٣", None), ("²", None), ("9" * 5000, None)],
)  # fmt: skip
def test_a_number_is_one_that_every_database_takes(given: str, read: int | None) -> None:
    assert address.number(given) == read


@pytest.mark.parametrize(
    ("given", "read"),
    [("2026-06-01", date(2026, 6, 1)), ("1900-01-01", address.FIRST), ("2199-12-31", address.LAST), ("", None),
     ("1899-12-31", None), ("2200-01-01", None), ("0001-01-01", None), ("2026-02-30", None), ("today", None)],
)  # fmt: skip
def test_a_day_is_one_with_which_one_can_calculate(given: str, read: date | None) -> None:
    assert address.day(given) == read


@pytest.mark.parametrize(
    ("given", "read"),
    [("重庆　甲", "重庆　甲"), ("  a b ", "a b"), ("a\0b\n", "ab"), ("\ud800", ""), ("", ""), ("x" * 900, "x" * 500)],
)
def test_a_word_holds_what_can_be_stored_and_read(given: str, read: str) -> None:
    assert address.word(given) == read


def test_a_list_holds_each_value_once_and_not_too_many() -> None:
    assert address.words("a,b,,a,\0") == ("a", "b")
    assert len(address.words(",".join(map(str, range(5000))))) == address.MOST


@pytest.fixture
def stocked(office: Office) -> Office:
    return seed.stock(office)


@pytest.mark.parametrize("field", [f.name for f in fields(search.Query)])
def test_no_question_about_cases_fails(stocked: Office, field: str) -> None:
    desk = seed.somebody(stocked, "desk")
    for why, given in NONSENSE.items():
        query = search.Query.read({"procedure": PROCEDURE, field: given})
        found = search.find(stocked, desk, query, given, before=given)
        assert search.count(stocked, desk, query)[0] == found.total, why
        assert search.Query.read(query.params()) == query, why
        made = make(stocked, desk, Asked("cases", query.params()), NOW)
        assert isinstance(made, Path), why
        made.unlink()


@pytest.mark.parametrize("field", ["register", "on", "districts", "text", "came", "went", "f_所属类型", "f_\0"])
def test_no_question_about_a_register_fails(stocked: Office, field: str) -> None:
    desk = seed.somebody(stocked, "desk")
    for why, given in NONSENSE.items():
        query = registers.Query.read({"register": REGISTER, field: given})
        found = listing.find(stocked, desk, query, NOW, after=given, order=given)
        assert (found is not None) == (field != "register"), why
        assert registers.Query.read(query.params()) == query, why


def test_no_board_fails(stocked: Office) -> None:
    leader = seed.somebody(stocked, "leader")
    usual = board(stocked, leader, NOW).sentence
    for why, given in NONSENSE.items():
        chosen = {"campaigns": {PROCEDURE: given, given: YUZHONG}}
        assert board(stocked, leader, NOW, scope=given, **chosen).sentence == usual, why
        day = address.day(given)
        assert board(stocked, leader, NOW, on=day).on == min(day or seed.TODAY, seed.TODAY), why
