"""Boards made in the browser: who may save, open and take away which."""

from __future__ import annotations

from datetime import timedelta

import pytest

from forms.reading import load
from tests.workflows.boards import seed
from tests.workflows.boards.seed import NOW, YUZHONG
from workflows.boards import made
from workflows.boards.made import Saved, Unsound
from workflows.engine.types import Actor, Refusal
from workflows.model.boards import Board
from workflows.office import Office

BOARD = load(Board, {
    "id": "mine", "title": "我的看板",
    "sections": [{"id": "s", "charts": [{"id": "c", "by": ["stage"], "source": {"kind": "cases"}}]}],
})  # fmt: skip


@pytest.fixture
def ready(office: Office) -> Office:
    seed.found(office)
    return office


def names(office: Office, actor: Actor) -> set[str]:
    with office.db.read() as session:
        return {o.name for o in made.offered(office, session, actor, NOW)}


def saved(office: Office, actor: Actor, **how: object) -> Saved:
    found = made.save(office, actor, BOARD, NOW, **how)  # type: ignore[arg-type]
    assert isinstance(found, Saved), found
    return found


def test_a_board_is_ones_own_until_it_is_shared(ready: Office) -> None:
    clerk, desk = seed.somebody(ready, "clerk", YUZHONG), another(ready, "desk")
    mine = saved(ready, clerk)
    assert mine.key in names(ready, clerk) and mine.key not in names(ready, desk)
    again = saved(ready, clerk, key=mine.key, seen=mine.change, sharing="roles", roles=("desk",))
    assert again.key == mine.key and mine.key in names(ready, desk)
    assert mine.key not in names(ready, another(ready, "law"))


def another(office: Office, role: str) -> Actor:
    """Somebody else with a role."""
    from dataclasses import replace

    return replace(seed.somebody(office, role), id=2)


def test_somebody_elses_change_is_not_run_over(ready: Office) -> None:
    clerk = seed.somebody(ready, "clerk", YUZHONG)
    mine = saved(ready, clerk)
    saved(ready, clerk, key=mine.key, seen=mine.change)
    late = made.save(ready, clerk, BOARD, NOW, key=mine.key, seen=mine.change)
    assert isinstance(late, Refusal) and late.guard == "revision"


def test_only_administrators_make_figures_public(ready: Office) -> None:
    refused = made.save(ready, seed.somebody(ready, "clerk", YUZHONG), BOARD, NOW, sharing="public")
    assert isinstance(refused, Refusal) and refused.guard == "role"
    shared = saved(ready, seed.somebody(ready, "admin"), sharing="public")
    assert shared.key in names(ready, another(ready, "law"))


def test_what_is_taken_away_is_gone_and_its_history_stays(ready: Office) -> None:
    clerk = seed.somebody(ready, "clerk", YUZHONG)
    mine = saved(ready, clerk)
    assert isinstance(made.delete(ready, another(ready, "desk"), mine.key, NOW), Refusal)
    assert made.delete(ready, clerk, mine.key, NOW + timedelta(1)) is None
    assert mine.key not in names(ready, clerk)
    changes = made.history(ready, clerk, mine.key)
    assert [c.board is None for c in changes] == [True, False] and changes[0].by == "甲"
    assert made.history(ready, another(ready, "law"), mine.key) == []


def test_a_board_that_names_what_there_is_not_is_not_saved(ready: Office) -> None:
    data = {**BOARD.model_dump(mode="json"), "procedures": ["nowhere"]}
    found = made.save(ready, seed.somebody(ready, "clerk", YUZHONG), load(Board, data), NOW)
    assert isinstance(found, Unsound) and found.findings[0].say()


def test_a_copy_is_ones_own(ready: Office) -> None:
    desk = another(ready, "law")
    with ready.db.read() as session:
        public = made.find(ready, session, desk, "leaders", NOW)
        assert public is not None and public.board.public
    with ready.db.write() as session:
        from data.tables import Person

        session.add(Person(id=2, login="b", name="乙", organisation_id=1, created_at=NOW))
    copied = made.save(ready, desk, public.board, NOW)
    assert isinstance(copied, Saved)
    with ready.db.read() as session:
        own = made.find(ready, session, desk, copied.key, NOW)
        assert own is not None and own.mine and not own.board.public and own.sharing == "own"
