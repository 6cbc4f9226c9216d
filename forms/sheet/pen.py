"""Writing into a workbook: words, formats, drop-downs; text is always text."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from forms.chars import clean
from forms.fields import Field, OptionSource
from forms.messages import say
from forms.sheet.plan import LISTS
from forms.text import Message

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # readers take _x0041_ for a character
HEAD = PatternFill("solid", fgColor="F0F4F8")
_TITLE = 32  # characters a message of a cell may have in its title
LINE = Border(*[Side("thin", "D5DCE4")] * 4)


class Words:
    """What the sheets share: the language, the lookups, and the hidden sheet that drop-downs point to."""

    def __init__(self, book: Workbook, options: OptionSource, lang: str) -> None:
        self.book, self.options, self.lang = book, options, lang
        self.lists: dict[tuple[str, ...], str] = {}

    def say(self, code: str, **data: Any) -> str:
        return say(Message(code, data), self.lang)

    def cell(self, field: Field, value: Any) -> Any:
        """A value as a cell holds it; choices in the language of the workbook."""
        choice = value is not None and bool(field.sheet_choices(self.options))
        return field.show(value, self.options, self.lang) if choice else field.cell(value, self.options)

    def choices(self, field: Field) -> str | None:
        """The range that lists the choices of a field; the hidden sheet gets a column for each list."""
        keys = [field.normal(word, self.options) for word in field.sheet_choices(self.options)]
        if not keys:
            return None
        shown = tuple(field.show(k, self.options, self.lang) for k in keys)
        if shown not in self.lists:
            letter = get_column_letter(len(self.lists) + 1)
            self.lists[shown] = f"'{LISTS}'!${letter}$1:${letter}${len(shown)}"
        return self.lists[shown]

    def finish(self) -> None:
        sheet = self.book.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        for column, shown in enumerate(self.lists, 1):
            for row, word in enumerate(shown, 1):
                write(sheet.cell(row, column), word)


def head(cell: Cell, field: Field, words: Words) -> None:
    """The title of a field; a star where it has to be filled in."""
    write(cell, field.heading(words.lang) + (" *" if field.required else ""))
    cell.font, cell.fill, cell.border = Font(bold=True), HEAD, LINE
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def prepare(place: Any, field: Field) -> None:
    """The format of a cell or column: text stays text, so that no code turns into a number."""
    place.number_format = field.sheet_format


def validate(sheet: Worksheet, field: Field, cells: str, words: Words) -> None:
    """A drop-down for fields with choices."""
    listed = words.choices(field)
    if listed:
        rule = DataValidation("list", formula1=listed, allow_blank=True, showErrorMessage=True)
        rule.error, rule.errorTitle = words.say("sheet.choose"), field.title.say(words.lang)[:_TITLE]
        rule.add(cells)
        sheet.add_data_validation(rule)


def write(cell: Cell, value: Any) -> Cell:
    """Puts a value into a cell; text is text, whatever it begins with."""
    if isinstance(value, str):
        text = _ESCAPE.sub("_x005F_", clean(value))
        cell.value = text or None
        if text:
            cell.data_type = "s"
            cell.quotePrefix = text[0] in "=+-@'"
    elif isinstance(value, date) and value.year < 1901:  # before the days that a workbook can count
        write(cell, value.isoformat())
    else:
        cell.value = value
    return cell
