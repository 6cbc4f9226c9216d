"""Which names are visible where: at compile time as `Scope`, at run time as a layered mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """The local names of one frame; None stands for a filter, whose names are those of each item."""

    names: set[str] | None
    up: Scope | None = None

    def below(self, names: set[str] | None) -> Scope:
        """The scope of a frame on top of this one."""
        return Scope(names, self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name is found: frames to climb (None: the root), and the filter frames passed on the way."""

    hops: int | None
    items: tuple[int, ...]


def locate(name: str, scope: Scope) -> Place:
    """Resolve a name at compile time."""
    hops, items, here = 0, [], scope
    while here.up is not None:
        if here.names is None:
            items.append(hops)
        elif name in here.names:
            return Place(hops, tuple(items))
        hops, here = hops + 1, here.up
    return Place(None, tuple(items))


class Layers(dict[str, Any]):
    """Several mappings as one, the first that knows a key wins. The names of the first are copied."""

    __slots__ = ("below",)
    below: tuple[Mapping[str, Any], ...]

    def __missing__(self, key: str) -> Any:
        for layer in self.below:
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or any(key in layer for layer in self.below)

    def get(self, key: str, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default


def scope(first: Mapping[str, Any], *below: Mapping[str, Any]) -> Mapping[str, Any]:
    """A cheap layered context: `scope(row, case)` finds a name in the row first, then in the case."""
    return layers(first, *below) if below else first


def layers(first: Mapping[str, Any], *below: Mapping[str, Any]) -> Layers:
    """The same as a dict of its own, to which names can be added."""
    found = Layers(first)
    found.below = below
    return found
