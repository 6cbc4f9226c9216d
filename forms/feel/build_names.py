"""Closures for names and paths: resolved at compile time, converted from Python when they are read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from forms.feel import ast, temporal
from forms.feel.build import build, rule
from forms.feel.functions import REGISTRY
from forms.feel.runtime import Closure, Frame, Run
from forms.feel.scope import Place, Scope, locate
from forms.feel.values import READY, Lambda, Range, from_python, taken, taken_list

_RANGE_PARTS: Final = {
    "start": "low", "end": "high", "start included": "low_closed", "end included": "high_closed",
}  # fmt: skip
_AS_THEY_ARE: Final = READY | {dict}


@rule(ast.Name)
def _name(node: ast.Name, scope: Scope) -> Closure:
    place = locate(node.name, scope)
    if place.items:
        return _through_items(node.name, place)
    if place.hops is None:
        return _global(node.name)
    return _local(node.name, place.hops)


def _global(name: str) -> Closure:
    def look(frame: Frame) -> Any:
        run = frame.run
        try:
            value = run.root[name]
        except KeyError:
            return _missing(name, run)
        shape = type(value)
        if shape is Decimal:
            if value.is_finite() and -6000 < value.adjusted() < 6000:
                return value
        elif shape in _AS_THEY_ARE:
            return value
        found = run.known.get(name)
        return run.keep(name, taken(value)) if found is None else found

    return look


def _missing(name: str, run: Run) -> Any:
    return builtin(name) if name in REGISTRY else run.note("missing_name", name=name)


def _local(name: str, hops: int) -> Closure:
    if hops == 0:
        return lambda frame: frame.values.get(name)
    if hops == 1:
        return lambda frame: frame.up.values.get(name)  # type: ignore[union-attr]
    return lambda frame: climb(frame, hops).values.get(name)


def climb(frame: Frame, hops: int) -> Frame:
    """The frame so many levels up."""
    for _ in range(hops):
        frame = frame.up  # type: ignore[assignment]
    return frame


def _through_items(name: str, place: Place) -> Closure:
    if place.items == (0,):
        return _through_item(name, _outside(name, place))
    outer = _outside(name, place)

    def look(frame: Frame) -> Any:
        level = 0
        for hops in place.items:
            frame = climb(frame, hops - level)
            level = hops
            item = frame.values
            if type(item) is dict and name in item:
                return taken(item[name])
            if name == "item":
                return item
        return outer(frame)

    return look


def _outside(name: str, place: Place) -> Closure:
    """The name as it is found outside the filters passed on the way."""
    return _global(name) if place.hops is None else _local(name, place.hops - place.items[-1])


def _through_item(name: str, outer: Closure) -> Closure:
    """A name in a filter's condition: an entry of the item, or one from around."""
    if name == "item":
        return lambda frame: taken(frame.values["item"]) if _has_item(frame.values) else frame.values

    def look(frame: Frame) -> Any:
        item = frame.values
        if type(item) is dict and name in item:
            value = item[name]
            return value if type(value) in READY else taken(value)
        return outer(frame)

    return look


def _has_item(values: Any) -> bool:
    return type(values) is dict and "item" in values


def builtin(name: str) -> Lambda:
    """A built-in function as a value, to be handed to `sort` and the like."""

    def call(args: list[Any], run: Run) -> Any:
        return REGISTRY.call(name, args, run)

    params = REGISTRY.signatures(name)[0].params
    return Lambda(tuple(param.name for param in params), call, name)


@rule(ast.Path)
def _path(node: ast.Path, scope: Scope) -> Closure:
    keys = _from_root(node, scope)
    return _step(node, scope) if keys is None else _read(keys[0], keys[1:], keys)


def _step(node: ast.Path, scope: Scope) -> Closure:
    base, name = build(node.base, scope), node.name

    def closure(frame: Frame) -> Any:
        value = base(frame)
        shape = type(value)
        if shape is dict:
            found = value.get(name)
            return found if type(found) in READY else taken(found)
        if shape is list:
            frame.run.spend(len(value))
            return taken_list(_column(value, name))
        return member(value, name)

    return closure


def _from_root(node: ast.Node, scope: Scope) -> tuple[str, ...] | None:
    """The names of a path that begins in the context itself; None for any other path."""
    if isinstance(node, ast.Name):
        return (node.name,) if locate(node.name, scope) == Place(None, ()) else None
    base = _from_root(node.base, scope) if isinstance(node, ast.Path) else None
    return (*base, node.name) if base is not None and isinstance(node, ast.Path) else None


def _read(first: str, rest: tuple[str, ...], keys: tuple[str, ...]) -> Closure:
    """A path read without converting what lies on the way; lists are kept for the rest of the evaluation."""

    def closure(frame: Frame) -> Any:
        run = frame.run
        found = run.known.get(keys)
        if found is not None:
            return found
        try:
            found = run.root[first]
        except KeyError:
            return _missing(first, run)
        for name in rest:
            if type(found) is list:
                run.spend(len(found))
            found = _member(found, name)
        found = taken(found)
        return run.keep(keys, found) if type(found) is list else found

    return closure


def member(value: Any, name: str) -> Any:
    """`value.name`: an entry, a part of a date or duration, an end of a range, or the same of every item."""
    return taken(_member(value, name))


def _member(value: Any, name: str) -> Any:
    """The same, not yet converted."""
    shape = type(value)
    if shape is dict:
        return value.get(name)
    if shape is list:
        return _column(value, name)
    if shape is Range:
        return getattr(value, _RANGE_PARTS[name]) if name in _RANGE_PARTS else None
    if isinstance(value, Mapping):
        return value.get(name)
    if shape is tuple:
        return _column(list(value), name)
    return temporal.part(from_python(value), name)


def _column(rows: list[Any], name: str) -> list[Any]:
    """The same member of every item; most lists are rows that have it."""
    try:
        return [row[name] for row in rows]
    except (KeyError, TypeError):
        return [_member(each, name) for each in rows]
