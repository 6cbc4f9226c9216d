"""Figures over cases: they agree with the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session

from data import Database
from data.queries import cases, counts, visibility
from data.queries.cases import CaseFilter
from tests.data import offices

NEAR, BUREAU = ["clerk@500103"], ["desk@*"]
CASES = [  # district, stage, state, late, filed on
    ("500103", "fill", "draft", False, None),
    ("500103", "city", "filed", True, date(2026, 2, 28)),
    ("500103", "city", "filed", False, date(2026, 3, 1)),
    ("500112", "city", "mend", False, date(2026, 3, 31)),
]
ANY = CaseFilter()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as s:
        offices.found(s)
        for district, stage, state, late, filed in CASES:
            made = offices.case(s, district=district, stage=stage, state=state, late=late, filed_on=filed)
            visibility.set_tokens(s, made.id or 0, {"申报": [f"clerk@{district}", "desk@*"], "结论": ["desk@*"]})
        s.flush()
        yield s


@pytest.mark.parametrize("fact", counts.FACTS)
def test_a_count_by_anything_adds_up_to_the_total(session: Session, fact: str) -> None:
    for tokens in (NEAR, BUREAU, []):
        assert sum(counts.by(session, tokens, ANY, fact).values()) == cases.total(session, tokens, ANY)[0]


def test_cases_are_counted_by_one_fact_or_two(session: Session) -> None:
    assert counts.by(session, BUREAU, ANY, "stage") == {("fill",): 1, ("city",): 3}
    assert counts.by(session, NEAR, ANY, "state", "late") == {
        ("draft", False): 1, ("filed", False): 1, ("filed", True): 1,
    }  # fmt: skip
    assert counts.by(session, BUREAU, ANY) == {(): 4}


def test_a_filter_narrows_what_is_counted(session: Session) -> None:
    assert counts.by(session, BUREAU, CaseFilter(stages=("city",)), "district") == {("500103",): 2, ("500112",): 1}
    assert counts.by(session, BUREAU, CaseFilter(text="没有"), "district") == {}


def test_cases_are_counted_by_month(session: Session) -> None:
    found = counts.by(session, BUREAU, ANY, "month:filed")
    assert {month: n for (month,), n in found.items() if month} == {"2026-02": 1, "2026-03": 2}


def test_an_unknown_fact_is_refused(session: Session) -> None:
    with pytest.raises(KeyError):
        counts.by(session, BUREAU, ANY, "title")
