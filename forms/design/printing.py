"""The printed page of a form, block by block: begun from the form, changed, moved, taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from forms.canonical import plain
from forms.definition import Form
from forms.design.refusing import Refused
from forms.design.tree import Data, dict_of
from forms.fields import Field
from forms.fields.attachment import AttachmentField
from forms.fields.table import TableField

PRINT: Final = "print"
NUMBER: Final = "#"
TOGETHER: Final = 2  # fields beside each other in a line of a page that is begun


def begun(form: Form) -> Data:
    """A page that prints the whole form: lines, then its tables, those in rows attached, then room for the stamp."""
    blocks: list[Data] = []
    told = [f.key for f in form.fields if is_line(f)]
    blocks += [{"kind": "line", "fields": told[n : n + TOGETHER]} for n in range(0, len(told), TOGETHER)]
    for path, table in form.tables.items():
        columns = [{"field": NUMBER}, *(column(f) for f in table.fields if not isinstance(f, TableField))]
        if "." not in path:
            blocks.append({"kind": "table", "table": path, "columns": columns})
        else:
            outer = form.tables[path.rpartition(".")[0]]
            caption = plain(table.title)
            blocks.append({"kind": "attached", "table": path, "caption": _numbered(outer, caption), "columns": columns})
    stamp = {"kind": "stamp", "title": {"zh": "（盖章）", "en": "(Seal)"}}
    return {"title": plain(form.title), "blocks": [*blocks, stamp]}


def _numbered(outer: TableField, caption: Any) -> Any:
    """附表 1　经营主体（东城园区）: the number of the outer row, and what names it."""
    named = f"（{{{outer.row_title}}}）" if outer.row_title else ""
    said = {"zh": caption, "en": caption} if isinstance(caption, str) else caption
    zh = f"附表 {{number}}　{said['zh']}{named}"
    return {"zh": zh, "en": f"Annex {{number}} {said['en']}{named}"} if said.get("en") and said is caption else zh


def is_line(field: Field) -> bool:
    """Whether a field may stand in a line: it has words, and is neither a table nor files."""
    return field.valued and not isinstance(field, (TableField, AttachmentField))


def column(field: Field) -> Data:
    """A column as it is begun."""
    return {"field": field.key, **({"align": "right"} if field.numeric else {})}


@dataclass(frozen=True)
class BeginPrint:
    """A printed page for a form that has none."""

    def make(self, form: Data) -> str:
        if PRINT not in form:
            form[PRINT] = begun(Form.model_validate(form))
        return ""


@dataclass(frozen=True)
class DropPrint:
    """The form is printed plainly again."""

    def make(self, form: Data) -> str:
        form.pop(PRINT, None)
        return ""


@dataclass(frozen=True)
class TitlePrint:
    """What stands above the printed page."""

    title: Any

    def make(self, form: Data) -> str:
        _page(form)["title"] = self.title
        return ""


@dataclass(frozen=True)
class AddBlock:
    """A block behind all others, or behind the one that was seen at a place."""

    block: Mapping[str, Any]
    after: int | None = None

    def make(self, form: Data) -> str:
        blocks = _page(form).setdefault("blocks", [])
        blocks.insert(len(blocks) if self.after is None else self.after + 1, dict(self.block))
        return ""


@dataclass(frozen=True)
class ChangeBlock:
    """The block that was seen at a place becomes another; None takes it away."""

    at: int
    seen: Mapping[str, Any]
    block: Mapping[str, Any] | None

    def make(self, form: Data) -> str:
        blocks = seen_at(form, self.at, self.seen)
        if self.block is None:
            del blocks[self.at]
        else:
            blocks[self.at] = dict(self.block)
        return ""


@dataclass(frozen=True)
class MoveBlock:
    """A block some places further or back."""

    at: int
    seen: Mapping[str, Any]
    by: int

    def make(self, form: Data) -> str:
        blocks = seen_at(form, self.at, self.seen)
        blocks.insert(max(0, self.at + self.by), blocks.pop(self.at))
        return ""


def seen_at(form: Data, at: int, seen: Mapping[str, Any]) -> list[Data]:
    """All blocks, when the one that a person saw is still at its place. Raises `Refused`."""
    blocks: list[Data] = _page(form).get("blocks", [])
    if not 0 <= at < len(blocks) or blocks[at] != seen:
        raise Refused("design_block_changed")
    return blocks


def _page(form: Data) -> Data:
    if PRINT not in form:
        raise Refused("design_no_print")
    return dict_of(form[PRINT])


def blocks_of(form: Form) -> Iterator[Data]:
    """The blocks as data, as the edits want to have seen them."""
    yield from (plain(block) for block in (form.print.blocks if form.print else ()))


def block_at(pointer: str) -> int | None:
    """The block that a finding stands at."""
    number = pointer.removeprefix("/print/blocks/").partition("/")[0] if pointer.startswith("/print/blocks/") else ""
    return int(number) if number.isdecimal() else None
