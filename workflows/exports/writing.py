"""Some cases while they are written into a file: their list, their main forms, and what was filled in beside those."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from data.queries import exporting as stored
from data.queries.given_forms import people_of
from data.tables import Case, ReadLog
from forms.text import Message, Text
from workflows.cases import columns as listed
from workflows.cases.columns import ListColumn
from workflows.cases.search import CaseRow, rows
from workflows.exports.book import Book, Headings
from workflows.exports.contents import Contents
from workflows.exports.given import GivenReader
from workflows.exports.given_sheets import GivenSheets
from workflows.exports.plan import Children, Plan
from workflows.exports.reader import Filled, Reader, confidential
from workflows.messages import say

PIECE = 500
"""Cases read at once."""
Told = Callable[[int], None]
"""Told how many are done."""


class Writing:
    """The cases of a plan. With `parents` they are children: every sheet names the parent beside the case."""

    def __init__(self, plan: Plan, book: Book, told: Told, parents: Children | None = None) -> None:
        self.plan, self.book, self.told, self.order, self.parents = plan, book, told, plan.order, parents
        office, session, actor, now = self.order.office, self.order.session, self.order.actor, self.order.now
        self.lang = self.order.asked.lang
        self.reader = Reader(office, session, actor, plan.groups, now)
        self.beside = GivenReader(office, session, actor, now)
        self.columns = [c for c in plan.columns if c.key != "number"]
        self.yes = self._say("yes")
        keys: Headings = [(self._say("number"), 24.0), *([(self._say("parent"), 24.0)] if self._of_others else [])]
        title = self._say("children" if self._of_others else "sheet")
        heads = [*keys, *((self._heading(c), c.width) for c in self.columns)]
        self._put = book.sheet(title, heads, [] if self._of_others else self._above())
        child, wanted = self._of_others, plan.procedures if plan.contents else {}
        several = len(wanted) > 1 or child
        self.contents = {k: Contents(book, of, self.lang, keys, several, child) for k, of in wanted.items()}
        self.given = {k: GivenSheets(book, of, self.lang, keys, several, self._moment) for k, of in wanted.items()}

    @property
    def _of_others(self) -> bool:
        return self.parents is not None

    def write(self) -> None:
        """Every case, piece by piece."""
        order, ids, done = self.order, self.plan.ids, 0
        for start in range(0, len(ids), PIECE):
            self.told(done)
            cases = stored.cases_of(order.session, ids[start : start + PIECE], self.plan.query.as_of)
            for row in rows(order.office, order.session, order.actor, cases, listed.paths(self.columns)):
                self._put([*self._keys(row.id, row.number), *self._line(row)])
            if self.contents:
                self._filled(cases, lambda so_far=done: self.told(so_far))
                self._given(cases)
            done += len(cases)
            order.session.expunge_all()

    def _filled(self, cases: Sequence[Case], tick: Any) -> None:
        read: list[dict[str, Any]] = []
        for filled in self.reader.filled(cases, tick):
            keys = self._keys(filled.case.id or 0, filled.case.number)
            self.contents[filled.case.procedure].put(filled, keys, self.reader.options(filled.bundle))
            read += self._readings(filled)
        if read:  # on record before anybody has the file
            with self.order.office.db.write() as session:
                session.execute(insert(ReadLog), read)

    def _readings(self, filled: Filled) -> list[dict[str, Any]]:
        return [
            {"case_id": filled.case.id, "person_id": self.order.actor.id, "group": group, "how": "export",
             "revision": filled.case.revision, "at": self.order.now}
            for group in confidential(filled)
        ]  # fmt: skip

    def _given(self, cases: Sequence[Case]) -> None:
        """What steps and opinions were filled in with."""
        found = list(self.beside.given(cases))
        people = people_of(self.order.session, {g.person for g in found})
        for each in found:
            keys = self._keys(each.case.id or 0, each.case.number)
            self.given[each.case.procedure].put(each, keys, people, self.reader.options(each.bundle))

    def counted(self) -> Iterator[tuple[str, int]]:
        """The sheets of what was filled in with their numbers of rows, without those of the fields of main forms."""
        for key, contents in self.contents.items():
            yield from (c for c in contents.sheets.counted() if c[1] or not self._of_others)
            yield from self.given[key].counted()

    def closed_opinions(self) -> Iterator[tuple[Text, Text, int, int]]:
        """Of each use, its procedure, what its form is called, how many opinions are not for the reader, and of how
        many."""
        for (procedure, use), count in self.beside.closed.items():
            of = self.plan.procedures[procedure]
            form = next(b.form(use) for b in (of.newest, *of.bundles.values(), *of.left) if use in b.procedure.forms)
            yield of.newest.procedure.title, form.title, count, self.beside.opinions[procedure, use]

    def _say(self, code: str) -> str:
        return say(Message(f"export.{code}"), self.lang)

    def _above(self) -> list[str]:
        at = self.order.now.astimezone(self.order.office.zone).strftime("%Y-%m-%d %H:%M")
        return [say(Message("export.about", {"at": at}), self.lang)]

    def _heading(self, column: ListColumn) -> str:
        if isinstance(column.title, Message):
            return say(column.title, self.lang)
        words = column.title.say(self.lang)
        unit = column.unit.say(self.lang) if column.unit else ""
        if not unit or unit in words:
            return words
        return f"{words}（{unit}）" if self.lang == "zh" else f"{words} ({unit})"

    def _keys(self, case: int, number: str | None) -> list[Any]:
        """What names a case, and its parent."""
        own = number or unnumbered(case)
        if self.parents is None:
            return [own]
        parent, called = self.parents[case]
        return [own, called or unnumbered(parent)]

    def _line(self, row: CaseRow) -> list[Any]:
        cells = (listed.value(c, row, self._options, self.lang) for c in self.columns)
        return [self._cell(c, v) for c, v in zip(self.columns, cells, strict=True)]

    def _cell(self, column: ListColumn, value: Any) -> Any:
        if isinstance(value, bool):
            return self.yes if value else None
        if isinstance(value, datetime):
            local = self._moment(value)
            return local.date() if column.kind == "day" else local
        return value

    def _moment(self, at: datetime) -> datetime:
        return at.astimezone(self.order.office.zone).replace(tzinfo=None, microsecond=0)

    def _options(self, version: int) -> Any:
        return self.reader.options(self.order.office.bundle(self.order.session, version))


def unnumbered(case: int) -> str:
    """By what the sheets name a case that has no number yet."""
    return f"#{case}"
