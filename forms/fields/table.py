"""A table of rows; a row may hold a table again (two levels)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from forms.feel.shapes import Shape, grouped, listed
from forms.fields.base import AnyField, Choices, Family, Field, Indexed, OptionSource, Value, field_type
from forms.model import Model, UserKey
from forms.text import Message, Text

ROW_ID = "_id"


class Total(Model):
    """A figure under a column: its sum, how many are filled in, their average, the smallest, the largest."""

    of: UserKey  # key of the column
    by: Literal["sum", "count", "average", "min", "max"] = "sum"


@field_type
class TableField(Field):
    """Rows of fields. The stored value is a list of dicts, each with its identity under `_id`."""

    type: Literal["table"] = "table"
    fields: list[AnyField]
    min_rows: int = 0
    max_rows: int = 10_000
    row_title: str | None = None  # key of the field that names a row in messages and captions
    totals: list[Total] = []  # shown under the columns, on the screen, on paper and in workbooks
    totals_by: str | None = None  # key of a column: the totals again for each of its values
    width: int = 4
    name: ClassVar[Text] = Text(zh="明细表", en="Table")
    sign: ClassVar[str] = "▤"
    rank: ClassVar[int] = 2
    family: ClassVar[Family] = "structure"
    begins: ClassVar[Mapping[str, Any]] = {"fields": []}
    typed: ClassVar[bool] = False

    def normal(self, raw: Any, options: OptionSource) -> Value:
        """Rows with every value in its stored form; what is no row or no field of one is left out."""
        if not isinstance(raw, (list, tuple)):
            return None
        return [self.normal_row(row, options) for row in raw if isinstance(row, Mapping)] or None

    def normal_row(self, row: Mapping[str, Any], options: OptionSource) -> dict[str, Value]:
        values = {f.key: f.normal(row.get(f.key), options) for f in self.fields if f.stored}
        kept = {k: v for k, v in values.items() if v is not None}
        return {ROW_ID: str(row[ROW_ID]), **kept} if row.get(ROW_ID) else kept

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        count = len(value or [])
        if count < self.min_rows:
            return [Message("too_few_rows", {"count": count, "limit": self.min_rows})]
        return [Message("too_many_rows", {"count": count, "limit": self.max_rows})] if count > self.max_rows else []

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        if not value:
            return ""
        return f"{len(value)} 行" if lang == "zh" else f"{len(value)} row{'' if len(value) == 1 else 's'}"

    def feel(self, value: Value, options: OptionSource) -> Any:
        """Rows as contexts that have every field, so that a name of a row is always known."""
        return [self.feel_row(row, options) for row in value or []]

    def feel_row(self, row: Mapping[str, Any], options: OptionSource) -> dict[str, Any]:
        return {f.key: f.feel(row.get(f.key), options) for f in self.fields}

    def shape(self, choices: Choices) -> Shape:
        return listed(grouped({f.key: f.shape(choices) for f in self.fields}))

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return None

    def inner(self) -> TableField | None:
        """The table inside a row, if there is one."""
        return next(self.inners(), None)

    def inners(self) -> Iterator[TableField]:
        """The tables inside a row: one at most in a form, several in a register."""
        return (f for f in self.fields if isinstance(f, TableField))

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        numbers = range((number - 1) * 2 + 1, number * 2 + 1)
        return [self.sample_row(options, n) for n in numbers]

    def sample_row(self, options: OptionSource, number: int) -> dict[str, Value]:
        values = {f.key: f.sample(options, number) for f in self.fields if f.stored}
        return {ROW_ID: f"{self.key}{number}", **{k: v for k, v in values.items() if v is not None}}
