"""The list of what is to be mended: where, what, what to do, with a link to each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.table import ROW_ID
from forms.finding import Finding
from forms.messages import say, todo_for
from forms.sheet.marking.styles import Styles
from forms.sheet.marking.written import Words, sheet_xml, to_cell
from forms.sheet.result import Problem, Read
from forms.text import Message
from forms.values import all_rows

MOST = 5_000
"""Lines of the list; what is beyond is only counted."""
WIDTHS = (7, 16, 10, 34, 26, 46, 46)
_LONGEST = 200


@dataclass(frozen=True)
class Entry:
    """One thing to mend; without a cell it is about the whole form."""

    sheet: str
    cell: str
    place: str
    value: str
    what: str
    todo: str
    blocks: bool = True

    @property
    def note(self) -> str:
        return "\n".join(filter(None, (self.what, self.todo)))


def entries(
    form: Form, found: Read, findings: Sequence[Finding], options: OptionSource, lang: str
) -> list[Entry]:  # fmt: skip
    """What could not be read, then what is wrong, in the order of the form."""
    rows = {row[ROW_ID]: row for _, row, _ in all_rows(form, found.values)}
    told = [f for f in findings if f.answer is None]
    return [
        *(_unread(p, lang) for p in found.problems),
        *(_entry(form, f, found, rows, options, lang) for f in told),
    ]


def _unread(problem: Problem, lang: str) -> Entry:
    todo = say(todo_for(problem.message.code), lang)
    return Entry(problem.sheet, problem.cell, "", "", say(problem.message, lang), todo)


def _entry(
    form: Form, finding: Finding, found: Read, rows: dict[str, Any], options: OptionSource, lang: str
) -> Entry:  # fmt: skip
    place = finding.place
    of_row = found.where.first(place.row) or ("", "")
    sheet, cell = found.where.get((place.row, place.field), of_row)
    value = (rows.get(place.row, {}) if place.row else found.values).get(place.field)
    field = form.by_path.get(place.path)
    shown = field.show(value, options, lang) if field is not None and value is not None else ""
    todo = say(finding.todo, lang) if finding.todo else say(todo_for(f"{finding.level}"), lang)
    what = say(finding.message, lang)
    return Entry(sheet, cell, finding.label.say(lang), shown[:_LONGEST], what, todo, finding.level != "warning")


def summary_xml(listed: Sequence[Entry], styles: Styles, lang: str, sheets: set[str], *, fresh: bool) -> str:
    """The sheet of the list; `fresh` says that the file was of another format before."""
    title = styles.plain(styles.font("9C0006", 14, bold=True))
    grey = styles.plain(styles.font("52606D", 10))
    head = styles.plain(styles.font("1F2933", 10, bold=True), styles.fill("F0F4F8"))
    text, link = styles.plain(styles.font("1F2933", 10)), styles.plain(styles.font("0B57A4", 10, line=True))
    titles = ("number", "sheet_head", "cell", "place", "value", "what", "todo")
    rows = [
        [Words(say(Message("marks.title", {"count": len(listed)}), lang), title)],
        [Words(say(Message("marks.changed" if fresh else "marks.how"), lang), grey)],
        [Words(say(Message(f"marks.{t}"), lang), head) for t in titles],
        *(_line(n, e, text, link, lang, sheets) for n, e in enumerate(listed[:MOST], 1)),
    ]
    if len(listed) > MOST:
        rows.append([Words(say(Message("marks.more", {"count": len(listed) - MOST}), lang), grey)])
    return sheet_xml(rows, WIDTHS, frozen=3, tab="C00000", across=2)


def _line(number: int, entry: Entry, text: int, link: int, lang: str, sheets: set[str]) -> list[Words]:
    whole = say(Message("marks.whole"), lang)
    at = Words(entry.cell, link, to_cell(entry.sheet, entry.cell)) if entry.sheet in sheets else Words(entry.cell, text)
    rest = (entry.place, entry.value, entry.what, entry.todo)
    return [Words(str(number), text), Words(entry.sheet or whole, text), at, *(Words(w, text) for w in rest)]
