"""Why an expression came out as it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.feel import ast
from forms.feel.compiler import Compiled, attempt, evaluate
from forms.feel.errors import FeelError, Reason
from forms.feel.names import reads
from forms.feel.render import render
from forms.feel.services import Services


def explain(
    text: str | Compiled, context: Mapping[str, Any], services: Services | None = None
) -> tuple[Any, list[Reason]]:
    """The value of an expression and the reasons for it when it is null or false.

    A null names the fields that are empty and what could not be computed; a false names the parts of an `and` that
    do not hold.
    """
    program = text if isinstance(text, Compiled) else attempt(text)
    if isinstance(program, FeelError):
        return None, [Reason(program.code, {**program.data, "at": program.position + 1})]
    value, run = program.start(context, services)
    if value is False:
        return value, list(_parts(program.tree, False, context, services))
    if value is None:
        found = [*_empty(program.tree, context, services), *(run.notes or ())]
        return value, _unique(found or _parts(program.tree, None, context, services))
    return value, []


def _empty(tree: ast.Node, context: Mapping[str, Any], services: Services | None) -> Iterator[Reason]:
    for read in sorted(reads(tree), key=lambda each: each.pos):
        path = read.paths[0]
        if not read.called and _is_empty(path, context):
            yield Reason("empty_field", {"name": ".".join(path)})


def _is_empty(path: tuple[str, ...], context: Mapping[str, Any]) -> bool:
    """Whether something on the path, or some row's value at its end, is null."""
    return any(value is None for value in _ends(context, path))


def _ends(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _ends(each, path)
    elif not path or not isinstance(value, Mapping):
        yield value if not path else None if value is None else ...
    else:
        yield from _ends(value.get(path[0]), path[1:])


def _parts(
    tree: ast.Node, wanted: bool | None, context: Mapping[str, Any], services: Services | None
) -> Iterator[Reason]:
    code = "false_part" if wanted is False else "null_part"
    for part in _conjuncts(tree):
        text = render(part)
        if evaluate(text, context, services) is wanted:
            yield Reason(code, {"text": text})


def _conjuncts(tree: ast.Node) -> Iterator[ast.Node]:
    if isinstance(tree, ast.Binary) and tree.op == "and":
        yield from _conjuncts(tree.left)
        yield from _conjuncts(tree.right)
    else:
        yield tree


def _unique(reasons: Any) -> list[Reason]:
    found: list[Reason] = []
    for reason in reasons:
        if reason not in found:
            found.append(reason)
    return found
