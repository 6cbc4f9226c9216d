"""A flow keeps its numbers: ribbons are as thick as what goes along them, and nothing leaves its node."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pages.charts.streams import bars, levels, ribbons
from tests.pages.charts.made_up import about, flow, mark
from workflows.boards.figure import Flow, Link, Node

HEIGHT = 246.0


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Up to five levels; what enters a node either goes on or stays."""
    nodes, links = [], []
    came = draw(st.integers(1, 10**6))
    for level in range(draw(st.integers(1, 5))):
        nodes.append(Node(mark(f"way{level}", came), level))
        out = draw(st.integers(0, came))
        nodes.append(Node(mark(f"out{level}", out), level + 1, "rest"))
        links.append(Link(f"way{level}", f"out{level}", mark(f"way{level}|out{level}", out)))
        links.append(Link(f"way{level}", f"way{level + 1}", mark(f"way{level}|way{level + 1}", came - out)))
        came -= out
    nodes.append(Node(mark(f"way{level + 1}", came), level + 1))
    return Flow(nodes=tuple(nodes), links=tuple(links), **about("made"))


@given(flows())
def test_no_two_nodes_of_a_level_overlap_and_all_lie_within(of: Flow) -> None:
    placed = bars(of, HEIGHT)
    for level in set(levels(of).values()):
        column = sorted((b for b in placed.values() if b.level == level), key=lambda b: b.top)
        assert all(b.top >= -0.01 and b.top + b.high <= HEIGHT + 0.01 for b in column)
        assert all(a.top + a.high <= b.top + 0.01 for a, b in zip(column, column[1:], strict=False))


@given(flows())
def test_ribbons_begin_and_end_at_their_nodes(of: Flow) -> None:
    placed = bars(of, HEIGHT)
    for link, ribbon in ribbons(of, placed):
        for bar, top in ((placed[link.source], ribbon.begins), (placed[link.target], ribbon.ends)):
            assert bar.top - 0.01 <= top and top + ribbon.thick <= bar.top + bar.high + 0.5


def test_what_leads_nowhere_stands_at_the_right_edge() -> None:
    found = levels(flow())
    assert found["未受理"] == found["试点中"] == 4 and found["试点"] == 3


def test_what_leaves_early_lies_on_top() -> None:
    placed = bars(flow(), HEIGHT)
    assert placed["未受理"].top < placed["不予入盒"].top < placed["评审中"].top < placed["终止"].top
