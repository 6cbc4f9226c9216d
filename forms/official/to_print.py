"""The official layout of the form that a document became: lines, tables, annexes and room for seals in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.definition import Attached, Block, Line, Print, PrintColumn, PrintTable, Stamp
from forms.fields import Field
from forms.fields.attachment import AttachmentField
from forms.fields.table import TableField
from forms.official.guess import Guess
from forms.text import Text

_BESIDE = 2
_NUMBER = PrintColumn(field="#", width="3.6em", align="center")
_WIDE = ("long_text", "choices", "matrix", "period", "cascade")


def printed(title: str, kept: Sequence[Guess], made: Mapping[str, Field]) -> Print | None:
    """How the form is printed; None where nothing of it can be."""
    blocks: list[Block] = []
    line: list[str] = []
    for guess in kept:
        found = made.get(guess.id)
        if found is not None and _on_a_line(found):
            line.append(found.key)
            if len(line) == _BESIDE or found.type in _WIDE:
                blocks, line = [*blocks, *_lines(line, found)], []
            continue
        more = list(_blocks(guess, found))
        if line and not all(isinstance(b, Stamp) for b in more):
            blocks, line = [*blocks, Line(fields=line)], []
        blocks += more
    blocks += [Line(fields=line)] if line else []
    blocks.sort(key=lambda b: (isinstance(b, Attached), isinstance(b, Stamp)))  # seals at the end, then the annexes
    return Print(title=Text(zh=title), blocks=blocks) if blocks else None


def _on_a_line(field: Field) -> bool:
    return field.valued and not isinstance(field, (TableField, AttachmentField))


def _lines(keys: list[str], last: Field) -> list[Block]:
    """Long ones stand alone."""
    if len(keys) == _BESIDE and last.type in _WIDE:
        return [Line(fields=keys[:1]), Line(fields=keys[1:])]
    return [Line(fields=keys)]


def _blocks(guess: Guess, found: Field | None) -> Sequence[Block]:
    if guess.kind in ("opinion", "seal") and guess.type in ("opinion", "scan"):
        return [Stamp(title=Text(zh=guess.title))]
    if not isinstance(found, TableField):
        return []
    rows = min(max(guess.height, 0), 12)
    return [PrintTable(table=found.key, columns=_columns(found), rows=rows), *_attached(found)]


def _columns(table: TableField) -> list[PrintColumn]:
    kept = [f for f in table.fields if _on_a_line(f)]
    return [_NUMBER, *(PrintColumn(field=f.key, align="right" if f.numeric else "left") for f in kept)]


def _attached(table: TableField) -> list[Block]:
    inner = table.inner()
    if inner is None:
        return []
    named = f"　{{{table.row_title}}}" if table.row_title else ""
    caption = Text(
        zh=f"附表 {{number}}{named}　{inner.title.zh}", en=f"Attached table {{number}}{named} · {inner.title.zh}"
    )
    return [Attached(table=f"{table.key}.{inner.key}", caption=caption, columns=_columns(inner), page_break=True)]
