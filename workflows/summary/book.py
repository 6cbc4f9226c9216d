"""The summary of a case as an official workbook: a sheet for each visit to a round, one for the suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from forms.fields import Field
from workflows.audit import readings
from workflows.cases.opened import no_such_case, opened
from workflows.cases.paper import Workbook
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.summary import wording
from workflows.summary.conflicts import kind_of
from workflows.summary.drawn import HEADS, Drawing
from workflows.summary.service import Summary, summed_up
from workflows.summary.sheet import Row, Said, Sheet, shown
from workflows.workbook import safe, sheet_title

_TITLE, _HEAD, _APART = Font(size=16, bold=True), Font(bold=True), PatternFill("solid", fgColor="FFF1D6")
_FILL, _THIN = PatternFill("solid", fgColor="F0F4F8"), Side(style="thin", color="808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE, _LEFT = (Alignment(horizontal=h, vertical="center", wrap_text=True) for h in ("center", "left"))


def book(office: Office, actor: Actor, case_id: int, lang: str, now: datetime) -> Workbook | Refusal:
    """What may be seen of every round, the newest first."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        made = no_such_case() if found is None else summed_up(found)
    if isinstance(made, Refusal):
        return made
    readings.keep(office, found, "sheet", now)
    name = wording.of_case(made.number, made.title, lang)
    under = wording.word("under", lang, case=name, day=office.today(now))
    content = _content(made, Drawing(office, made.options, lang), under)
    return Workbook(f"{wording.word('title', lang)} {name}", content)


def _content(made: Summary, how: Drawing, under: str) -> bytes:
    workbook = Book()
    workbook.remove(workbook.worksheets[0])
    for each in made.sheets:
        _matrix(_sheet(workbook, wording.title(each, how.lang)), each, how, under)
        if each.points:
            title = f"{wording.word('suggestion', how.lang)} {wording.title(each, how.lang)}"
            _points(_sheet(workbook, title), each, how, under)
    if not workbook.worksheets:
        _sheet(workbook, wording.word("title", how.lang)).append([wording.word("nothing", how.lang)])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _sheet(workbook: Book, title: str) -> Worksheet:
    found: Worksheet = workbook.create_sheet(sheet_title(title, workbook.sheetnames))
    return found


def _matrix(sheet: Worksheet, each: Sheet, how: Drawing, under: str) -> None:
    fields = list(each.fields)
    per = [wording.word("about", how.lang)] if each.view.round.per else []
    heads = [*per, *(wording.word(w, how.lang) for w in ("office", "person")), *(f.heading(how.lang) for f in fields)]
    heads.append(wording.word("given_on", how.lang))
    _above(sheet, f"{wording.title(each, how.lang)} · {wording.word('title', how.lang)}", under, len(heads))
    _line(sheet, heads, head=True)
    for row in each.rows:
        first = [wording.about(row, how.lang)] if per else []
        for said in row.said:
            if said.state != "overtaken":
                _said(sheet, row, said, fields, first, how)
    _differences(sheet, each, len(heads), how)
    _widths(sheet, [*([24.0] if per else []), 26.0, 16.0, *(_width(f) for f in fields), 12.0])
    _page(sheet)


def _width(field: Field) -> float:
    return 12.0 if kind_of(field) is not None else 36.0


def _said(sheet: Worksheet, row: Row, said: Said, fields: Sequence[Field], first: list[str], how: Drawing) -> None:
    marks = "，".join(wording.marks(said, how.lang))
    person = wording.who(said, how.lang) + (f"（{marks}）" if marks else "")
    stands = wording.stands(said, how.lang)
    told = [_value(row, said, f, how) for f in fields]
    if stands and told:
        told[0] = stands
    at = wording.day(said.asked.at if said.asked.given else None, how.office)
    at_row = _line(sheet, [*first, said.office.say(how.lang), person, *told, at])
    for n, field in enumerate(fields, len(first) + 3):
        cell = sheet.cell(at_row, n)
        cell.alignment = _MIDDLE if kind_of(field) is not None else _LEFT
        if (said.task, field.key) in row.apart:
            cell.fill, cell.font = _APART, _HEAD


def _value(row: Row, said: Said, field: Field, how: Drawing) -> str:
    """What was answered, marked where most answered otherwise."""
    value = shown(field, said.values, how.options, how.lang)
    marked = (said.task, field.key) in row.apart
    return f"{wording.MARK[row.conflicts[field.key].kind]} {value}" if marked else value


def _differences(sheet: Worksheet, each: Sheet, wide: int, how: Drawing) -> None:
    """Every difference in words, below the table, and who has not answered."""
    found = list(wording.conflicts(each, how.options, how.lang))
    waits = wording.waiting(each, how.lang)
    lines = [f"{wording.MARK[c.kind]} {wording.about(row, how.lang)} {words}" for row, c, words in found]
    lines += [wording.word("waits", how.lang, who=waits)] if waits else []
    for line in lines or [wording.word("agreed", how.lang)]:
        at = _line(sheet, [line, *[""] * (wide - 1)])
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=wide)


def _points(sheet: Worksheet, each: Sheet, how: Drawing, under: str) -> None:
    heads = [wording.word(h, how.lang) for h in (*HEADS, "answered_by", "answered_on")]
    title = wording.word("suggestions", how.lang, count=len(each.points), answered=each.answered)
    _above(sheet, f"{wording.title(each, how.lang)} · {title}", under, len(heads))
    _line(sheet, heads, head=True)
    for point in each.points:
        answer = point.answer
        _line(sheet, [
            point.number, "\n".join(point.texts), "、".join(wording.proposers(each, point, how.lang)),
            wording.verdict(point, how.lang), answer.because if answer else "", wording.by(point, how.lang),
            wording.day(answer.at if answer else None, how.office),
        ])  # fmt: skip
    _widths(sheet, [6.0, 56.0, 28.0, 12.0, 44.0, 16.0, 12.0])
    _page(sheet)


def _above(sheet: Worksheet, title: str, under: str, wide: int) -> None:
    """The title over the whole width, the case and the day below it."""
    for n, words in enumerate((title, under), 1):
        cell = sheet.cell(n, 1)
        _put(cell, words)
        cell.font, cell.alignment = (_TITLE, _MIDDLE) if n == 1 else (Font(), _LEFT)
        sheet.merge_cells(start_row=n, start_column=1, end_row=n, end_column=wide)
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes, sheet.print_title_rows = "A4", "3:3"


def _line(sheet: Worksheet, values: Sequence[Any], *, head: bool = False) -> int:
    at: int = sheet.max_row + 1
    for n, value in enumerate(values, 1):
        cell = sheet.cell(at, n)
        _put(cell, value)
        cell.border, cell.alignment = _GRID, _MIDDLE if head else _LEFT
        if head:
            cell.font, cell.fill = _HEAD, _FILL
    return at


def _put(cell: Cell | MergedCell, value: Any) -> None:
    """A value in a cell; text is text, also when it begins like a formula."""
    cell.value = safe(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def _widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width


def _page(sheet: Worksheet) -> None:
    """A4 across, as wide as the paper."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
