"""The numbers of the leaders' board agree with each other, whoever looks, on any day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.workflows.boards import seed
from tests.workflows.boards.lives import lives, written
from tests.workflows.boards.seed import NOW, YUZHONG
from tests.workflows.boards.shown import board, opens
from workflows.messages import say
from workflows.office import Office


@pytest.fixture
def lived(office: Office) -> Office:
    """A generated history, and entries that came and went."""
    written(office, lives(40, 3))
    with office.db.write() as s:
        bundle = office.newest(s, seed.PROCEDURE)
        assert bundle is not None
        seed.entry(s, bundle, "甲园", "园区", date(2025, 3, 1), rows=3)
        seed.entry(s, bundle, "乙园", "园区", date(2026, 1, 5), date(2026, 11, 3), rows=2)
        seed.entry(s, bundle, "丙园", "孵化园", date(2026, 11, 2), district=seed.WANZHOU, rows=4)
    return office


@pytest.mark.parametrize("on", [None, date(2026, 6, 30)])
@pytest.mark.parametrize(("role", "where"), [("leader", "*"), ("clerk", YUZHONG), ("auditor", "*")])
def test_the_numbers_of_the_leaders_board_agree(lived: Office, role: str, where: str, on: date | None) -> None:
    made = board(lived, seed.somebody(lived, role, where), NOW, "leaders", on=on)
    of: dict[str, Any] = {c.id: c.answer for c in made.charts}
    lit = [m for m in of["lights"].every if m.value]
    red = sum(m.value for m in lit if m.key.endswith("|red"))
    assert red == of["overdue"].value and sum(m.value for m in lit) <= of["open"].value
    assert of["urgent"].total <= sum(m.value for m in lit if not m.key.endswith("|green"))
    assert of["map"].total == sum(m.value for m in of["ranking"].marks)
    assert of["region_kinds"].total == of["regions_open"].cells[0][-1].value
    assert sum(m.value for m in of["load"].every) == sum(m.value for m in of["io"].came)
    day = made.on
    this_year = [m.value for m in of["io"].went if m.key[:4] == str(day.year)]
    ended = sum(m.value for m in of["outcomes"].marks)
    assert ended <= sum(this_year), "outcomes are of one procedure, in and out is of all"
    assert made.sentence and all(say(c.says) and say(c.says, "en") for c in made.sentence)
    assert all(day.isoformat() in say(a.note) for a in of.values()), "every figure names its day"


@pytest.mark.parametrize("on", [None, date(2026, 6, 30)])
def test_every_mark_of_the_leaders_board_opens_for_a_leader(lived: Office, on: date | None) -> None:
    leader = seed.somebody(lived, "leader", "*")
    opens(lived, leader, board(lived, leader, NOW, "leaders", on=on), NOW)
