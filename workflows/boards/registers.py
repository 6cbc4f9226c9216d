"""Figures of a register as it stood on a day: open entries, their rows, by what, and what came in and went out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.queries import registers as stored
from forms.text import Message, Text
from workflows.boards.figure import Figure, Mark, Movement, Number
from workflows.boards.scope import Place, View
from workflows.boards.shares import leaders, ranked, strongest
from workflows.registers.known import Known, Words, table_unit, title_of
from workflows.registers.query import NONE, Query

MONTHS = 12


@dataclass(frozen=True)
class RegisterBoard:
    """Everything the board shows of a register."""

    of: Known
    open: Number
    tables: tuple[Number, ...]
    counted: tuple[Figure, ...]
    district: Figure | None
    movement: Movement


def register_board(view: View, of: Known) -> RegisterBoard:
    """The figures of one register at the view's scope and day."""
    return _Counting(view, of).board()


class _Counting:
    """One register, counted once for all its figures."""

    def __init__(self, view: View, of: Known) -> None:
        self.view, self.of = view, of
        self.query = Query(register=of.id, on=view.on, districts=view.codes)
        self.wanted = self.query.conditions(view.today)
        self.months = stored.by_month(view.session, view.tokens, self.wanted, MONTHS)

    def board(self) -> RegisterBoard:
        return RegisterBoard(
            self.of, self._open(), tuple(self._tables()), tuple(self._counted()),
            self._district() if self.of.register.district else None, self._movement(),
        )  # fmt: skip

    def _note(self, what: Message | Text, unit: Text) -> Message:
        return Message(
            "board.note", {"what": what, "unit": unit, "scope": self.view.called, "on": self.view.on.isoformat()}
        )

    def _how(self, more: Message | None = None) -> Message:
        data = {"register": self.of.register.called, "on": self.view.on.isoformat(), "scope": self.view.called}
        said = Message("board.how.entries", data)
        return Message("board.and", {"first": said, "then": more}) if more else said

    def _open(self) -> Number:
        line = tuple(m.open for m in self.months)
        return Number(
            f"{self.of.id}.open", self.of.register.called, line[-1], self.of.unit,
            self._note(Message("board.entries.open"), self.of.unit), self._how(), self.query, line[-1] - line[-2], line,
        )  # fmt: skip

    def _tables(self) -> Iterator[Number]:
        view, days = self.view, _ends(self.view.on, MONTHS)
        for key, table in self.of.register.tables.items():
            unit, title = table_unit(table), title_of(key, table)
            line = stored.rows_on(view.session, view.tokens, replace(self.wanted, on=None), key, days)
            how = self._how(Message("board.how.rows", {"rows": title}))
            note = self._note(Message("board.entries.rows", {"register": self.of.register.called}), unit)
            yield Number(
                f"{self.of.id}.{key}", title, line[-1], unit, note, how, self.query, line[-1] - line[-2], tuple(line)
            )

    def _counted(self) -> Iterator[Figure]:
        view, words = self.view, Words(self.of.bundle, self.view.names)
        for key, field in self.of.counted.items():
            found = stored.by_value(view.session, view.tokens, self.wanted, key)
            counts = {v: n for v, n in found.items() if v}
            empty = self.months[-1].open - sum(counts.values())
            marks = [Mark(v, words.of(field, v), n, self._with(key, v)) for v, n in counts.items()]
            if empty:
                marks.append(Mark(NONE, Text(zh="未填", en="left empty"), empty, self._with(key, NONE)))
            title = Message("board.by", {"field": title_of(key, field), "what": strongest(marks, self.of.unit)})
            yield self._figure(key, title, ranked(marks))

    def _with(self, key: str, value: str) -> Query:
        return replace(self.query, values={key: value})

    def _district(self) -> Figure:
        view = self.view
        found: dict[Place, int] = {}
        for code, count in stored.by_district(view.session, view.tokens, self.wanted).items():
            place = view.place_of.get(code or "")
            if place is not None:
                found[place] = found.get(place, 0) + count
        marks = ranked([Mark(p.code, p.title, n, replace(self.query, districts=p.codes)) for p, n in found.items()])
        return self._figure("district", leaders(marks, self.of.unit), marks)

    def _figure(self, key: str, title: Message, marks: tuple[Mark, ...]) -> Figure:
        note = self._note(Message("board.entries.open"), self.of.unit)
        return Figure(f"{self.of.id}.{key}", title, note, self._how(), self.of.unit, self.query, marks)

    def _movement(self) -> Movement:
        last = self.months[-1]
        data = {
            "month": _month(last.month),
            "came": last.came,
            "went": last.went,
            "unit": self.of.unit,
            "net": last.came - last.went,
        }
        moved = Message("board.entries.moved")
        return Movement(
            f"{self.of.id}.moved", Message(_moved(last.came, last.went), data), self._note(moved, self.of.unit),
            self._how(Message("board.how.moved")), self.of.unit, self.query,
            tuple(Mark(m.month, Text(zh=m.month), m.came, replace(self.query, came=m.month)) for m in self.months),
            tuple(Mark(m.month, Text(zh=m.month), m.went, replace(self.query, went=m.month)) for m in self.months),
        )  # fmt: skip


def _moved(came: int, went: int) -> str:
    if came and went:
        return "board.moved"
    return "board.moved.in" if came else "board.moved.out" if went else "board.moved.nothing"


def _month(key: str) -> Text:
    """The month of `2026-11` in words."""
    return Text(zh=f"{int(key[5:])} 月", en=date.fromisoformat(f"{key}-01").strftime("%B"))


def _ends(last: date, months: int) -> list[date]:
    """The last days of the months before, and the day itself."""
    days = [last]
    while len(days) < months:
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return days[::-1]
