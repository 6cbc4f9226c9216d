"""The syntax tree: frozen nodes that compare by meaning and know where they stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Node:
    """Any piece of an expression; `pos` counts characters from 0 and does not take part in comparison."""

    pos: int = field(default=0, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, text, true, false or null."""

    value: Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class At(Node):
    """`@"2024-08-01"`: a date, time, date and time or duration."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable, or a function by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`base.name`."""

    base: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`base[condition]`, an index when the condition is a number."""

    base: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`function(args)`; `names` is empty for positional arguments."""

    function: Node
    args: tuple[Node, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """`-operand`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """`left op right` for arithmetic, comparison, `and`, `or`."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`operand between low and high`."""

    operand: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`operand in (tests)`."""

    operand: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """A test without a left side: `>= 5`."""

    op: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """Unary tests: any of them, or none of them when negated; no tests at all is `-`."""

    tests: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """`[low..high]`; a missing end is unbounded."""

    low: Node | None
    high: Node | None
    low_closed: bool
    high_closed: bool


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`operand instance of type`."""

    operand: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Type(Node):
    """A type by name, with its parameters: `list<number>`, `context<a: string>`, `function<..> -> ..`."""

    name: str
    args: tuple[Type, ...] = ()
    fields: tuple[tuple[str, Type], ...] = ()


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then yes else no`."""

    condition: Node
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """`name in source`, or `name in source..until`."""

    name: str
    source: Node
    until: Node | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for iterations return body`."""

    iterations: tuple[Iteration, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some` or `every` iterations `satisfies` condition."""

    kind: str
    iterations: tuple[Iteration, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """`[a, b]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextOf(Node):
    """`{key: value}`; later entries may read earlier ones."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Function(Node):
    """`function(a, b: number) body`."""

    params: tuple[tuple[str, Type | None], ...]
    body: Node


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below a node, in the order they were written."""
    names = _PARTS.get(type(node)) or _PARTS.setdefault(type(node), _parts(node))
    return (below for name in names for below in _nodes(getattr(node, name)))


_PARTS: dict[type, tuple[str, ...]] = {}


def _parts(kind: Node) -> tuple[str, ...]:
    """The attributes of a kind of node that can hold others."""
    return tuple(each.name for each in fields(kind) if each.name != "pos" and "Node" in _held(each.type))


def _held(annotation: object) -> str:
    """An annotation in which every kind of node is called one."""
    return re.sub(r"Iteration|Type", "Node", str(annotation))


def _nodes(value: object) -> tuple[Node, ...]:
    if isinstance(value, Node):
        return (value,)
    if isinstance(value, tuple):
        return tuple(below for part in value for below in _nodes(part))
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, without recursion."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node))


def size(node: Node) -> tuple[int, int]:
    """How many nodes there are, and how many of them on the longest way down; counted without recursion."""
    count, level, tall = 0, [node], 0
    while level:
        count, tall = count + len(level), tall + 1
        level = [below for each in level for below in children(each)]
    return count, tall
