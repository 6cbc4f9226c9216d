"""What the official layout has no place for: on the screen it stands beside it, for who decides reads everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.definition import Attached, Block, Line, PrintColumn, PrintTable
from forms.fields import Field
from forms.fields.attachment import AttachmentField
from forms.fields.table import TableField
from forms.layout.plain import draw_plain_table
from forms.layout.view import View
from forms.values import is_empty, rows


def with_beside(view: View, path: str, columns: Sequence[PrintColumn]) -> list[PrintColumn]:
    """The columns of a printed table, then those of its fields that it leaves out; they stand aside while empty."""
    named = {column.field for column in columns}
    left = [f for f in view.form.tables[path].fields if _is_told(f) and f.key not in named]
    return [*columns, *(PrintColumn(field=f.key, align="right" if f.numeric else "left", on="screen") for f in left)]


def beside(view: View, blocks: Sequence[Block]) -> str:
    """Filled fields outside tables, and whole tables, that no block draws; nothing on paper."""
    if view.paper:
        return ""
    return _lines(view, blocks) + "".join(_tables(view, blocks))


def _lines(view: View, blocks: Sequence[Block]) -> str:
    named = {key for block in blocks if isinstance(block, Line) for key in block.fields}
    left = [f for f in view.form.fields if _is_told(f) and f.key not in named and view.reads(f.key)]
    told = [(f, view.values.get(f.key)) for f in left]
    lines = "".join(
        f"<div><span>{view.word('print.colon', title=view.heading(f), value=view.shown(f, value))}</span></div>"
        for f, value in told
        if not is_empty(value)
    )
    return f'<div class="beside">{lines}</div>' if lines else ""


def _tables(view: View, blocks: Sequence[Block]) -> Iterator[str]:
    """Tables of which neither the rows nor those inside them are drawn."""
    drawn = {block.table for block in blocks if isinstance(block, (PrintTable, Attached))}
    for path, table in view.form.tables.items():
        if "." not in path and not any(d == path or d.startswith(f"{path}.") for d in drawn) and view.reads(path):
            found = rows(view.values, path)
            if found:
                yield draw_plain_table(view, path, found, view.say(table.title))


def _is_told(field: Field) -> bool:
    """Whether a field is words of its own: files have their list, what is computed follows from others."""
    return field.stored and not isinstance(field, (TableField, AttachmentField))
