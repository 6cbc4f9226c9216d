"""The properties of a field type as a panel asks for them, read off its model: no list of types, none of properties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from forms.fields import Field, registry
from forms.fields.base import Unique
from forms.fields.matrix import Side
from forms.fields.table import Total
from forms.model import Amount, Day, Moment, Month, UserKey
from forms.text import Text

Kind = Literal[
    "flag", "number", "amount", "day", "month", "moment", "text", "words", "pick", "picks", "lines", "words_lines",
    "list", "side", "source", "shared", "copy", "column", "totals", "unique", "condition", "expression", "basis",
    "keys",
]  # fmt: skip
Tab = Literal["basic", "rules", "basis"]
OWN_WAY = frozenset({"key", "type", "fields"})
"""What is no property: renaming is an edit of its own, columns stand on the canvas."""
_NAMED: dict[str, Kind] = {
    "visible_when": "condition", "required_when": "condition", "default": "expression", "value": "expression",
    "basis": "basis", "source": "source", "options": "list", "row_title": "column", "totals_by": "column",
    "shared": "shared",
}  # fmt: skip
"""Texts that mean more than their type says."""
_RULES = frozenset({"visible_when", "required_when", "default", "unique"})
_FIRST = ("title", "required", "value", "options", "of", "help", "width")


@dataclass(frozen=True)
class Property:
    """One property: its name in JSON, how it is asked for, what may be chosen, what it is where nothing is said."""

    name: str
    kind: Kind
    tab: Tab
    default: Any
    optional: bool = False
    choices: tuple[str, ...] = ()
    code: str = ""  # of the sentence that says what it is for


@cache
def properties(kind: str) -> tuple[Property, ...]:
    """All properties of a field type, the usual ones first."""
    cls = registry[kind]
    found = [_property(cls, name, info) for name, info in cls.model_fields.items() if name not in OWN_WAY]
    shown = [p for p in found if p is not None]
    rank = {name: n for n, name in enumerate(_FIRST)}
    return tuple(sorted(shown, key=lambda p: rank.get(p.name, len(rank) if p.name not in Field.model_fields else 99)))


def _property(cls: type[Field], name: str, info: FieldInfo) -> Property | None:
    """One property; None for one that has a single possible value."""
    optional, bare = _bare(info.annotation)
    kind, choices = _kind(name, bare, info.metadata)
    if kind is None:
        return None
    called = info.alias or name
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    tab: Tab = "basis" if kind == "basis" else "rules" if name in _RULES else "basic"
    own = f"doc.key.{cls.model_fields['type'].default}.{called}"
    return Property(called, kind, tab, default, optional, choices, own)


def _bare(annotation: Any) -> tuple[bool, Any]:
    """Whether it may be left out, and what it is besides."""
    if get_origin(annotation) in (Union, UnionType) and annotation != Side:
        rest = [a for a in get_args(annotation) if a is not type(None)]
        return len(rest) < len(get_args(annotation)), rest[0] if rest else None
    return False, annotation


def _kind(name: str, bare: Any, metadata: list[Any]) -> tuple[Kind | None, tuple[str, ...]]:
    if name in _NAMED:
        return _NAMED[name], ()
    if get_origin(bare) is Literal:
        choices = tuple(str(v) for v in get_args(bare))
        return ("pick", choices) if len(choices) > 1 else (None, ())
    if bare is None or bare is type(None):
        return None, ()
    return _by_type(bare, metadata)


def _by_type(bare: Any, metadata: list[Any]) -> tuple[Kind | None, tuple[str, ...]]:
    for known, kind in _ANNOTATED:
        if bare == known or (bare is str and metadata and list(get_args(known)[1:]) == metadata):
            return kind, ()
    if get_origin(bare) is list:
        return _list_kind(get_args(bare)[0])
    if choices := _named(bare):
        return "pick", choices
    plain: dict[Any, Kind] = {bool: "flag", int: "number", str: "text", Text: "words", Side: "side"}
    if bare == dict[str, str]:
        return "copy", ()
    return plain[bare], ()


_ANNOTATED: tuple[tuple[Any, Kind], ...] = ((Amount, "amount"), (Day, "day"), (Month, "month"), (Moment, "moment"))


def _named(bare: Any) -> tuple[str, ...]:
    """The names that a text may be, where its schema lists them."""
    schemas = [m.json_schema or {} for m in get_args(bare)[1:] if isinstance(m, WithJsonSchema)]
    return tuple(name for schema in schemas for name in schema.get("enum", ()))


def _list_kind(item: Any) -> tuple[Kind | None, tuple[str, ...]]:
    if get_origin(item) is Literal:
        return "picks", tuple(str(v) for v in get_args(item))
    kinds: list[tuple[Any, Kind]] = [
        (Unique, "unique"), (Total, "totals"), (Text, "words_lines"), (UserKey, "keys"), (str, "lines"),
    ]  # fmt: skip
    return next(kind for known, kind in kinds if item is known or item == known), ()
