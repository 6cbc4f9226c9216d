"""What stands beside all cases is asked once a transaction, and anew once somebody changed it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, func, select

from data import Database
from data.queries import standing
from data.reference.load import load_districts
from data.tables import Campaign, District, Organisation

Asking = Callable[[Session], int]


@pytest.fixture
def asking() -> tuple[Asking, list[int]]:
    """Counts organisations and districts; and how often it really looked."""
    looked: list[int] = []

    def look(session: Session) -> int:
        looked.append(1)
        return sum(session.exec(select(func.count()).select_from(t)).one() for t in (Organisation, District))

    return lambda session: standing.once(session, "how many", lambda: look(session)), looked


def organisation(name: str) -> Organisation:
    return Organisation(name=name, district="500000")


def test_it_is_asked_once_while_nobody_changes_it(database: Database, asking: tuple[Asking, list[int]]) -> None:
    ask, looked = asking
    with database.write() as session:
        assert (ask(session), ask(session)) == (0, 0)
        session.add(Campaign(procedure="p", title="一", opens=date(2026, 1, 1), closes=date(2026, 2, 1)))
        assert (ask(session), len(looked)) == (0, 1)
    with database.read() as session:
        assert (ask(session), len(looked)) == (0, 2), "another transaction looks for itself"


CHANGES: dict[str, Callable[[Session], Any]] = {
    "added": lambda s: s.add(organisation("二")),
    "taken away": lambda s: s.delete(s.exec(select(Organisation)).one()),
    "written past the session": load_districts,
}


@pytest.mark.parametrize("how", list(CHANGES))
def test_what_the_same_transaction_changed_is_seen_at_once(
    database: Database, asking: tuple[Asking, list[int]], how: str
) -> None:
    ask, looked = asking
    with database.write() as session:
        session.add(organisation("一"))
        assert ask(session) == 1
        CHANGES[how](session)
        assert ask(session) != 1 and len(looked) == 2


def test_what_was_taken_back_is_not_remembered(database: Database, asking: tuple[Asking, list[int]]) -> None:
    ask, _ = asking
    with database.write() as session:
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            session.add(organisation("一"))
            assert ask(session) == 1
            raise ZeroDivisionError
        assert ask(session) == 0


def test_a_changed_name_is_seen_at_once(database: Database) -> None:
    def named(session: Session) -> list[str]:
        return standing.once(session, "names", lambda: list(session.exec(select(Organisation.name))))

    with database.write() as session:
        row = organisation("旧")
        session.add(row)
        assert named(session) == ["旧"]
        row.name = "新"
        session.add(row)
        assert named(session) == ["新"]
