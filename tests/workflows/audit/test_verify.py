"""Whatever is done to a history, the chain tells; erasing details does not break it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from tests.workflows.bureau import Bureau
from workflows.audit.verify import verify

CHANGES = {
    "when it was done": "UPDATE history SET at = '2026-01-01T00:00:00.000000Z' WHERE step = 2",
    "who did it": "UPDATE history SET actor_id = 3 WHERE step = 2",
    "in which role": "UPDATE history SET role = 'head' WHERE step = 2",
    "for whom": "UPDATE history SET for_organisation = 1 WHERE step = 2",
    "what was done": "UPDATE history SET action = 'recall' WHERE step = 2",
    "where it came from": "UPDATE history SET from_state = 'mend' WHERE step = 2",
    "where it led": "UPDATE history SET to_state = 'filed' WHERE step = 2",
    "which revision": "UPDATE history SET revision = 9 WHERE step = 3",
    "the commitment": "UPDATE history SET commitment = 'x' WHERE step = 2",
    "the hash itself": "UPDATE history SET hash = 'x' WHERE step = 2",
    "the details": "UPDATE history_detail SET body = '{}' WHERE history_id = 2",
    "details taken away": "DELETE FROM history_detail WHERE history_id = 2",
    "the state of the case": "UPDATE case_file SET state = 'review'",
    "the end cut off": "DELETE FROM history_detail WHERE history_id = 3; DELETE FROM history WHERE step = 3",
    "a step in the middle": "DELETE FROM history_detail WHERE history_id = 2; DELETE FROM history WHERE step = 2",
    "everything": "DELETE FROM history_detail; DELETE FROM history",
    "two steps swapped": "UPDATE history SET step = 9 WHERE step = 2; UPDATE history SET step = 2 WHERE step = 3;"
    "UPDATE history SET step = 3 WHERE step = 9",
    "a field that was filled in": "UPDATE submission_values SET body = '{}' WHERE revision = 2",
    "a row that was filled in": "UPDATE submission_row SET body = '{}' WHERE row = 'A'",
}


def look(desk: Bureau) -> tuple[int, list[Any]]:
    with desk.office.db.read() as session:
        return verify(desk.office, session)


def meddle(desk: Bureau, statements: str) -> None:
    with desk.office.db.write() as session:
        for statement in statements.split(";"):
            session.execute(text(statement))


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_to_a_history_is_noticed(desk: Bureau, what: str) -> None:
    desk.filed()
    assert look(desk) == (3, [])
    meddle(desk, CHANGES[what])
    assert look(desk)[1]


def test_what_was_filled_in_taken_away_is_noticed_at_every_step(desk: Bureau) -> None:
    desk.filed()
    meddle(desk, "DELETE FROM submission_row; DELETE FROM submission_values")
    assert [b.message.code for b in look(desk)[1]] == ["audit.content"] * 2


def test_details_can_be_erased_and_the_chain_holds(desk: Bureau) -> None:
    case = desk.filed()
    meddle(desk, "UPDATE history_detail SET body = NULL, salt = ''")
    assert look(desk) == (3, [])
    steps = desk.view(case).steps
    assert [s.action for s in steps] == ["endorse", "submit", "start"]
    assert all(not s.changes and not s.given for s in steps)


def test_the_same_words_are_never_committed_to_alike(desk: Bureau) -> None:
    desk.filed()
    desk.start("clerk2", "500106")
    with desk.office.db.read() as session:
        found = session.execute(text("SELECT commitment FROM history WHERE action = 'start'")).scalars().all()
    assert len(set(found)) == 2
