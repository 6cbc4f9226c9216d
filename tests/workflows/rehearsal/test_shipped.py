"""The shipped procedures, rehearsed: every step as written, every transition taken, every refusal met."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from data import FileStore, migrate, open_database
from tests.workflows.engine.toy import NOON
from workflows.bundle import bundle_of
from workflows.definition import Procedure
from workflows.office import Office
from workflows.publishing import DEFINITIONS, publish, shipped
from workflows.rehearsal import Played, Rehearsal, check_rehearsal, coverage, read_folder, rehearse
from workflows.rehearsal.stage import with_children

ALL = [(p, n) for p in shipped() for n, r in read_folder(DEFINITIONS / p).items() if r.model is None or r.model.counts]


@cache
def rehearsal(procedure: str, name: str) -> Rehearsal:
    read = read_folder(DEFINITIONS / procedure)[name]
    assert read.model is not None, [f.say() for f in read.findings]
    return read.model


@cache
def procedures() -> dict[str, Procedure]:
    """Every shipped procedure, read once."""
    return {p: bundle_of(texts).procedure for p, texts in shipped().items()}


def played(office: Office, procedure: str, name: str) -> Played:
    assert publish(office, with_children(shipped()[procedure]), "", None, NOON)
    found = rehearse(office, rehearsal(procedure, name), DEFINITIONS / procedure)
    return _PLAYED.setdefault((procedure, name), found) if office.db.sqlite else found


_PLAYED: dict[tuple[str, str], Played] = {}
"""What came of those that were played here already: the same on every database and whenever it is played."""


@pytest.mark.parametrize(("procedure", "name"), ALL, ids=[name for _, name in ALL])
def test_a_rehearsal_goes_as_it_is_written(office: Office, procedure: str, name: str) -> None:
    if office.db.sqlite:  # what is written is the same whatever it is played on
        found = check_rehearsal(rehearsal(procedure, name), procedures()[procedure], procedures())
        assert [f.say() for f in found] == []
    assert [m.say() for m in played(office, procedure, name).mismatches] == []


def test_the_rehearsals_take_every_transition_and_meet_every_refusal(tmp_path: Path) -> None:
    plays = [_PLAYED.get(each) or _on_its_own(*each, tmp_path / "_".join(each)) for each in ALL]
    found = {p: coverage(each, plays).missing for p, each in procedures().items()}
    assert found == dict.fromkeys(found, ())


def _on_its_own(procedure: str, name: str, folder: Path) -> Played:
    db = open_database(f"sqlite:///{folder / 'office.db'}")
    migrate(db)
    try:
        return played(Office(db, FileStore(folder / "files")), procedure, name)
    finally:
        db.close()
