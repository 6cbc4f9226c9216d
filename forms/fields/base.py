"""What a field type is, and the registry that knows them all.

A field type is one class in one file beside this one: the class is at once the model of its definition in JSON
and its behaviour. Values are stored as plain JSON. A wrong value is kept as it was typed, so that a person can be
shown what to mend: `normal` never refuses, `problems` judges.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Protocol

from pydantic import Field as Attr
from pydantic import GetJsonSchemaHandler, SerializeAsAny, WrapValidator
from pydantic_core import PydanticCustomError

from forms.chars import one_line
from forms.feel.shapes import TEXT, Shape
from forms.model import Model, UserKey
from forms.numbers import total_of
from forms.text import Message, Text

Choices = Callable[[str], Iterable[str]]
"""The keys of a code list by its name."""
Family = Literal["usual", "office", "structure"]
Value = Any
"""A stored value: str, int, bool, None, list or dict as JSON has them; None is empty."""


@dataclass(frozen=True)
class Option:
    """One entry of a code list, a district, an organisation, a person, or an entry or case that was looked up.

    `parent` is the key of the entry it belongs to; `data` holds what only some lists know (see `OptionSource`).
    """

    key: str
    title: Text
    short: str = ""
    parent: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)


class OptionSource(Protocol):
    """Lookups a form needs, bound to the date of the case."""

    on: date

    def choices(self, name: str) -> Mapping[str, Option]: ...

    def districts(self) -> Mapping[str, Option]: ...

    def organisations(self) -> Mapping[str, Option]:
        """By id as text; `data`: `active`, `district`, `name` (as it is called where no other is meant).

        Also `applicant` (no office), `code` (统一社会信用代码) and `standing` of one that registered itself.
        """

    def people(self) -> Mapping[str, Option]:
        """By id as text; `data`: `active`, `name`, `organisation` (id), `districts` and `roles` they hold."""

    def looked_up(self, source: str, text: str) -> Sequence[Option]:
        """The entries or cases of a source whose key or title is this text, as far as who asks may read them.

        `data`: `id` (whole number), `values` (what they hold, by path).
        """


@dataclass(frozen=True)
class Indexed:
    """A value as the value table holds it: exactly one of the three is set."""

    text: str | None = None
    number: int | None = None
    day: date | None = None


class Field(Model):
    """One field of a form. Subclasses set `type` as a Literal with a default."""

    key: UserKey
    type: str
    title: Text
    help: Text | None = None
    basis: str | None = None
    required: bool = False
    required_when: str | None = None  # FEEL
    visible_when: str | None = None  # FEEL
    default: str | None = None  # FEEL, evaluated when the form or row is made
    find: bool = False  # can be searched for, compared with other cases, listed
    count: bool = False  # can be charted
    unique: list[Unique] = []
    width: int = 1  # columns of four that it takes in a page of fields
    formerly: list[UserKey] = []  # keys it had in earlier versions: older workbooks still find it

    name: ClassVar[Text]  # what the designer's palette calls the type
    sign: ClassVar[str] = ""  # one character for it in the palette
    rank: ClassVar[int] = 50  # what is used most stands first there
    family: ClassVar[Family] = "usual"  # under which heading of the palette it stands
    begins: ClassVar[Mapping[str, Any]] = {}  # what a new one has to have besides key and title
    stored: ClassVar[bool] = True  # False: derived, never kept (computed)
    valued: ClassVar[bool] = True  # False: it only tells people something (note, section)
    typed: ClassVar[bool] = True  # False: its value can't be typed as text (files, tables)

    searched: ClassVar[bool] = True  # False: nobody looks for what it says (days, yes or no)

    @property
    def numeric(self) -> bool:
        """Whether it is drawn to the right, as a number is."""
        return False

    @property
    def summed(self) -> bool:
        """Whether totals add it up."""
        return self.numeric

    @property
    def scale(self) -> int:
        """Digits after the point: `Indexed.number / 10**scale` is the value."""
        return 0

    @property
    def measure(self) -> Text | None:
        """The unit that stands beside its number."""
        return None

    @property
    def sheet_format(self) -> str:
        """The number format of its cells; text unless told otherwise, so that no code turns into a number."""
        return "@"

    @property
    def sheet_width(self) -> int:
        """The width of its column in a sheet, in characters."""
        return 24

    def heading(self, lang: str = "zh") -> str:
        """The title with its unit, where the title does not name it already."""
        title, unit = self.title.say(lang), self.measure.say(lang) if self.measure else ""
        if not unit or unit in title:
            return title
        return f"{title}（{unit}）" if lang == "zh" else f"{title} ({unit})"

    @property
    def lists(self) -> list[str]:
        """The names of the code lists it reads."""
        name = getattr(self, "options", None)
        return [name] if isinstance(name, str) else []

    def normal(self, raw: Any, options: OptionSource) -> Value:
        """The stored form of something typed, pasted or read from a sheet; wrong input comes back as text."""
        return None if raw is None else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        """What is wrong with a stored, non-empty value."""
        return []

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        """The value as a person reads it; "" when empty."""
        return "" if value is None else str(value)

    def written(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        """The value as a box or cell for editing holds it: `normal` takes it back."""
        return self.show(value, options, lang)

    def said(self, value: Value, options: OptionSource) -> list[str]:
        """The texts by which a search finds a value: as a person reads it, in each language; none for amounts."""
        if value is None or self.numeric or not self.searched:
            return []
        return list(dict.fromkeys(filter(None, (self.show(value, options, lang) for lang in ("zh", "en")))))

    def link(self, value: Value) -> str:
        """The address that the shown value leads to; "" for none."""
        return ""

    def vouched(self, value: Value, options: OptionSource) -> Value:
        """The value as it may be kept: what it claims of the office holds for whoever saves it."""
        return value

    def same(self, one: Value, other: Value) -> bool:
        """Whether two stored values say the same, where a file meets a draft."""
        return type(one) is type(other) and one == other

    def feel(self, value: Value, options: OptionSource) -> Any:
        """The value as FEEL sees it."""
        return value

    def total(self, values: Iterable[Value], options: OptionSource) -> Value:
        """The sum of all that are numbers, as a stored value."""
        seen = (self.feel(value, options) for value in values)
        return self.normal(total_of(n for n in seen if isinstance(n, Decimal)), options)

    def shape(self, choices: Choices) -> Shape:
        """What FEEL may expect of the value."""
        return TEXT

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        """What the value table holds, None for nothing (empty or wrong)."""
        return None if value is None else Indexed(text=str(value))

    def index_rows(self, value: Value, options: OptionSource) -> list[Indexed]:
        """What the value table holds of it: one row for each value it can be found by."""
        found = self.indexed(value, options)
        return [] if found is None else [found]

    def brings(self, value: Value) -> Mapping[str, Any]:
        """What other fields beside this one take over when it is set to the value, as if it was typed there."""
        return {}

    def cell(self, value: Value, options: OptionSource) -> Any:
        """The value for a sheet cell."""
        return self.show(value, options)

    def sheet_choices(self, options: OptionSource) -> list[str]:
        """Words of a drop-down in a sheet; none means free input."""
        return []

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        """A plausible stored value, for previews; `number` makes rows differ."""
        return f"{self.title.zh} {number}"


class Unique(Model):
    """A field in which a value may stand once: within one table, in the whole form, in all cases of the city.

    The city needs a field that can be found (`find`): it is the answer of `declared elsewhere`.
    """

    within: Literal["table", "form", "city"] = "table"
    beside: list[str] = Attr(default=[], alias="with")  # further columns: only all of them together stand once
    level: Literal["error", "warning", "question"] = "error"
    basis: str | None = None


Field.model_rebuild()


class Registry:
    """All field types by name; filled by importing every module of this package."""

    def __init__(self) -> None:
        self._types: dict[str, type[Field]] = {}

    def add(self, cls: type[Field]) -> type[Field]:
        name = cls.model_fields["type"].default
        if not isinstance(name, str) or name in self._types or not isinstance(getattr(cls, "name", None), Text):
            raise TypeError(f"{cls.__name__}: a field type needs an own `type` and a `name`")
        self._types[name] = cls
        return cls

    def __getitem__(self, name: str) -> type[Field]:
        return self._types[name]

    def __contains__(self, name: object) -> bool:
        return name in self._types

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._types))

    def classes(self) -> list[type[Field]]:
        return [self._types[n] for n in self]


registry = Registry()
field_type: Callable[[type[Field]], type[Field]] = registry.add


def _typed(value: Any, handler: Callable[[Any], Field]) -> Field:
    if isinstance(value, Field):
        return value
    kind = str(value.get("type")) if isinstance(value, Mapping) else ""
    if kind not in registry:
        data = {"type": kind, "known": ", ".join(registry)}
        raise PydanticCustomError("field_type", "no field type {type}", data)
    return registry[kind].model_validate(value)


class _AnyFieldSchema:
    """Publishes the union of all registered types as the JSON Schema of a field."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"required": ["type"], "oneOf": [{"$ref": f"#/$defs/{c.__name__}"} for c in registry.classes()]}


AnyField = Annotated[SerializeAsAny[Field], WrapValidator(_typed), _AnyFieldSchema]


def load_all() -> None:
    """Imports every field module once; importing is registering."""
    package = importlib.import_module("forms.fields")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"forms.fields.{module.name}")
