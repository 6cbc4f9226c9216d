"""Conditions as JSON: a field, a comparison and values; groups with and, or, not; some or every row of a table.

    {"all": [{"field": "数量", "is": ">=", "values": [{"number": "3"}]},
             {"some": "区域", "as": "r", "satisfies": {"field": "r.类型", "is": "in", "values": ["园区", "楼宇"]}}]}
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal
from unicodedata import is_normalized

from pydantic import AfterValidator, Discriminator, Tag, TypeAdapter, field_validator, model_validator
from pydantic import Field as Attr

from forms.canonical import plain
from forms.feel import KEYWORDS
from forms.feel.temporal import read_any
from forms.feel.text import number_text
from forms.feel.values import number
from forms.model import Model

Comparing = Literal[
    "=", "!=", "<", "<=", ">", ">=", "between", "within", "in", "true", "empty", "filled", "contains", "starts with",
    "ends with", "matches", "listed in",
]  # fmt: skip
_COUNTS: Final[dict[str, int]] = {"between": 2, "within": 2, "true": 0, "empty": 0, "filled": 0}
"""How many values a comparison takes; `in` one or more, all others one."""


class Number(Model):
    """An exact number."""

    number: str

    @field_validator("number")
    @classmethod
    def _is_number(cls, value: str) -> str:
        if number(value) is None:
            raise ValueError(f"not a number: {value}")
        return value


class Moment(Model):
    """A date, time, date and time or duration, as FEEL writes it between `@"` and `"`."""

    at: str


    @field_validator("at")
    @classmethod
    def _is_moment(cls, value: str) -> str:
        if read_any(value) is None:
            raise ValueError(f"no date, time or duration: {value}")
        return value


def _is_path(said: str) -> str:
    """Refuses what is no path of names: it would become another expression."""
    if not all(map(is_name, said.split("."))):
        raise ValueError(f"no path of names: {said}")
    return said


def is_name(said: str) -> bool:
    """Whether it is one plain name: a condition can speak of no other."""
    return said.isidentifier() and said not in KEYWORDS and is_normalized("NFC", said)


def _is_name(said: str) -> str:
    if not is_name(said):
        raise ValueError(f"no name: {said}")
    return said


Path = Annotated[str, AfterValidator(_is_path)]


class OtherField(Model):
    """The value of another field."""

    field: Path


class ParameterValue(Model):
    """The value of a parameter of the procedure."""

    parameter: str


class Today(Model):
    """The day on which the condition is asked."""

    today: Literal[True]


Value = str | bool | None | Number | Moment | OtherField | ParameterValue | Today
Ends = Literal["[]", "[)", "(]", "()"]


class Comparison(Model):
    """What a field, or a figure over a table, is compared with.

    `count`, `sum`, `min` and `max` name the path that is counted or added up, `where` which rows count. `ends` says
    whether the ends of `within` belong to it.
    """

    field: Path | None = None
    count: Path | None = None
    sum: Path | None = None
    min: Path | None = None
    max: Path | None = None
    where: Condition | None = None
    comparing: Comparing = Attr(alias="is")
    values: list[Value] = []
    ends: Ends = "[]"

    @model_validator(mode="after")
    def _whole(self) -> Comparison:
        if len(self.subject) != 1:
            raise ValueError("one of field, count, sum, min, max")
        if self.where is not None and self.count is None:
            raise ValueError("where goes with count")
        if self.comparing == "true" and self.field is None:
            raise ValueError("a figure is compared with a value")
        wanted = _COUNTS.get(self.comparing, 1)
        if len(self.values) != wanted and not (self.comparing == "in" and self.values):
            raise ValueError(f"{self.comparing} takes {wanted} values")
        return self

    @property
    def subject(self) -> dict[str, str]:
        """`field` or the figure, with its path."""
        named = {"field": self.field, "count": self.count, "sum": self.sum, "min": self.min, "max": self.max}
        return {name: path for name, path in named.items() if path is not None}


class AllOf(Model):
    """And."""

    all: Annotated[list[Condition], Attr(min_length=1)]


class AnyOf(Model):
    """Or."""

    any: Annotated[list[Condition], Attr(min_length=1)]


class Not(Model):
    """Not."""

    negated: Condition = Attr(alias="not")


class Quantified(Model):
    """Some or every row of a table, called `as` in what it has to satisfy; `flat` for all rows of an inner table."""

    some: Path | None = None
    every: Path | None = None
    flat: bool = False
    called: Annotated[str, AfterValidator(_is_name)] = Attr(alias="as")
    satisfies: Condition

    @model_validator(mode="after")
    def _one(self) -> Quantified:
        if (self.some is None) == (self.every is None):
            raise ValueError("some or every")
        return self


_KINDS: Final[dict[str, str]] = {"all": "all", "any": "any", "not": "not", "some": "rows", "every": "rows"}


def _kind(value: Any) -> str:
    """Which kind a condition is, by the key that it has."""
    models: dict[type, str] = {AllOf: "all", AnyOf: "any", Not: "not", Quantified: "rows"}
    if not isinstance(value, dict):
        return models.get(type(value), "comparison")
    return next((kind for key, kind in _KINDS.items() if key in value), "comparison")


Condition = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Quantified, Tag("rows")]
    | Annotated[Comparison, Tag("comparison")],
    Discriminator(_kind),
]
for _model in (Comparison, AllOf, AnyOf, Not, Quantified):
    _model.model_rebuild()
_READER: Final[TypeAdapter[Any]] = TypeAdapter(Condition)


def read_condition(data: Any) -> Condition:
    """A condition from JSON data; raises pydantic's ValidationError."""
    found: Condition = _READER.validate_python(data)
    return found


def written(condition: Condition) -> dict[str, Any]:
    """A condition as JSON data, without what has its default."""
    found: dict[str, Any] = plain(condition)
    return found


def normal(condition: Condition) -> Condition:
    """The same condition as it comes back from an expression: no group of one, none that begins with its like."""
    if isinstance(condition, Not):
        return Not(negated=normal(condition.negated))
    if isinstance(condition, Quantified):
        return condition.model_copy(update={"satisfies": normal(condition.satisfies)})
    if isinstance(condition, Comparison):
        where = None if condition.where is None else normal(condition.where)
        return condition.model_copy(update={"where": where, "values": [_shortest(v) for v in condition.values]})
    return _group(condition)


def _group(condition: AllOf | AnyOf) -> Condition:
    parts = [normal(part) for part in (condition.all if isinstance(condition, AllOf) else condition.any)]
    if len(parts) == 1:
        return parts[0]
    first = parts[0]
    if isinstance(condition, AllOf):
        return AllOf(all=[*first.all, *parts[1:]] if isinstance(first, AllOf) else parts)
    return AnyOf(any=[*first.any, *parts[1:]] if isinstance(first, AnyOf) else parts)


def _shortest(value: Value) -> Value:
    found = number(value.number) if isinstance(value, Number) else None
    return value if found is None else Number(number=number_text(found))
