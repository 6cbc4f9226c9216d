"""One cell as the value of a field, or the reason why it is not taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from forms.fields import Field, OptionSource
from forms.sheet.limits import LONGEST
from forms.sheet.result import Read
from forms.sheet.source import as_percent, lost_digits, marked, raw
from forms.sheet.traits import Marks, place

_SHORTENED: Final = re.compile(r"[1-9](?:\.[0-9]+)?[Ee]\+(?:1[1-9]|[2-9][0-9])\s*\Z")
"""A long code as text tables show it, such as 9.15001E+17."""


@dataclass(frozen=True)
class Taker:
    """Takes the cells of one sheet; what cannot be taken is told in `found`."""

    found: Read
    options: OptionSource
    sheet: str
    marks: Marks

    def take(self, field: Field, value: Any, row: int, column: int, identity: str) -> Any:
        """The stored form of a cell (row and column from 0); None where it is empty or not taken."""
        why = None if self.marks.plain else marked(self.marks, row, column)
        if why == "%":
            return self._percent(field, value)
        if why is not None:
            return self._refuse(field, why, row, column, identity)
        if type(value) is not str:
            if lost_digits(value):
                self._tell("sheet.lost_digits", row, column, value=raw(value))
        elif len(value) > LONGEST or (value[1:2] in "Ee." and not field.numeric and _SHORTENED.match(value)):
            return self._refuse(field, value, row, column, identity)
        return field.normal(raw(value), self.options)

    def _percent(self, field: Field, value: Any) -> Any:
        """As the cell shows it; the bare number for a field that knows no percentages."""
        shown, bare = (field.normal(said, self.options) for said in (as_percent(value), raw(value)))
        good = shown is None or not field.problems(shown, self.options)
        return shown if good or field.problems(bare, self.options) else bare

    def _refuse(self, field: Field, why: str, row: int, column: int, identity: str) -> None:
        """A problem at the cell; the value of before stays."""
        self.found.unread.add((identity, field.key))
        if why == "formula":
            self._tell("sheet.formula", row, column)
        elif why.startswith("#"):
            self._tell("sheet.error", row, column, value=why)
        elif len(why) > LONGEST:
            self._tell("sheet.long_text", row, column, length=len(why), limit=LONGEST)
        else:
            self._tell("sheet.lost_digits", row, column, value=why.strip())

    def _tell(self, code: str, row: int, column: int, **data: Any) -> None:
        self.found.problem(self.sheet, place(row, column), code, **data)
