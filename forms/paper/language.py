"""The language of templates: `{{ path }}`, `{% for row in path %}`, `{% endfor %}`, and nothing else.

It is the smallest part of Jinja's, so Jinja's parser reads it and the tree it gives is held against a list of what may
be in it: everything else is refused by its name. Nothing of Jinja is ever run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from forms.text import Message

LONGEST: Final = 300
"""Characters of a mark."""
_MARK = re.compile(r"\{\{(?P<value>.*?)\}\}|\{%(?P<block>.*?)%\}|\{#(?P<note>.*?)#\}", re.DOTALL)
_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝|｛％|｛%|\{％|％\}")
_FIRST = re.compile(r"[^\W\d]\w*")
_READER = Environment(autoescape=True)

Path = tuple[str, ...]


class NotAllowed(Exception):
    """A mark that is no part of the language: the code of a sentence and its data."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.code, self.data = code, data


@dataclass(frozen=True)
class Place:
    """`{{ path }}`: where a value goes."""

    path: Path


@dataclass(frozen=True)
class For:
    """`{% for row in path %}`."""

    row: str
    path: Path


@dataclass(frozen=True)
class End:
    """`{% endfor %}`."""


Mark = Place | For | End


@dataclass(frozen=True)
class Found:
    """A mark in a text, or what is wrong with it; from character `start` up to `end`."""

    start: int
    end: int
    text: str
    mark: Mark | None = None
    wrong: NotAllowed | None = None


def marks(text: str) -> list[Found]:
    """Every mark of a text in its order; braces that are left over are wrong, too."""
    found = [_read(m) for m in _MARK.finditer(text)]
    taken = [(f.start, f.end) for f in found]
    for brace in _BRACE.finditer(text):
        if not any(start <= brace.start() < end for start, end in taken):
            code = "paper.full_width" if set(brace[0]) & set("｛｝％") else "paper.brace"
            found.append(Found(brace.start(), brace.end(), brace[0], wrong=NotAllowed(code, text=brace[0])))
    return sorted(found, key=lambda f: f.start)


def _read(match: re.Match[str]) -> Found:
    start, end, text = match.start(), match.end(), match[0]
    try:
        return Found(start, end, text, mark=_mark(match))
    except NotAllowed as wrong:
        return Found(start, end, text, wrong=wrong)


def _mark(match: re.Match[str]) -> Mark:
    if len(match[0]) > LONGEST:
        raise NotAllowed("paper.long_mark", text=match[0][:20], limit=LONGEST)
    if match["note"] is not None:
        raise NotAllowed("paper.not_allowed", text=match[0], what=_word("Comment"))
    return _place(match[0]) if match["value"] is not None else _block(match[0], match["block"])


def _place(text: str) -> Place:
    found = _parsed(text, text)
    if isinstance(found, nodes.Output) and len(found.nodes) == 1:
        return Place(_path(found.nodes[0], text))
    raise NotAllowed("paper.not_allowed", text=text, what=_word("Expression"))


def _block(text: str, inside: str) -> Mark:
    inside = inside.strip()
    if inside == "endfor":
        return End()
    first = _FIRST.match(inside)
    if first is None or first[0] != "for":
        raise NotAllowed("paper.no_block", text=text, name=first[0] if first else inside)
    found = _parsed(f"{text}{{% endfor %}}", text)
    if not isinstance(found, nodes.For):
        raise NotAllowed("paper.syntax", text=text)
    return _for(found, text)


def _for(found: nodes.For, text: str) -> For:
    if found.test is not None:
        raise NotAllowed("paper.not_allowed", text=text, what=_word("Test"))
    if found.recursive or not isinstance(found.target, nodes.Name):
        raise NotAllowed("paper.syntax", text=text)
    return For(_name(found.target.name, text), _path(found.iter, text))


def _parsed(text: str, shown: str) -> nodes.Node:
    try:
        body = _READER.parse(text).body
    except (TemplateSyntaxError, RecursionError):
        raise NotAllowed("paper.syntax", text=shown) from None
    if len(body) != 1:
        raise NotAllowed("paper.syntax", text=shown)
    return body[0]


def _path(node: nodes.Node, text: str) -> Path:
    """The names of a dotted path; anything else in the tree is refused by what it is called."""
    if isinstance(node, nodes.Name):
        return (_name(node.name, text),)
    if isinstance(node, nodes.Getattr):
        return (*_path(node.node, text), _name(node.attr, text))
    raise NotAllowed("paper.not_allowed", text=text, what=_word(type(node).__name__))


def _name(name: str, text: str) -> str:
    if name.startswith("_"):
        raise NotAllowed("paper.hidden_name", text=text, name=name)
    return name


_WORDS: Final = frozenset({
    "Filter", "Call", "Getitem", "Const", "TemplateData", "Compare", "Test", "CondExpr", "List", "Dict", "Tuple",
    "Concat", "Not", "And", "Or", "Comment",
})  # fmt: skip
"""Nodes with a word of their own; the others are expressions."""


def _word(node: str) -> Message:
    """What a kind of node is called."""
    return Message(f"paper.word.{node if node in _WORDS else 'Expression'}")
