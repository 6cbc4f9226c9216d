"""The sheets of what was filled in beside the main forms: one for each form use, keyed to the case and the filling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from forms.fields import OptionSource
from forms.text import Message
from workflows.bundle import Bundle
from workflows.exports.book import Book, Headings
from workflows.exports.given import Given
from workflows.exports.layout import Tab, layout
from workflows.exports.plan import Of
from workflows.exports.sheets import ByTab, Sheets, cells_of
from workflows.messages import say

_LEAD = (("given_key", 16.0), ("given_what", 20.0), ("given_who", 12.0), ("given_for", 28.0), ("given_at", 18.0))
Moment = Callable[[datetime], Any]
People = Mapping[int, tuple[str, str, str]]
"""Person → their name, and that of their organisation in two languages."""


class GivenSheets:
    """The other form uses of one procedure's cases; only those that somebody filled in come to sheets."""

    def __init__(self, book: Book, of: Of, lang: str, keys: Headings, several: bool, moment: Moment) -> None:
        self.of, self.lang, self.several, self._moment = of, lang, several, moment
        self._cells: dict[tuple[str, int], ByTab] = {}
        every = (of.newest, *of.bundles.values(), *of.left)
        bundles = sorted({b.number: b for b in every}.values(), key=lambda b: -b.number)
        self._per = {use for b in bundles for use in about_rows(b)}
        self.sheets: dict[str, Sheets] = {}
        for use in dict.fromkeys(use for b in bundles for use in other_uses(b)):
            tabs = layout(of.newest, bundles, use)
            lead = [*_LEAD, *([("given_row", 16.0)] if use in self._per else [])]
            heads = [*keys, *self._heads(lead)], [*keys, *self._heads(_LEAD[:1])]
            self.sheets[use] = Sheets(book, tabs, lang, *heads, self._titled(tabs), optional=True)

    def _heads(self, wanted: Sequence[tuple[str, float]]) -> Headings:
        return [(say(Message(f"export.{code}"), self.lang), width) for code, width in wanted]

    def _titled(self, tabs: Sequence[Tab]) -> Callable[[Tab], str]:
        def titled(tab: Tab) -> str:
            form = tabs[0].title.say(self.lang)
            words = [form, *([tab.title.say(self.lang)] if tab.path else [])]
            whole = "·".join([self.of.newest.procedure.title.say(self.lang), *words] if self.several else words)
            return say(Message("export.old_table", {"table": whole}), self.lang) if tab.old else whole

        return titled

    def put(self, given: Given, keys: list[Any], people: People, options: OptionSource) -> None:
        """One filled-in form."""
        name, zh, en = people.get(given.person, ("", "", ""))
        organisation = en if self.lang == "en" and en else zh
        at = self._moment(given.at) if given.at is not None else None
        lead = [*keys, given.key, given.what.say(self.lang), name, organisation, at]
        row = [given.row] if given.use in self._per else []
        self.sheets[given.use].put([*lead, *row], [*keys, given.key], given.values, self._of(given), options)

    def _of(self, given: Given) -> ByTab:
        key = (given.use, given.bundle.number)
        if key not in self._cells:
            form = given.bundle.form(given.use)
            self._cells[key] = {t.path: cells_of(t, form) for t in self.sheets[given.use].tabs}
        return self._cells[key]

    def counted(self) -> Iterator[tuple[str, int]]:
        """The sheets with their numbers of rows, without those that nothing stands in."""
        for sheets in self.sheets.values():
            yield from ((title, n) for own in (False, True) for title, n in sheets.counted(own) if n)


def other_uses(bundle: Bundle) -> list[str]:
    """The form uses that steps and rounds fill in."""
    procedure = bundle.procedure
    steps = (t.form for t in procedure.transitions.values() if t.form is not None)
    return list(dict.fromkeys([*steps, *(r.form for r in procedure.rounds.values())]))


def about_rows(bundle: Bundle) -> set[str]:
    """The form uses that are filled in about single rows of the main form."""
    return {r.form for r in bundle.procedure.rounds.values() if r.per is not None}
