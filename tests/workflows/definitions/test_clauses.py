"""Every sentence of a policy is marked once, and what carries it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clauses import KINDS, Mark, coverage, marks, readmes

LEAST = 0.95


@pytest.mark.parametrize("readme", readmes(), ids=lambda p: p.parent.name)
def test_every_sentence_is_marked_once_and_almost_all_that_is_asked_is_kept(readme: Path) -> None:
    found = marks(readme)
    assert sorted(m.sentence for m in found) == list(range(1, len(found) + 1))
    assert [m for m in found if not set(m.kinds) <= set(KINDS) or "none" in m.kinds and m.asks] == []
    assert coverage(found) >= LEAST


def test_a_name_that_is_nowhere_is_no_place() -> None:
    assert not Mark(1, ("record",), "`nothing_of_the_kind`").kept
    assert coverage([Mark(1, ("record",), "`sandbox_regions`"), Mark(2, ("limit",), "`没有这个`")]) == 0.5
