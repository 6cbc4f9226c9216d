"""The sheet that explains every column: whether it must be filled in, how, an example, and the basis."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from forms.definition import Form
from forms.fields import Field
from forms.sheet.pen import HEAD, LINE, Words, allowed, basis, guard_headings, write
from forms.sheet.plan import Tab

_COLUMNS = (
    ("marks.sheet_head", 16), ("guide.column", 24), ("guide.required", 11), ("guide.type", 12), ("guide.format", 26),
    ("guide.example", 28), ("guide.choices", 30), ("guide.help", 44), ("guide.basis", 40),
)  # fmt: skip
_SHOWN = 12
"""Choices that are named; the others are counted."""
_FIRST = 5


def guide(book: Workbook, form: Form, plan: list[Tab], words: Words, version: str) -> None:
    """Adds the sheet behind the others; its name is not one of theirs."""
    sheet = book.create_sheet(words.say("guide.sheet"))
    write(sheet.cell(1, 1), words.say("guide.title", title=form.title)).font = Font(bold=True, size=14)
    write(sheet.cell(2, 1), words.say("guide.how"))
    write(sheet.cell(3, 1), words.say("guide.version", version=version or "—")).font = Font(color="66727F", size=10)
    for column, (code, width) in enumerate(_COLUMNS, 1):
        cell = write(sheet.cell(_FIRST - 1, column), words.say(code))
        cell.font, cell.fill, cell.border = Font(bold=True, size=11), HEAD, LINE
        sheet.column_dimensions[cell.column_letter].width = width
    lines = [(tab, f) for tab in plan for f in tab.fields]
    for row, (tab, field) in enumerate(lines, _FIRST):
        _line(sheet, row, _told(form, tab, field, words))
    sheet.freeze_panes = sheet.cell(_FIRST, 3)
    guard_headings(sheet)


def _told(form: Form, tab: Tab, field: Field, words: Words) -> list[str]:
    required = "guide.yes" if field.required else "guide.when" if field.required_when else ""
    return [
        tab.name,
        field.heading(words.lang) + (" *" if field.required else ""),
        words.say(required) if required else "",
        field.name.say(words.lang),
        allowed(field, words),
        field.show(field.sample(words.options), words.options, words.lang),
        _choices(field, words),
        field.help.say(words.lang) if field.help else "",
        basis(form, field, words).partition("：" if words.lang == "zh" else ": ")[2],
    ]


def _choices(field: Field, words: Words) -> str:
    keys = [field.normal(word, words.options) for word in field.sheet_choices(words.options)]
    named = ("、" if words.lang == "zh" else ", ").join(
        field.show(k, words.options, words.lang) for k in keys[:_SHOWN]
    )
    return words.say("guide.some", words=named, count=len(keys)) if len(keys) > _SHOWN else named


def _line(sheet: Worksheet, row: int, told: list[str]) -> None:
    for column, word in enumerate(told, 1):
        cell = write(sheet.cell(row, column), word)
        cell.border, cell.alignment = LINE, Alignment(wrap_text=True, vertical="top")
        if column == 6:
            cell.font = Font(color="8A949F", italic=True, size=11)
