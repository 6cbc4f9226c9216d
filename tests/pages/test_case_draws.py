"""A case shows its draws to its readers, the record to those who may read all of it, and its history tells of both."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import FileStore, open_database
from tests.pages.work import screen, words
from tests.workflows.bureau import Bureau
from tests.workflows.draws.sampling import ready, sampled, sampling
from workflows.draws.verify import differences
from workflows.draws.view import draws_of
from workflows.office import Office


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Bureau]:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    yield sampling(office)
    office.db.close()


def test_a_draw_that_waits_shows_its_commitment_and_nothing_of_its_seed(desk: Bureau) -> None:
    case = ready(desk)
    (found,) = draws_of(desk.office, desk.actor("head"), case, desk.now)
    with screen(desk, "head", "case", case=case) as at:
        assert "已承诺，待抽取" in words(at) and found.commitment[:16] in words(at)
        assert found.record is None and f"承诺“企业抽查”的随机种子：{found.commitment[:16]}" in words(at)


def test_what_was_drawn_can_be_taken_away_and_replayed(desk: Bureau) -> None:
    case = sampled(desk)
    with screen(desk, "auditor", "case", case=case) as at:
        assert "抽出 3 个" in words(at) and at.get("download_button")
    (found,) = draws_of(desk.office, desk.actor("auditor"), case, desk.now)
    assert found.record is not None and differences(found.record) == [] and found.digest == found.record["digest"]


def test_who_may_not_see_the_case_sees_no_draw_of_it(desk: Bureau) -> None:
    assert draws_of(desk.office, desk.actor("clerk2"), sampled(desk), desk.now) == []
