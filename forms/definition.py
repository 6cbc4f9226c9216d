"""A form as a definition: pages of fields, rules about their values, and how it looks on paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field as Attr

from forms.decision.model import DecisionTable
from forms.fields import AnyField, Field
from forms.fields.table import TableField
from forms.model import Model, UserKey
from forms.text import Text

FORMAT = 1
Level = Literal["error", "warning", "question"]


class Source(Model):
    """A document that the definition rests on; `own` sources mark what the policy does not say."""

    title: Text
    number: str = ""
    practice: bool = False
    policy: UserKey | None = None  # the policy text that holds its sentences


class Page(Model):
    """A page of fields; short forms show all pages under each other as cards."""

    id: UserKey
    title: Text
    fields: list[AnyField]
    visible_when: str | None = None  # FEEL; where it is not true the page and all its fields are hidden


class Rule(Model):
    """Something that has to hold. Broken only by `false`; `each` repeats it for every row of a table.

    In a row, its fields are names; `row` is the row, `parent` the one around it, `previous` the one before it.
    A question must be answered in words before the form may be handed in; a warning need not.
    """

    id: UserKey
    level: Level = "error"
    each: str | None = None  # path of a table
    at: str  # the field it marks, a key within `each` (or of the form)
    also: list[str] = []  # further fields beside it that are marked; it is still one finding
    holds: str  # FEEL
    message: Text  # with {FEEL} placeholders
    todo: Text | None = None  # what to do about it
    basis: str | None = None


class Line(Model):
    """Fields printed as `label：value` beside each other."""

    kind: Literal["line"] = "line"
    fields: list[str]


Medium = Literal["both", "screen", "paper"]


class PrintColumn(Model):
    """A column of a printed table; `field` is a key of the row, `#` its number.

    One that is only for the screen stands aside while it is empty in all rows.
    """

    field: str
    title: Text | None = None
    width: str | None = None  # CSS width
    align: Literal["left", "center", "right"] = "left"
    on: Medium = "both"


class PrintTable(Model):
    """A table with full grid lines, at least `rows` rows high, with totals under numeric columns."""

    kind: Literal["table"] = "table"
    table: str
    columns: list[PrintColumn]
    rows: int = 0
    total: list[str] | None = None  # columns; missing: the table's own totals
    total_on: Medium = "both"


class Attached(Model):
    """附表: one table per row of an outer table, each with its caption."""

    kind: Literal["attached"] = "attached"
    table: str  # path of the inner table
    caption: Text  # with {FEEL} over the outer row; `number` is its number
    columns: list[PrintColumn]
    page_break: bool = False


class Stamp(Model):
    """Space for the seal and the date."""

    kind: Literal["stamp"] = "stamp"
    title: Text


Block = Annotated[Line | PrintTable | Attached | Stamp, Attr(discriminator="kind")]


class Print(Model):
    """The official layout of a filled form, for the screen and for paper."""

    title: Text
    blocks: list[Block]


class Form(Model):
    """A form definition, kind `form`."""

    format: Literal[1] = 1
    kind: Literal["form"] = "form"
    id: UserKey
    title: Text
    sources: dict[str, Source] = {}
    layout: Literal["auto", "wizard"] = "auto"  # auto: cards under each other, page by page once that grows too long
    pages: list[Page]
    decisions: dict[UserKey, DecisionTable] = {}  # functions that every expression of the form may call
    rules: list[Rule] = []
    print: Print | None = None

    @cached_property
    def fields(self) -> list[Field]:
        """Top-level fields in order."""
        return [f for p in self.pages for f in p.fields]

    @cached_property
    def said_by_pages(self) -> frozenset[str]:
        """Headings that begin their page and say no more than its title does: nobody is told the same twice."""
        first = [(p, p.fields[0]) for p in self.pages if p.fields]
        return frozenset(
            f.key for p, f in first
            if f.type == "section" and f.title == p.title and not getattr(f, "words", None) and not f.visible_when
        )  # fmt: skip

    @cached_property
    def by_path(self) -> dict[str, Field]:
        """Every field by its dotted path: 联系人 · 区域 · 区域.申报名称 · 区域.经营主体.名称."""
        return dict(walk(self.fields))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The place of every field in the order of the form, by path."""
        return {path: n for n, path in enumerate(self.by_path)}

    @cached_property
    def tables(self) -> dict[str, TableField]:
        """Every table by its path, outer before inner."""
        return {p: f for p, f in self.by_path.items() if isinstance(f, TableField)}


class ListItem(Model):
    """One entry of a code list, with the dates between which it may be chosen.

    `parent` is the key of the entry it lies under: its province, its industry. It may be chosen while that may be.
    """

    key: str
    title: Text | None = None
    parent: str | None = None
    valid_from: str | None = Attr(default=None, alias="from")
    valid_until: str | None = Attr(default=None, alias="until")


class CodeList(Model):
    """A dated code list, kind `list`."""

    format: Literal[1] = 1
    kind: Literal["list"] = "list"
    id: UserKey
    title: Text
    basis: str | None = None
    sources: dict[str, Source] = {}
    items: list[ListItem]


def walk(fields: list[Field], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """All fields below, with their paths, a table before what is in it."""
    for f in fields:
        path = f"{prefix}{f.key}"
        yield path, f
        if isinstance(f, TableField):
            yield from walk(f.fields, path + ".")
