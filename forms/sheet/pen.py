"""Writing into a workbook: words, formats, drop-downs; text is always text."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from forms.chars import clean
from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.messages import say
from forms.policy import basis_of
from forms.sheet.plan import LISTS
from forms.text import Message

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # readers take _x0041_ for a character
HEAD = PatternFill("solid", fgColor="F0F4F8")
OPEN = Protection(locked=False)
_TITLE, _PROMPT = 32, 220  # characters a message of a cell may have in its title, and in itself
_ERROR = 200
_DAY = "yyyy-mm-dd"
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
    cell.font, cell.fill, cell.border = Font(bold=True, size=11), HEAD, LINE
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def prepare(place: Any, field: Field) -> None:
    """The format of a cell or column: text stays text, so that no code turns into a number."""
    place.number_format = field.sheet_format


def explain(cell: Cell, form: Form, field: Field, words: Words) -> None:
    """A note on a heading: help, what may be filled in, and the basis."""
    parts = [field.help.say(words.lang) if field.help else "", allowed(field, words), basis(form, field, words)]
    text = "\n".join(p for p in parts if p)
    if text:
        lines = sum(1 + len(line) // 20 for line in text.split("\n"))
        cell.comment = Comment(clean(text), words.say("guide.author"), height=30 + 18 * lines, width=280)


def basis(form: Form, field: Field, words: Words) -> str:
    """The document and clause a field rests on."""
    named = basis_of(field.basis)
    source = form.sources.get(named.source)
    if source is None:
        return ""
    numbers = words.say("guide.sentences", numbers=list(named.numbers)) if named.numbers else ""
    clause = named.clause or numbers
    opened, closed = "（）" if words.lang == "zh" else (" (", ")")
    where = "".join(filter(None, (source.number and f"{opened}{source.number}{closed}", clause and f" {clause}")))
    return words.say("guide.basis_of", title=source.title, where=where)


def allowed(field: Field, words: Words) -> str:
    """What may be filled in, in a sentence; "" where anything may."""
    longest, low, high = (getattr(field, name, None) for name in ("max_length", "min", "max"))
    if field.sheet_choices(words.options):
        return words.say("sheet.choose")
    if low is not None and high is not None:
        return words.say("guide.between", low=low, high=high)
    if low is not None or high is not None:
        return words.say("guide.least" if high is None else "guide.most", limit=low if high is None else high)
    if field.numeric:
        return words.say("guide.digits")
    if longest:
        return words.say("guide.longest", limit=longest)
    return words.say("guide.day") if field.sheet_format == _DAY else ""


def guard_headings(sheet: Worksheet) -> None:
    """Locks what is not open, without a password; rows may be put in, taken out, sorted and filtered."""
    lock = sheet.protection
    lock.sheet = True
    lock.formatCells = lock.formatColumns = lock.formatRows = False
    lock.insertRows = lock.deleteRows = lock.sort = lock.autoFilter = False


def validate(sheet: Worksheet, field: Field, cells: str, words: Words) -> None:
    """A drop-down for choices; for limits a warning that lets everything through; a hint beside the cell."""
    listed = words.choices(field)
    title = field.title.say(words.lang)[:_TITLE]
    if listed:
        rule = DataValidation("list", formula1=listed, allow_blank=True, showErrorMessage=True)
        rule.error, rule.errorTitle = words.say("sheet.choose"), title
    else:
        rule = _limits(field)
        rule.error, rule.errorTitle = words.say("guide.warning", allowed=allowed(field, words))[:_ERROR], title
    if field.help and not listed:
        rule.showInputMessage, rule.promptTitle = True, title
        rule.prompt = field.help.say(words.lang)[:_PROMPT]
    if rule.type or rule.prompt:
        rule.add(cells)
        sheet.data_validations.append(rule)  # also where rows are written one by one


def _limits(field: Field) -> DataValidation:
    """Numbers between their limits and texts of their length; other values are judged when they are read."""
    low, high = getattr(field, "min", None), getattr(field, "max", None)
    how: dict[str, Any] = {"allow_blank": True, "errorStyle": "warning", "showErrorMessage": True}
    if field.numeric and "%" not in field.sheet_format and (low is not None or high is not None):
        ends = [str(end) for end in (low, high) if end is not None]
        kind = "between" if len(ends) > 1 else "greaterThanOrEqual" if high is None else "lessThanOrEqual"
        second = ends[1] if len(ends) > 1 else None
        return DataValidation("decimal", operator=kind, formula1=ends[0], formula2=second, **how)
    longest = getattr(field, "max_length", None)
    if longest:
        return DataValidation("textLength", operator="lessThanOrEqual", formula1=str(longest), **how)
    return DataValidation()


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
