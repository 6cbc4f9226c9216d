"""Procedures that only practice offices have: sound, in both languages, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from data.tables import Version
from forms import registry
from tests.workflows.definitions.test_shipped import words
from workflows.bundle import bundle_of
from workflows.checks.texts import check_texts
from workflows.office import Office
from workflows.publishing import PRACTICE, load_folder, shipped

FOUND = shipped(PRACTICE)
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("name", sorted(FOUND))
def test_it_is_sound_and_says_everything_twice(name: str) -> None:
    bundle, found = check_texts(FOUND[name])
    assert [f.say() for f in found] == [] and bundle is not None
    assert [path for path, text in words(bundle.procedure) if not text.zh or not text.en] == []


def test_together_they_use_every_type_and_rights_per_row() -> None:
    bundles = [bundle_of(texts) for texts in FOUND.values()]
    assert {f.type for b in bundles for f in b.form().by_path.values()} == set(registry)
    rows = [r for b in bundles for s in b.procedure.states.values() for g in s.rights.values() for r in g.rows]
    assert any(r.read for r in rows) and any(r.write for r in rows)


def test_they_are_not_among_those_of_every_office(office: Office) -> None:
    load_folder(office, now=NOW)
    with office.db.read() as session:
        assert not set(session.exec(select(Version.procedure))) & set(FOUND)
    load_folder(office, now=NOW, definitions=PRACTICE)
    with office.db.read() as session:
        assert set(session.exec(select(Version.procedure))) >= set(FOUND)
