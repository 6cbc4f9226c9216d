"""What the builder offers fits: every choice, taken, makes a chart with which nothing is wrong."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.text import Text
from workflows.boards import arranging
from workflows.boards.building import Builder, chosen, dimension_of, with_part
from workflows.boards.kinds import kinds
from workflows.bundle import bundle_of
from workflows.checks.board import Kit
from workflows.model.boards import Board, Chart
from workflows.publishing import DEFINITIONS, shipped


@cache
def builder() -> Builder:
    """The shipped procedures."""
    bundles = [bundle_of(texts) for texts in shipped(DEFINITIONS).values()]
    return Builder([Kit(b.procedure, b.forms, b.lists) for b in bundles])


@pytest.mark.parametrize("kind", sorted(kinds))
def test_every_kind_begins_with_a_chart_that_fits(kind: str) -> None:
    first = builder().first(kind)
    assert first.kind == kind and builder().fits(first)


@settings(max_examples=6, deadline=None)
@given(st.data())
def test_whatever_is_chosen_in_whatever_order_fits(data: st.DataObject) -> None:
    chart = builder().first(data.draw(st.sampled_from(sorted(kinds))))
    for _ in range(4):
        chart = builder().mended(_changed(chart, data))
        assert builder().fits(chart), chart


def _changed(chart: Chart, data: st.DataObject) -> Chart:
    """One press in the builder."""
    what = data.draw(st.sampled_from(["kind", "source", "measure", "by"]))
    if what == "kind":
        return chart.model_copy(update={"kind": data.draw(st.sampled_from(sorted(kinds)))})
    if what == "by":
        offered = builder().dimensions(chart) if chart.by else []
        found = data.draw(st.sampled_from(offered)) if offered else None
        return chart.model_copy(update={"by": [dimension_of(found), *chart.by[1:]]}) if found else chart
    offered = builder().sources_of(chart) if what == "source" else builder().measures(chart)
    return with_part(chart, what, data.draw(st.sampled_from(offered)))


def test_what_was_chosen_is_found_again() -> None:
    chart = builder().first("bar")
    for offered, part in ((builder().sources_of(chart), "source"), (builder().measures(chart), "measure")):
        for n, choice in enumerate(offered):
            assert chosen(getattr(with_part(chart, part, choice), part), offered) == n


def board(*ids: str) -> Board:
    """Charts in the first of two sections."""
    made = arranging.with_section(arranging.empty(Text(zh="板")), Text(zh="二"))
    for _ in ids:
        made = arranging.added(made, Chart(id="x"), "s1")
    return made


def places(of: Board) -> list[list[str]]:
    return [[c.id for c in s.charts] for s in of.sections]


def test_charts_move_within_and_between_sections() -> None:
    three = board("a", "b", "c")
    assert places(three) == [["chart1", "chart2", "chart3"], []]
    assert places(arranging.moved(three, "chart1", 1)) == [["chart2", "chart1", "chart3"], []]
    assert places(arranging.moved(three, "chart3", 1)) == [["chart1", "chart2"], ["chart3"]]
    assert places(arranging.moved(arranging.moved(three, "chart3", 1), "chart3", -1)) == places(three)
    assert arranging.moved(three, "chart1", -1) == three and arranging.moved(three, "nobody", 1) == three


def test_a_copy_stands_behind_its_chart_and_what_is_removed_leaves_the_sentence() -> None:
    two = board("a", "b").model_copy(update={"sentence": ["chart1"]})
    assert places(arranging.copied(two, "chart1")) == [["chart1", "chart3", "chart2"], []]
    gone = arranging.removed(two, "chart1")
    assert places(gone) == [["chart2"], []] and gone.sentence == []
    assert places(arranging.without_section(two, "s2")) == [["chart1", "chart2"]]
