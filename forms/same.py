"""Definitions as keys of what was worked out about them: by identity, since they are frozen and have no hash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """An object that is the same as itself alone."""

    __slots__ = ("of",)

    def __init__(self, of: T) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.of is self.of


Named = tuple[tuple[str, Same[T]], ...]


def same(found: Mapping[str, Any]) -> Named[Any]:
    """Objects by name, as a key."""
    return tuple((name, Same(each)) for name, each in found.items())


def named(found: Named[T]) -> dict[str, T]:
    """The objects of such a key."""
    return {name: each.of for name, each in found}
