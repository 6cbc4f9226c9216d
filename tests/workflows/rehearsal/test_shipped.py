"""The shipped procedures, rehearsed: every step as written, every transition taken, every refusal met."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from data import FileStore, migrate, open_database
from tests.workflows.engine.toy import NOON
from workflows.office import Office
from workflows.publishing import DEFINITIONS, check_texts, publish, shipped
from workflows.rehearsal import Played, Rehearsal, check_rehearsal, coverage, read_folder, rehearse

ALL = [(p, n) for p in shipped() for n, r in read_folder(DEFINITIONS / p).items() if r.model is None or r.model.counts]


@cache
def rehearsal(procedure: str, name: str) -> Rehearsal:
    read = read_folder(DEFINITIONS / procedure)[name]
    assert read.model is not None, [f.say() for f in read.findings]
    return read.model


def played(office: Office, procedure: str, name: str) -> Played:
    assert publish(office, shipped()[procedure], "", None, NOON)
    return rehearse(office, rehearsal(procedure, name), DEFINITIONS / procedure)


@pytest.mark.parametrize(("procedure", "name"), ALL, ids=[name for _, name in ALL])
def test_a_rehearsal_goes_as_it_is_written(office: Office, procedure: str, name: str) -> None:
    bundle, _ = check_texts(shipped()[procedure])
    assert bundle is not None
    assert [f.say() for f in check_rehearsal(rehearsal(procedure, name), bundle.procedure)] == []
    assert [m.say() for m in played(office, procedure, name).mismatches] == []


@pytest.mark.parametrize("procedure", sorted({p for p, _ in ALL}))
def test_the_rehearsals_take_every_transition_and_meet_every_refusal(procedure: str, tmp_path: Path) -> None:
    bundle, _ = check_texts(shipped()[procedure])
    assert bundle is not None
    plays = [_on_its_own(procedure, name, tmp_path / name) for owner, name in ALL if owner == procedure]
    assert coverage(bundle.procedure, plays).missing == ()


def _on_its_own(procedure: str, name: str, folder: Path) -> Played:
    db = open_database(f"sqlite:///{folder / 'office.db'}")
    migrate(db)
    try:
        return played(Office(db, FileStore(folder / "files")), procedure, name)
    finally:
        db.close()
