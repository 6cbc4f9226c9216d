"""The sheets of what the main forms hold: one for the fields, one for each table, every row keyed by its case."""

from __future__ import annotations

from typing import Any

from forms.fields import OptionSource
from forms.text import Message
from workflows.exports.book import Book, Headings
from workflows.exports.layout import Tab
from workflows.exports.plan import Of
from workflows.exports.reader import Filled
from workflows.exports.sheets import ByTab, Cells, Sheets, Was, cells_of
from workflows.messages import say


class Contents:
    """What was filled in of the cases of one procedure, while it is written; `keys` head what names a case."""

    def __init__(
        self, book: Book, of: Of, lang: str, keys: Headings, several: bool, optional: bool = False
    ) -> None:
        self.of, self.lang, self.several = of, lang, several
        self._cells: dict[tuple[int, frozenset[str]], ByTab] = {}
        self.sheets = Sheets(book, of.tabs, lang, keys, keys, self._title, self._above, optional)

    def _title(self, tab: Tab) -> str:
        words = [tab.title.say(self.lang)] if tab.path or not self.several else []
        whole = [self.of.newest.procedure.title.say(self.lang), *words] if self.several else words
        title = "·".join(whole)
        return say(Message("export.old_table", {"table": title}), self.lang) if tab.old else title

    def _above(self, tab: Tab) -> list[str]:
        """What the reader may not read of this sheet in some cases, or in all."""
        here = {self.of.newest.group_of(leaf.path) for leaf in tab.leaves if not leaf.standing}
        partly = {g: n for g, n in self.of.closed.items() if g in here or not tab.path}
        lines = [Message("export.closed", {"group": g, "count": n, "total": self.of.count}) for g, n in partly.items()]
        return [say(line, self.lang) for line in lines]

    def put(self, filled: Filled, keys: list[Any], options: OptionSource) -> None:
        """Everything of one case."""
        was = [Was(each.bundle.form(), each.values, self._of(each)) for each in filled.former]
        self.sheets.put(keys, keys, filled.values, self._of(filled), options, was)

    def _of(self, filled: Filled) -> ByTab:
        """How the sheets hold the cases of a version for whoever reads these groups."""
        key = (filled.bundle.number, filled.groups)
        if key not in self._cells:
            paths = {p for g in filled.groups for p in filled.bundle.paths_by_group.get(g, ())}
            self._cells[key] = {t.path: self._tab(t, filled, paths) for t in self.of.tabs}
        return self._cells[key]

    @staticmethod
    def _tab(tab: Tab, filled: Filled, paths: set[str]) -> Cells | None:
        around = tab.path in paths or any(p.startswith(f"{tab.path}.") for p in paths) or not tab.path
        return cells_of(tab, filled.bundle.form(), paths.__contains__) if around else None
