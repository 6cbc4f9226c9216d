"""What an effect is, and the registry that knows them all.

An effect is one class in one file beside this one: at once the model of its definition in JSON, what it asks of the
service when the transition is taken, and what has to be right about it before a procedure is published.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import GetJsonSchemaHandler, SerializeAsAny, WrapValidator
from pydantic_core import PydanticKnownError

from forms.model import Model

if TYPE_CHECKING:
    from forms.edits import Edit
    from workflows.checks.base import Problems
    from workflows.engine.entry_types import EntryChange, NewEntry
    from workflows.engine.situation import Attempt
    from workflows.engine.types import Refusal
    from workflows.engine.wanted import DrawWanted, NewChild, Notice


@dataclass
class Outcome:
    """What the effects of one transition ask for, so far."""

    wants_number: bool = False
    entries: list[NewEntry] = field(default_factory=list)
    entry_changes: list[EntryChange] = field(default_factory=list)
    sets: list[Edit] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    children: list[NewChild] = field(default_factory=list)
    draws: list[DrawWanted] = field(default_factory=list)


class Effect(Model):
    """One effect. Subclasses set `effect` as a Literal with a default."""

    effect: str
    of_cases: ClassVar[bool] = False
    """Whether it is about a case itself, so that there is no such thing for an entry of a register."""

    def apply(self, attempt: Attempt, outcome: Outcome) -> Refusal | None:
        """Add to the outcome what is to be done, or say why it cannot be."""
        raise NotImplementedError

    def problems(self, at: Problems) -> None:
        """Note what is wrong with this effect in its procedure."""


class Registry:
    """All effects by name; filled by importing every module of this package."""

    def __init__(self) -> None:
        self._types: dict[str, type[Effect]] = {}

    def add(self, cls: type[Effect]) -> type[Effect]:
        name = cls.model_fields["effect"].default
        if not isinstance(name, str) or name in self._types:
            raise TypeError(f"{cls.__name__}: an effect needs an own `effect`")
        self._types[name] = cls
        return cls

    def get(self, name: object) -> type[Effect] | None:
        return self._types.get(str(name))

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._types))

    def classes(self) -> list[type[Effect]]:
        return [self._types[n] for n in self]


registry = Registry()
effect = registry.add


def _typed(value: Any, handler: Any) -> Effect:
    if isinstance(value, Effect):
        return value
    name = value.get("effect") if isinstance(value, Mapping) else None
    found = registry.get(name)
    if found is None:
        tags = {"discriminator": "'effect'", "tag": str(name), "expected_tags": ", ".join(registry)}
        raise PydanticKnownError("union_tag_invalid", tags)
    return found.model_validate(value)


class _AnyEffectSchema:
    """Publishes the union of all registered effects as the JSON Schema of one."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"oneOf": [{"$ref": f"#/$defs/{c.__name__}"} for c in registry.classes()]}


AnyEffect = Annotated[SerializeAsAny[Effect], WrapValidator(_typed), _AnyEffectSchema]


def load_all() -> None:
    """Imports every effect once."""
    package = importlib.import_module("workflows.engine.effects")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"workflows.engine.effects.{module.name}")
