"""What an expression calls things of the procedure: `clock.review.due`, `case.state = "draft"`, `parameter("days")`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from forms.feel import FeelError, ast, parse
from forms.feel.lexer import tokens
from forms.feel.names import Where
from forms.feel.renaming import renamed
from forms.template import expressions

HEADS = {"clock": "clock", "child": "children"}
"""Kinds whose names stand behind a word: `clock.<key>`."""
ASKED = {"parameter": ("parameter",), "register": ("listed", "entry")}
"""Kinds whose names are the first text given to a function."""
STATE, CASE = "state", "case"


def renamed_in(text: str, kind: str, old: str, new: str) -> str:
    """The expression after a renaming; one that cannot be read, or does not speak of it, as it is."""
    try:
        if kind in HEADS:
            return _path(text, HEADS[kind], old, new)
        spots = sorted({n.pos for n in _literals(parse(text), kind) if n.value == old}, reverse=True)
    except FeelError:
        return text
    ends = {token.pos: token.end for token in tokens(text)} if spots else {}
    for at in spots:
        text = text[:at] + json.dumps(new, ensure_ascii=False) + text[ends[at] :]
    return text


def renamed_in_sentence(text: str, kind: str, old: str, new: str) -> str:
    """A sentence with its expressions after a renaming."""
    for at, part in reversed(expressions(text)):
        text = text[:at] + renamed_in(part, kind, old, new) + text[at + len(part) :]
    return text


def _path(text: str, head: str, old: str, new: str) -> str:
    def meaning(path: Where) -> Where | None:
        return path if path[:2] == (head, old) else None

    return renamed(text, meaning, (head, old), new)


def _literals(tree: ast.Node, kind: str) -> Iterator[ast.Literal]:
    """The texts in an expression that name one of a kind."""
    for node in ast.walk(tree):
        if kind in ASKED and isinstance(node, ast.Call) and node.args:
            if isinstance(node.function, ast.Name) and node.function.name in ASKED[kind]:
                yield from _texts(node.args[:1])
        elif kind == STATE and isinstance(node, ast.Binary) and any(map(_is_state, (node.left, node.right))):
            yield from _texts((node.left, node.right))
        elif kind == STATE and isinstance(node, ast.In) and _is_state(node.operand):
            yield from _texts(tuple(n for test in node.tests for n in ast.walk(test)))


def _is_state(node: ast.Node) -> bool:
    return isinstance(node, ast.Path) and node.name == STATE and node.base == ast.Name(CASE)


def _texts(nodes: tuple[ast.Node, ...]) -> Iterator[ast.Literal]:
    return (n for n in nodes if isinstance(n, ast.Literal) and isinstance(n.value, str))
