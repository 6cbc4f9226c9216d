"""The measurements can be taken, on both databases."""

from __future__ import annotations

from data import Database
from tests.bench.cases import fill, measure


def test_every_question_of_the_bench_is_answered(database: Database) -> None:
    fill(database, 300)
    taken = measure(database)
    assert taken["floor"][1] == 1.0
    assert len(taken) == 20
