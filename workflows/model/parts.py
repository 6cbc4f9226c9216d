"""Open kinds of a part of a definition: one class in one file each, told apart by `kind`, found by listing."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from pydantic import GetJsonSchemaHandler
from pydantic_core import PydanticKnownError

from forms.model import Named

P = TypeVar("P", bound=Named)


class Kinds(Generic[P]):
    """All kinds of a part by name. A bare name in a definition means the kind with nothing else."""

    def __init__(self, base: type[P]) -> None:
        self.base = base
        self._types: dict[str, type[P]] = {}

    def add(self, cls: type[P]) -> type[P]:
        name = cls.model_fields["kind"].default
        if not isinstance(name, str) or name in self._types:
            raise TypeError(f"{cls.__name__} needs an own `kind`")
        self._types[name] = cls
        return cls

    def get(self, name: object) -> type[P] | None:
        return self._types.get(str(name))

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._types))

    def classes(self) -> list[type[P]]:
        return [self._types[n] for n in self]

    def load(self, package: str) -> None:
        """Imports every module of a package once."""
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
            importlib.import_module(f"{package}.{module.name}")

    def typed(self, value: Any, _: Any) -> P:
        """A part from data: for pydantic's `WrapValidator`."""
        if isinstance(value, self.base):
            return value
        data = {"kind": value} if isinstance(value, str) else value
        name = data.get("kind") if isinstance(data, Mapping) else None
        found = self.get(name)
        if found is None:
            tags = {"discriminator": "'kind'", "tag": str(name), "expected_tags": ", ".join(self)}
            raise PydanticKnownError("union_tag_invalid", tags)
        return found.model_validate(data)


class OneOf:
    """Publishes the union of all kinds as the JSON Schema of one: an object, or the bare name."""

    def __init__(self, kinds: Kinds[Any]) -> None:
        self.kinds = kinds

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        refs = [{"$ref": f"#/$defs/{c.__name__}"} for c in self.kinds.classes()]
        return {"anyOf": [{"enum": list(self.kinds), "type": "string"}, *refs]}
