"""The properties of a part of a procedure as a panel asks for them, read off its model: no list of them anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from forms.design.tree import Data
from forms.text import Text
from workflows.engine.effects import AnyEffect, Effect, registry
from workflows.flow.mentions import unwrapped
from workflows.flow.places import HELD, keys_of
from workflows.model.naming import Held, Names, Says, Sentence

Kind = Literal[
    "flag", "number", "numbers", "text", "words", "sentence", "pick", "picks", "name", "names", "lines", "condition",
    "expression", "expressions", "basis", "part", "parts", "parts_by", "effects", "effects_by", "to", "lists", "where",
    "value", "json",
]  # fmt: skip
Tab = Literal["basic", "rules", "effects", "basis"]
TITLE, OWN_WAY = frozenset({"zh", "en"}), frozenset({"rights", "id", "formerly"})
"""What a title is made of, and what is no property: rights are painted, keys have an edit of their own."""
_RULES = frozenset({
    "else", "check", "needs", "not_same_person_as", "form", "even_read", "others_seen", "outside_seen", "after_return",
})  # fmt: skip


@dataclass(frozen=True)
class Property:
    """One property: its name in JSON, how it is asked for, what may be chosen, what it is where nothing is said."""

    name: str
    kind: Kind
    tab: Tab
    default: Any
    optional: bool
    choices: tuple[str, ...] = ()
    names: Names | None = None  # of each entry, or of each key where values are formulas
    keys: Names | None = None  # of each key of what is listed by key
    wants: str = ""
    cls: type[BaseModel] | None = None  # of a part, or of each of several
    several: tuple[Names, ...] = ()  # where entries may be names of more than one kind


@cache
def properties_of(cls: type[BaseModel]) -> tuple[Property, ...]:
    """All properties of a model but its title, in its order; those of a round's suggestions and such lie inside."""
    found = [_property(cls, name, info) for name, info in cls.model_fields.items()]
    return tuple(p for p in found if p is not None)


def is_titled(cls: type[BaseModel]) -> bool:
    """Whether its title stands beside its other keys."""
    return "zh" in cls.model_fields


def _property(cls: type[BaseModel], name: str, info: FieldInfo) -> Property | None:
    called = info.alias or name
    if called in OWN_WAY or (is_titled(cls) and called in TITLE) or _single(info.annotation):
        return None
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    kind, more = _kind(called, info.annotation, tuple(info.metadata))
    tab: Tab = "basis" if kind == "basis" else "effects" if kind in ("effects", "effects_by") else _tab(called, kind)
    return Property(called, kind, "basic" if info.is_required() else tab, default, not info.is_required(), **more)


def _single(annotation: Any) -> bool:
    """Whether there is one possible value: it says what the object is."""
    return get_origin(annotation) is Literal and len(get_args(annotation)) == 1


def _tab(name: str, kind: str) -> Tab:
    return "rules" if name in _RULES or kind == "condition" else "basic"


def _kind(name: str, annotation: Any, metadata: tuple[Any, ...]) -> tuple[Kind, dict[str, Any]]:
    if name == "basis":
        return "basis", {}
    bare, said = unwrapped(annotation, metadata)
    if get_origin(bare) is list:
        return _of_list(get_args(bare)[0])
    if get_origin(bare) is dict:
        return _of_dict(*get_args(bare))
    return _of_one(bare, said)


def _of_one(bare: Any, said: tuple[Any, ...]) -> tuple[Kind, dict[str, Any]]:
    names = next((m for m in said if isinstance(m, Names)), None)
    says = next((m for m in said if isinstance(m, Says)), None)
    if any(isinstance(m, Held) for m in said):
        return "where", {}
    if names is not None:
        return "name", {"names": names, "choices": names.words}
    if says is not None:
        return ("condition" if says.wants == "boolean" else "expression"), {"wants": says.wants}
    if get_origin(bare) is Literal:
        return "pick", {"choices": tuple(str(v) for v in get_args(bare))}
    if isinstance(bare, type) and issubclass(bare, Text):
        return ("sentence" if any(isinstance(m, Sentence) for m in said) else "words"), {}
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return "part", {"cls": bare}
    plain: Mapping[Any, Kind] = {bool: "flag", int: "number", str: "text"}
    return plain.get(bare, "value" if bare is Any else "json"), {}


def _of_list(item: Any) -> tuple[Kind, dict[str, Any]]:
    if item == AnyEffect:
        return "effects", {}
    bare, said = unwrapped(item, ())
    names = [m for m in said if isinstance(m, Names)]
    if len(names) > 1:
        return ("to", {}) if names[0].kind == "role" else ("names", {"names": names[0], "several": tuple(names)})
    if names:
        return "names", {"names": names[0], "choices": names[0].words}
    if get_origin(bare) is Literal:
        return "picks", {"choices": tuple(str(v) for v in get_args(bare))}
    if isinstance(bare, type) and issubclass(bare, BaseModel) and not issubclass(bare, Text):
        return "parts", {"cls": bare}
    return ("numbers" if bare is int else "lines" if bare is str else "json"), {}


def _of_dict(key: Any, value: Any) -> tuple[Kind, dict[str, Any]]:
    bare, said = unwrapped(value, ())
    keys = next((m for m in unwrapped(key, ())[1] if isinstance(m, Names)), None)
    if get_origin(bare) is list and get_args(bare)[0] == AnyEffect:
        return "effects_by", {}
    if get_origin(bare) is list:
        names = next((m for m in unwrapped(get_args(bare)[0], ())[1] if isinstance(m, Names)), None)
        return "lists", {"names": names, "keys": keys}
    if bare is str:
        return "expressions", {"names": keys}
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return "parts_by", {"cls": bare}
    return "json", {}


def begun(cls: type[BaseModel], procedure: Data, title: Mapping[str, str] | None = None) -> Data:
    """A new part with what its model says it has to have; what there is is named, and can be changed at once."""
    made: Data = dict(title or {}) if is_titled(cls) else {}
    for name, info in cls.model_fields.items():
        called = info.alias or name
        if info.is_required() and called not in made and called not in OWN_WAY:
            made[called] = _value(procedure, called, info, title)
    if issubclass(cls, Effect):
        made["effect"] = cls.model_fields["effect"].default
    return made


def _value(procedure: Data, name: str, info: FieldInfo, title: Mapping[str, str] | None) -> Any:
    kind, more = _kind(name, info.annotation, tuple(info.metadata))
    names: Names | None = more.get("names")
    if kind == "name" and names is not None:
        return names.lead + next(iter(keys_of(procedure, names.kind)), "")
    if kind in ("words", "sentence"):
        return dict(title or {"zh": "…"})
    simple: Mapping[str, Any] = {
        "text": "", "expression": _example(more.get("wants", "")), "condition": "true", "flag": False, "number": 1,
        "value": "", "expressions": {}, "lists": {}, "effects_by": {}, "parts_by": {}, "where": "city",
    }  # fmt: skip
    if kind == "pick":
        return more["choices"][0]
    return begun(more["cls"], procedure) if kind == "part" else simple.get(kind, [])


def _example(wants: str) -> str:
    return {"number": "1", "date": "today()"}.get(wants, "null")


def effect_class(name: str) -> type[Effect] | None:
    """The model of an effect by its name."""
    return registry.get(name)


__all__ = ["HELD", "Property", "begun", "effect_class", "is_titled", "properties_of"]
