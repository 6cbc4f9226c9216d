"""A short game of what `make soak` plays for long."""

from __future__ import annotations

from tests.soak.feel import play


def test_random_and_mutated_texts_raise_nothing() -> None:
    assert play(5_000, seed=1) == []
