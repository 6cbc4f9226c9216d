"""The way that a case with given data would go: conditions decide, somebody may choose, and it never goes round."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from forms.context import compute
from forms.options import ListOptions
from forms.values import sample
from workflows.bundle import Bundle, bundle_of
from workflows.flow.path import Assumed, Met, path_of
from workflows.publishing import shipped

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BUNDLES = {name: bundle_of(texts) for name, texts in shipped().items()}


def walked(bundle: Bundle, values: dict[str, Any] | None = None, **assumed: Any) -> tuple[Met, ...]:
    options = ListOptions(bundle.lists, {}, NOW.date())
    held = {**sample(bundle.form(), options), **(values or {})}
    return path_of(bundle, compute(bundle.form(), held, options), options, NOW, Assumed(**assumed))


def test_a_case_goes_from_its_draft_to_an_end_and_says_who_acts() -> None:
    way = walked(BUNDLES["region_declaration"])
    assert [m.state for m in way] == ["draft", "review", "filed", "joint", "closed"]
    assert [m.holder for m in way[:3]] == ["clerk", "head", "desk"]
    rows = [(i.role, i.rows) for i in way[3].invited]
    assert [r for r, _ in rows] == ["desk", "credit"] and len({n for _, n in rows}) == 1  # law: only who is listed


def test_a_condition_that_does_not_hold_shuts_its_way() -> None:
    way = walked(BUNDLES["region_declaration"], {"区域": []})
    assert [(m.state, m.taken, m.shut) for m in way] == [("draft", "", ("submit",))]


def test_a_way_that_is_chosen_is_taken_and_what_ends_comes_last() -> None:
    bundle = BUNDLES["sandbox_approval"]
    first = {m.state: m for m in walked(bundle)}["filed"]
    assert bundle.procedure.states[first.to].end is None and "reject" in first.others
    chosen = walked(bundle, ways={"filed": "reject"})
    assert [m.state for m in chosen] == ["draft", "filed", "refused"]


@pytest.mark.parametrize("name", BUNDLES)
def test_no_state_is_met_twice(name: str) -> None:
    met = [m.state for m in walked(BUNDLES[name], agrees=False)]
    assert met[0] == BUNDLES[name].procedure.initial and len(met) == len(set(met))
