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
