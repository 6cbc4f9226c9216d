"""The limits of a case on its page: light, date, what is left, and how the date came about."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from data.tables import Person
from tests.pages.shell import open_page
from tests.pages.work import words
from tests.workflows.clocks.permit import HANDLING, played
from workflows.office import Office


@pytest.mark.parametrize(
    ("day", "said"),
    [(4, ["剩 3 个工作日", "03-09 周一 到期"]), (9, ["今天到期"]), (11, ["超 2 个工作日"])],
    ids=["green", "last day", "red"],
)
def test_a_limit_says_what_is_left_and_how_it_was_counted(
    office: Office, tmp_path: Path, day: int, said: list[str]
) -> None:
    case = played(office, {"handling": HANDLING}).cases["1"]
    with office.db.read() as session:
        bureau = session.exec(select(Person.id).where(Person.name == "丙")).one()
    now = datetime(2026, 3, day, 4, tzinfo=UTC)
    with open_page(office, bureau or 0, "case", tmp_path, now=now, case=str(case)) as at:
        assert not at.exception, at.exception
        page = words(at)
        assert all(part in page for part in ["办理时限", *said]), page
        at.button(key="how_handling").click().run()
        assert not at.exception, at.exception
        table = words(at)
        for part in ("2026-03-02 周一", "首日不计，从次日起算", "周六", "计第 5 日，到期"):
            assert part in table
