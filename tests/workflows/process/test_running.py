"""A procedure as it runs: what is in each state, which ways were taken, a case's own way; by right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.workflows.bureau import HERE, PROCEDURE, Bureau, sample
from workflows.process.offered import offered
from workflows.process.path import path
from workflows.process.running import Running, running


@pytest.fixture
def gone(desk: Bureau) -> Bureau:
    """A declaration that was handed in on the second day and reached the bureau on the third."""
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE})
    desk.now += timedelta(days=1)
    desk.done(case, "submit", "clerk")
    desk.now += timedelta(days=1)
    desk.stamp(case, "head")
    desk.done(case, "endorse", "head")
    return desk


def seen(of: Bureau, who: str) -> Running:
    with of.office.db.read() as session:
        found = running(of.office, session, of.actor(who), PROCEDURE, date(2026, 1, 1), of.now)
    assert found is not None
    return found


def test_states_and_ways_are_counted(gone: Bureau) -> None:
    found = seen(gone, "clerk")
    assert {k: s.now for k, s in found.states.items() if s.now} == {"filed": 1}
    assert found.open == 1
    assert [(w.source, w.target, w.times) for w in found.ways] == [("draft", "review", 1), ("review", "filed", 1)]
    assert all(w.declared and not w.back for w in found.ways)
    assert found.states["draft"].past.median == 1


def test_who_saw_nothing_of_a_way_is_told_nothing_of_it(gone: Bureau) -> None:
    found = seen(gone, "desk")
    assert {k: s.now for k, s in found.states.items() if s.now} == {"filed": 1}
    assert found.ways == () and not found.states["review"].known


def test_a_case_has_its_own_way(gone: Bureau) -> None:
    with gone.office.db.read() as session:
        ways = path(gone.office, session, gone.actor("desk"), 1, gone.now)
        assert [(s.state, s.until is None) for s in ways] == [("draft", False), ("review", False), ("filed", True)]
        assert path(gone.office, session, gone.actor("desk"), 99, gone.now) == ()
        assert PROCEDURE in offered(gone.office, session, gone.actor("desk"), gone.now)
