"""A filled workbook as values of a form: our own template, or one that somebody made with the same headings."""

from __future__ import annotations

from forms.chars import half_width, one_line
from forms.checking import Access
from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.table import ROW_ID, TableField
from forms.sheet.fields_tab import read_fields
from forms.sheet.plan import shape, tabs
from forms.sheet.refused import SheetRefused
from forms.sheet.result import Read
from forms.sheet.source import Source, open_source
from forms.sheet.table_tab import Line, read_lines
from forms.text import Message


def read(form: Form, data: bytes, options: OptionSource, *, access: Access | None = None) -> Read:
    """The values of a workbook. Raises `SheetRefused` for a file that is unsafe, of another form, or of other columns.

    With `access` only what somebody may write is taken.
    """
    source = open_source(data)
    found = Read({}, _version(form, source))
    fields, *plan = tabs(form, "zh", access)
    read_fields(source, fields, options, found)
    lines = {t.path: read_lines(source, t, options, found) for t in plan}
    for path in form.tables:
        if "." not in path and lines.get(path) is not None:
            _place(form, path, lines, found)
    if not found.covered:
        raise SheetRefused("sheet.nothing", sheets=list(source.grids))
    return found


def _version(form: Form, source: Source) -> list[Message]:
    """Whether the file belongs to this form; an older version passes as long as its columns are the same."""
    about = source.about
    if not about:
        return [Message("sheet.foreign")]
    if about.get("form") != form.id:
        raise SheetRefused("sheet.other_form", form=about.get("form", ""), title=form.title)
    if about.get("shape") != shape(form):
        raise SheetRefused("sheet.other_version", version=about.get("version") or "—")
    return []


def _place(form: Form, path: str, lines: dict[str, list[Line] | None], found: Read) -> None:
    """Puts the rows of an outer table into the values, and the rows inside them into their rows."""
    table, outer = form.tables[path], lines[path] or []
    below = table.inner()
    inner = lines.get(f"{path}.{below.key}") if below else None
    if below and inner is not None:
        found.covered.add(f"{path}.{below.key}")
        _place_inner(table, below, outer, inner, found)
    found.covered.add(path)
    kept = [line.values for line in outer if line.filled or (below and below.key in line.values)]
    if kept:
        found.values[path] = kept


def _place_inner(table: TableField, below: TableField, outer: list[Line], inner: list[Line], found: Read) -> None:
    names = _names(table, outer, found)
    only = outer[0] if len([line for line in outer if line.filled]) == 1 else None
    for line in inner:
        target = names.get(_plain(line.key)) if line.key else only
        if target is None:
            found.problem(line.sheet, line.cell, "sheet.no_parent", key=line.key or "—", table=table.title)
            found.lost.add(line.values[ROW_ID])
        else:
            target.values.setdefault(below.key, []).append(line.values)


def _names(table: TableField, outer: list[Line], found: Read) -> dict[str, Line]:
    """Each row by its number and by its name; a number or name that stands twice is told and means the first."""
    names: dict[str, Line] = {}
    for number, line in enumerate(outer, 1):
        key = _plain(line.key) or str(number)
        if key in names and line.filled:
            found.problem(line.sheet, line.cell, "sheet.twice", key=line.key, table=table.title)
        names.setdefault(key, line)
    for line in outer:
        name = line.values.get(table.row_title or "")
        if name:
            names.setdefault(_plain(one_line(name)), line)
    return names


def _plain(key: str) -> str:
    return half_width(key).casefold().removesuffix(".0")
