"""Registers: lists with dated membership and dated revisions, of one procedure or shared between several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field as Attr
from pydantic import GetJsonSchemaHandler, SerializeAsAny, WrapValidator
from pydantic_core import PydanticCustomError

from forms.definition import Source
from forms.fields import Field
from forms.fields.computed import ComputedField
from forms.model import Model, UserKey
from forms.text import Text
from workflows.model.naming import Condition, Feel, RoleKey

SCALARS = frozenset({"decimal", "money", "percent", "month", "year", "yes_no"})
"""Types of a register's fields whose values are kept and shown as the form fields of the same name do."""


class RegisterField(Model):
    """A field of an entry."""

    title: Text | None = None
    type: Literal[
        "text",
        "district",
        "choice",
        "choices",
        "uscc",
        "date",
        "integer",
        "decimal",
        "money",
        "percent",
        "month",
        "year",
        "yes_no",
        "organisation",
    ]
    options: str | None = None  # code list of a choice, or of several
    scale: int | None = None  # digits after the point of a decimal, money or percent
    unit: Text | None = None
    find: bool = False
    count: bool = False
    technical: bool = False  # only tells entries apart: a column where it is chosen, not told on the page of an entry

    @cached_property
    def scalar(self) -> Field | None:
        """The field that keeps and shows such a value; None for the types whose values are told otherwise."""
        if self.type not in SCALARS:
            return None
        given = {"key": "f", "title": self.title or self.type, "value": "null", "of": self.type}
        return ComputedField.model_validate({**given, "unit": self.unit, "scale": self.scale}).shown_as


class RegisterTable(Model):
    """Rows of an entry; a row may hold a table again."""

    title: Text | None = None
    key: list[str] = []
    fields: dict[str, RegisterField]
    tables: dict[str, RegisterTable] = {}
    unit: Text | None = None


class OutboundList(Model):
    """The register in the layout of another system: a line per entry, or `per` row of one of its tables.

    `columns` are headings, in their order, with FEEL over `entry` (fields, rows, `since`, `key`) and, with `per`,
    `item`. Only entries (rows) for which `when` is true are in it.
    """

    title: Text
    columns: dict[str, Feel]
    per: str | None = None
    when: Condition | None = None  # FEEL
    format: Literal["csv", "xlsx"] = "csv"
    encoding: Literal["utf-8", "utf-8-sig", "gb18030"] = "utf-8"  # of csv


class Follows(Model):
    """What makes a register follow another one: nobody writes it, its entries are worked out from those.

    An entry of `register` for which `when` is true is in here under `key`, with `fields`; one for which it is not, or
    that went out, is not. Looked at again whenever an entry is written there; and when one of a register of `also` is,
    those that are found (a field marked `find`) by its key, or by the key of a row of it. FEEL over `entry`.
    """

    register_id: str = Attr(alias="register")
    also: list[str] = []  # registers that `when` asks for by `listed`
    when: str
    key: dict[str, str]
    fields: dict[str, str] = {}
    reason: str | None = None  # why it came in, changed or went


class Register(Model):
    """A list with dated membership; its own name is `called`, `title` names the field that names an entry.

    `import_by` are the roles that may take entries in from a file, beside administrators.
    """

    zh: str
    en: str | None = None
    key: list[str]
    fields: dict[str, RegisterField]
    tables: dict[str, RegisterTable] = {}
    title: str  # field that names an entry
    district: str | None = None  # field that holds the district
    unit: Text | None = None
    read: dict[RoleKey, str] = {}  # role → "*" or the field that holds its district or organisation
    import_by: list[RoleKey] = []
    lists: dict[str, OutboundList] = {}
    follows: Follows | None = None
    public: bool = False
    basis: str | None = None

    @property
    def called(self) -> Text:
        return Text(zh=self.zh, en=self.en)

    @cached_property
    def paths(self) -> Mapping[str, RegisterTable]:
        """Every table by its path, those inside behind those around them."""
        return dict(_paths("", self.tables))

    @property
    def every_field(self) -> list[RegisterField]:
        """The fields of entries and of rows."""
        return [*self.fields.values(), *(f for table in self.paths.values() for f in table.fields.values())]

    @property
    def is_shared(self) -> bool:
        """Whether it stands in a file of its own, for any procedure to use."""
        return False


def _paths(prefix: str, tables: Mapping[str, RegisterTable]) -> Iterator[tuple[str, RegisterTable]]:
    for key, table in tables.items():
        yield f"{prefix}{key}", table
        yield from _paths(f"{prefix}{key}.", table.tables)


class SharedRegister(Register):
    """A procedure's word that it uses a register that stands in a file of its own."""

    shared: Literal[True]
    zh: str = ""
    key: list[str] = []
    fields: dict[str, RegisterField] = {}
    title: str = ""

    @property
    def is_shared(self) -> bool:
        return True


class RegisterFile(Register):
    """A register that procedures share, kind `register`; `basis` names one of its own sources."""

    format: Literal[1] = 1
    kind: Literal["register"] = "register"
    id: UserKey
    sources: dict[str, Source] = {}

    @property
    def is_shared(self) -> bool:
        return True


def _typed(value: Any, handler: Any) -> Register:
    if isinstance(value, Register):
        return value
    if isinstance(value, Mapping) and "shared" in value:
        return SharedRegister.model_validate(_alone(value))
    found: Register = handler(value)
    return found


def _alone(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """What says that a register is shared says nothing else: the rest stands in its file."""
    other = next((str(k) for k in value if k != "shared"), None)
    if other is not None:
        raise PydanticCustomError("unknown_key", "unknown key {key}", {"key": other, "near": ""})
    return value


class _AnyRegisterSchema:
    """Publishes both ways to name a register as the JSON Schema of one."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        shared = {"const": True, "type": "boolean"}
        word = {"type": "object", "additionalProperties": False, "properties": {"shared": shared},
                "required": ["shared"]}  # fmt: skip
        return {"anyOf": [handler(core), word]}


AnyRegister = Annotated[SerializeAsAny[Register], WrapValidator(_typed), _AnyRegisterSchema]
"""A register of the procedure's own, or the word that it uses a shared one."""
