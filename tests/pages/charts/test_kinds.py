"""Every kind draws its answer, tells which mark was pressed, and has a table that says the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import FileStore, open_database
from pages import context
from pages.charts.bar import Bar
from pages.charts.kind import Plot, kind_of, known
from pages.charts.table import names
from pages.parts import board_open
from tests.pages.charts import made_up
from tests.pages.work import tables, words
from workflows.boards.figure import Answer, Card
from workflows.office import Office
from workflows.settings import Settings


@pytest.fixture
def drawn(sqlite_template: Path, tmp_path: Path) -> Iterator[AppTest]:
    """A page with a chart of each kind."""
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    context.install(office, Settings(folder=tmp_path, database=""))
    at = AppTest.from_function(board, default_timeout=30).run()
    assert not at.exception
    yield at
    office.db.close()


def board() -> None:
    """A script with a chart of each kind."""
    from pages.parts import board_list
    from pages.parts.board_draw import draw_part
    from tests.pages.charts import made_up

    for part in made_up.every():
        draw_part(part)
    board_list.draw()


def test_every_kind_has_its_own_file_and_picture() -> None:
    assert {k.id for k in known()} == {*made_up.KINDS, "figure"}
    assert len({k.icon for k in known()}) == len(known())


@pytest.mark.parametrize(("name", "made"), made_up.KINDS.items())
def test_a_kind_draws_its_answer(name: str, made: Callable[[], Answer]) -> None:
    kind = kind_of(name, made())
    assert kind.id == name and kind.height(made()) > 0


@pytest.mark.parametrize("name", [n for n, k in made_up.KINDS.items() if n not in ("table", "roll")])
def test_each_point_of_a_picture_leads_to_a_mark(name: str) -> None:
    of: Any = made_up.KINDS[name]()
    kind = kind_of(name, of)
    assert isinstance(kind, Plot)
    points = [p for trace in kind.plot(of, 268).data if trace.customdata is not None for p in trace.customdata]
    pressed = {str(p[0]) for p in points}
    assert pressed and all(of.mark(key) is not None for key in pressed)
    assert len(pressed) == len(list(of.every))


@pytest.mark.parametrize("made", made_up.KINDS.values())
def test_each_mark_has_a_name_where_it_stands_in_a_table(made: Callable[[], Answer]) -> None:
    of = made()
    assert isinstance(of, Card)
    assert len(names(of)) == len(list(of.every))


def test_an_answer_that_its_kind_cannot_draw_is_drawn_by_one_that_can() -> None:
    assert kind_of("sankey", made_up.stages()).id == "bar" and kind_of("nothing", made_up.heat()).id == "stacked"


def test_what_is_late_is_red_and_what_was_promised_a_tick() -> None:
    bars = Bar().plot(made_up.stages(), 268)
    assert list(bars.data[1].x) == [0, 2, 1, 0, 1] and bars.data[1].marker.color == "#C62828"
    times = Bar().plot(made_up.times(), 268)
    assert len(times.layout.shapes) == 8, "each has what was promised and what was before"


def test_where_not_all_bars_have_room_the_highest_are_drawn_in_their_order() -> None:
    values = [0, 3, 1, 0, 9, 2, 7, 0, 4, 6, 5, 8, 0, 10]
    many = replace(made_up.stages(), marks=[made_up.mark(f"状态{n}", v) for n, v in enumerate(values)])
    assert list(Bar().plot(many, 150).data[0].x) == [9, 7, 6, 8, 10]


def test_long_names_are_cut_beside_the_bars_and_whole_under_the_pointer() -> None:
    drawn = Bar().plot(made_up.times(), 268)
    assert all(len(word) <= 14 for word in drawn.layout.yaxis.ticktext)
    assert any(made_up.LONG in point[1] for point in drawn.data[0].customdata)


def test_empty_and_impossible_answers_say_so_and_every_figure_names_its_scope_and_day(drawn: AppTest) -> None:
    text = words(drawn)
    assert "没有可统计的" in text and "这个图没有答案" in text and "第 2 版没有这个字段" in text
    assert (
        text.count("重庆市") == text.count("2026-11-24") == text.count('class="fig"') + text.count('class="numbelow"')
    )


def test_all_marks_of_a_chart_can_be_read_and_pressed_without_a_pointer(drawn: AppTest) -> None:
    drawn.button(key="marks_card_sankey").click().run()
    assert not drawn.exception
    listed = tables(drawn)[-1]
    assert [r["what"] for r in listed["rows"]][:2] == ["受理", "符合性审查"]
    assert any(r["what"] == "试点 → 转常态监管" and r["value"] == "16" for r in listed["rows"])


def test_what_is_public_without_its_cases_opens_without_them() -> None:
    assert board_open.of_mark(made_up.stages(), replace(made_up.mark("试点中", 46), closed=True)).of is None
