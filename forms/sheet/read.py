"""A filled workbook as values of a form: our own template, or one that somebody made with the same headings."""

from __future__ import annotations

from dataclasses import replace

from forms.chars import half_width, one_line
from forms.checking import Access
from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.table import ROW_ID, TableField
from forms.sheet.fields_tab import read_fields
from forms.sheet.heading import find_heading
from forms.sheet.older import older
from forms.sheet.plan import Tab, shape, tabs
from forms.sheet.refused import SheetRefused
from forms.sheet.result import Read
from forms.sheet.source import Source, open_source
from forms.sheet.table_tab import Line, read_lines
from forms.text import Message


def read(
    form: Form,
    data: bytes,
    options: OptionSource,
    *,
    access: Access | None = None,
    name: str = "",
    version: str = "",
) -> Read:
    """The values of a workbook or text table, by what its bytes say; `name` is the file's.

    With `access` only what somebody may write is taken; with `version` (of the form here) a file of a later one is
    refused. Raises `SheetRefused` for a file that is unsafe, of another form, of a later version, or of other columns.
    """
    source, notes = _known(form, open_source(data, name), version)
    found = Read({}, notes, base=source.base)
    fields, *plan = tabs(form, "zh", access)
    read_fields(source, fields, options, found)
    lines = _lines(source, plan, options, found)
    for path in form.tables:
        if "." not in path and lines.get(path) is not None:
            _place(form, path, lines, found)
    if not found.covered:
        raise _nothing(source)
    return found


def _known(form: Form, source: Source, version: str) -> tuple[Source, list[Message]]:
    """Whether the file belongs to this form; one of an earlier version is read by the columns it says it has."""
    about = source.about
    if not about:
        return source, [*source.notes, Message("sheet.foreign")]
    if about.get("form") != form.id:
        raise SheetRefused("sheet.other_form", form=about.get("form", ""), title=form.title)
    if about.get("shape") == shape(form):
        return source, source.notes
    said = about.get("version") or "—"
    if version.isdigit() and said.isdigit() and int(said) > int(version):
        raise SheetRefused("sheet.newer_version", version=said, here=version)
    return _older(form, source, said)


def _older(form: Form, source: Source, version: str) -> tuple[Source, list[Message]]:
    found = older(form, source.about)
    notes = [*source.notes, Message("sheet.older", {"version": version})]
    if found.paths and (new := found.missing(form)):
        notes.append(Message("sheet.new_required", {"titles": new}))
    return replace(source, older=found), notes


def _nothing(source: Source) -> SheetRefused:
    if source.older:
        return SheetRefused("sheet.other_version", version=source.about.get("version") or "—")
    return SheetRefused("sheet.nothing", sheets=list(source.grids))


def _lines(source: Source, plan: list[Tab], options: OptionSource, found: Read) -> dict[str, list[Line] | None]:
    """The rows of every table, None where no sheet holds it; a table ends where another one begins below it."""
    headings = {tab.path: find_heading(source, tab) for tab in plan}
    tops = [(h.sheet, h.top) for h in headings.values() if h]
    lines: dict[str, list[Line] | None] = {}
    for tab in plan:
        heading = headings[tab.path]
        if heading is None:
            found.notes.append(Message("sheet.no_table", {"table": tab.name}))
            lines[tab.path] = None
            continue
        below = [top for sheet, top in tops if sheet == heading.sheet and top > heading.row]
        end = min(below, default=len(source.grids[heading.sheet]))
        lines[tab.path] = read_lines(source, tab, heading, end, options, found)
    return lines


def _place(form: Form, path: str, lines: dict[str, list[Line] | None], found: Read) -> None:
    """Puts the rows of an outer table into the values, and the rows inside them into their rows."""
    _fill(form, path, lines, found)
    kept = [line.values for line in lines[path] or [] if _says(form.tables[path], line)]
    found.covered.add(path)
    if kept:
        found.values[path] = kept


def _fill(form: Form, path: str, lines: dict[str, list[Line] | None], found: Read) -> None:
    """Puts the rows of the tables inside a table into its rows, the innermost first."""
    table, outer = form.tables[path], lines.get(path)
    for below in table.inners():
        inside = f"{path}.{below.key}"
        _fill(form, inside, lines, found)
        inner = lines.get(inside)
        if inner is None:
            continue
        if outer is not None:
            found.covered.add(inside)
        _place_inner(table, below, outer or [], [line for line in inner if _says(below, line)], found)


def _says(table: TableField, line: Line) -> bool:
    """Whether a row holds anything, be it rows that name it by its number."""
    return line.filled or any(below.key in line.values for below in table.inners())


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
    """Each row by its number and by its name; a number that stands twice is told and means the first.

    A name that several rows bear means none of them.
    """
    names: dict[str, Line] = {}
    for count, line in enumerate(outer, 1):
        key = _plain(line.number) or str(count)
        if key in names and line.filled:
            found.problem(line.sheet, line.cell, "sheet.twice", key=line.number, table=table.title)
        names.setdefault(key, line)
    called: dict[str, list[Line]] = {}
    for line in outer:
        if name := line.values.get(table.row_title or ""):
            called.setdefault(_plain(one_line(name)), []).append(line)
    return {name: lines[0] for name, lines in called.items() if len(lines) == 1} | names


def _plain(key: str) -> str:
    return half_width(key).casefold().removesuffix(".0")
