"""A board being put together: charts added, changed, moved, copied taken away. Every answer is a new board."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from forms.text import Text
from workflows.model.boards import Board, Chart, Section

Change = Callable[[list[Chart]], list[Chart]]


def empty(title: Text) -> Board:
    """A board without charts."""
    return Board(id="board", title=title, sections=[Section(id="s1")])


def chart(board: Board, id_: str) -> Chart | None:
    """A chart by its id."""
    return next((c for c in board.charts if c.id == id_), None)


def added(board: Board, new: Chart, section: str = "") -> Board:
    """With a chart at the end of a section (the last one without a name); its id is made unlike the others."""
    at = section or board.sections[-1].id
    made = new.model_copy(update={"id": free(board)})
    return _changed(board, lambda charts: [*charts, made], lambda s: s.id == at)


def free(board: Board) -> str:
    """An id that no chart has."""
    known, number = {c.id for c in board.charts}, 1
    while f"chart{number}" in known:
        number += 1
    return f"chart{number}"


def replaced(board: Board, new: Chart) -> Board:
    """With another definition of a chart."""
    return _changed(board, lambda charts: [new if c.id == new.id else c for c in charts])


def removed(board: Board, id_: str) -> Board:
    """Without a chart; the sentence does not speak of it either."""
    kept = _changed(board, lambda charts: [c for c in charts if c.id != id_])
    return kept.model_copy(update={"sentence": [s for s in board.sentence if s != id_]})


def copied(board: Board, id_: str) -> Board:
    """With a copy of a chart behind it."""
    new = free(board)
    return _changed(board, lambda charts: [x for c in charts for x in _twice(c, id_, new)])


def _twice(of: Chart, id_: str, new: str) -> list[Chart]:
    return [of, of.model_copy(update={"id": new})] if of.id == id_ else [of]


def moved(board: Board, id_: str, by: int) -> Board:
    """With a chart one place earlier (-1) or later (1); at the edge of its section it goes into the next one."""
    places = [(s.id, c) for s in board.sections for c in s.charts]
    at = next((n for n, (_, c) in enumerate(places) if c.id == id_), None)
    sections = [s.id for s in board.sections]
    if at is None:
        return board
    section, chart_ = places[at]
    mine = [c.id for s, c in places if s == section]
    place = mine.index(id_) + by
    if 0 <= place < len(mine):
        return _changed(board, lambda charts: _put(charts, chart_, place), lambda s: s.id == section)
    other = sections.index(section) + by
    if not 0 <= other < len(sections):
        return board
    without = _changed(board, lambda charts: [c for c in charts if c.id != id_])
    end = len(without.sections[other].charts) if by < 0 else 0
    return _changed(without, lambda charts: _put(charts, chart_, end), lambda s: s.id == sections[other])


def _put(charts: Sequence[Chart], one: Chart, place: int) -> list[Chart]:
    rest = [c for c in charts if c.id != one.id]
    return [*rest[:place], one, *rest[place:]]


def with_section(board: Board, title: Text) -> Board:
    """With a new section at the end."""
    known, number = {s.id for s in board.sections}, 1
    while f"s{number}" in known:
        number += 1
    return board.model_copy(update={"sections": [*board.sections, Section(id=f"s{number}", title=title)]})


def titled(board: Board, section: str, title: Text | None) -> Board:
    """With another heading of a section."""
    sections = [s.model_copy(update={"title": title}) if s.id == section else s for s in board.sections]
    return board.model_copy(update={"sections": sections})


def without_section(board: Board, section: str) -> Board:
    """Without a section that has no charts; one always stays."""
    kept = [s for s in board.sections if s.id != section or s.charts]
    return board.model_copy(update={"sections": kept or board.sections})


def _changed(board: Board, change: Change, which: Callable[[Section], bool] = lambda s: True) -> Board:
    sections = [s.model_copy(update={"charts": change(list(s.charts))}) if which(s) else s for s in board.sections]
    return board.model_copy(update={"sections": sections})
