"""A proof goes on piece by piece, comes to what the command comes to, and tells no more than its reader may see."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.workflows.bureau import Bureau
from workflows.audit.proof import Proof, begin, go_on
from workflows.audit.verify import verify
from workflows.engine.types import Refusal


def proved(desk: Bureau, piece: int) -> Proof:
    proof = begin(desk.office, desk.actor("auditor"), desk.now)
    while isinstance(proof, Proof) and proof.ended is None:
        proof = go_on(desk.office, desk.actor("auditor"), proof, desk.now, piece)
    assert isinstance(proof, Proof)
    return proof


@pytest.mark.parametrize("piece", [1, 2, 3, 100])
def test_in_pieces_of_any_size_it_comes_to_the_same(desk: Bureau, piece: int) -> None:
    desk.filed()
    desk.start("clerk2", "500106")
    with desk.office.db.write() as session:
        session.execute(text("UPDATE history SET actor_id = 3 WHERE step = 1"))
    with desk.office.db.read() as session:
        steps, broken = verify(desk.office, session)
    proof = proved(desk, piece)
    assert (proof.steps, proof.cases, proof.followed) == (steps, 2, 2)
    assert [(f.case_id, f.why.code) for f in proof.found] == [(b.case_id, b.message.code) for b in broken]


def test_a_broken_draft_is_told_without_its_name(desk: Bureau) -> None:
    draft, filed = desk.start("clerk2", "500106"), desk.filed()
    with desk.office.db.write() as session:
        session.execute(text("UPDATE history SET action = 'x' WHERE step = 1"))
    found = {f.case_id: (f.number, f.title) for f in proved(desk, 100).found}
    assert found[draft] == (None, None) and all(found[filed])


@pytest.mark.parametrize("who", ["admin", "desk", "leader", "nobody"])
def test_only_auditors_prove(desk: Bureau, who: str) -> None:
    for answer in (
        begin(desk.office, desk.actor(who), desk.now),
        go_on(desk.office, desk.actor(who), Proof(desk.now, 0), desk.now),
    ):
        assert isinstance(answer, Refusal) and answer.message.code == "not_auditor"
