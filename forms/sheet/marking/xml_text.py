"""XML that the guard has parsed, cut and joined as text: prefixes, order and spelling of all the rest stay.

Trees of the standard library rename prefixes and drop what nothing seems to use; spreadsheets refuse such files.
The pattern is exact only because the text is known to be well-formed and without a DOCTYPE.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from forms.chars import clean

_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)([^\s/>]+)((?:[^>\"'/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+)(/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_DECLARATION = re.compile(r"\A\s*<\?xml.*?\?>", re.DOTALL)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Tag(NamedTuple):
    """An opening, closing or empty tag and where it stands; `name` is without its prefix (`x:`)."""

    start: int
    end: int
    prefix: str
    name: str
    closes: bool
    empty: bool
    text: str

    @property
    def attributes(self) -> dict[str, str]:
        return {m[1]: unescape(m[2] if m[2] is not None else m[3]) for m in _ATTRIBUTE.finditer(self.text)}


def decoded(data: bytes) -> str:
    """The text of a part; raises `ValueError` for an encoding nobody knows."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name)
    found = _DECLARED.match(data)
    try:
        return data.decode(found[1].decode("ascii") if found else "utf-8")
    except LookupError:
        raise ValueError("encoding") from None


def encoded(text: str) -> bytes:
    """The part again, as UTF-8; what declared its encoding declares the new one."""
    return _DECLARATION.sub(HEAD.rstrip("\n"), text, count=1).encode("utf-8")


def tags(text: str) -> Iterator[Tag]:
    """Every tag in the order of the text; comments and the like are passed over."""
    for m in _TAG.finditer(text):
        if m[2] is not None:
            prefix, _, name = m[2].rpartition(":")
            yield Tag(m.start(), m.end(), f"{prefix}:" if prefix else "", name, bool(m[1]), bool(m[4]), m[0])


@dataclass
class Node:
    """An element with those in it; `until` is where its closing tag begins."""

    tag: Tag
    children: list[Node] = field(default_factory=list)
    until: int = 0
    end: int = 0

    @property
    def name(self) -> str:
        return self.tag.name

    def all(self, name: str) -> list[Node]:
        return [c for c in self.children if c.tag.name == name]

    def first(self, name: str) -> Node | None:
        return next((c for c in self.children if c.tag.name == name), None)

    def below(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.below()


def tree(text: str, over: str = "") -> Node:
    """The root of a part, with elements called `over` taken as empty; raises `ValueError` when there is none."""
    root = Node(Tag(0, 0, "", "", False, False, ""))
    open_nodes, skips = [root], False
    for tag in tags(text):
        if over and tag.name == over and not tag.empty:
            skips = not tag.closes
            if tag.closes:
                continue
        elif skips:
            continue
        if tag.closes:
            node = open_nodes.pop()
            node.until, node.end = tag.start, tag.end
        else:
            node = Node(tag, [], tag.end, tag.end)
            open_nodes[-1].children.append(node)
            if not tag.empty and not skips:
                open_nodes.append(node)
    if not root.children:
        raise ValueError("no element")
    return root.children[0]


def words(text: str, node: Node) -> str:
    """All text within an element."""
    return unescape(_TAG.sub("", text[node.tag.end : node.until]))


def with_attributes(tag: str, changed: Mapping[str, str | None]) -> str:
    """An opening tag with attributes set, or taken away (None)."""
    for name, value in changed.items():
        tag = re.sub(rf"\s{re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", tag, count=1)
        if value is not None:
            end = len(tag) - (2 if tag.endswith("/>") else 1)
            tag = f"{tag[:end].rstrip()} {name}={quoteattr(value)}{tag[end:]}"
    return tag


def said(text: str) -> str:
    """Text as it stands in XML; without what XML cannot hold."""
    return escape(clean(text))


class Splices:
    """Cuts in a text, made all at once at the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._cuts: list[tuple[int, int, str]] = []

    def put(self, at: int, new: str) -> None:
        self._cuts.append((at, at, new))

    def replace(self, start: int, end: int, new: str) -> None:
        self._cuts.append((start, end, new))

    def rewrite(self, node: Node, changed: Mapping[str, str | None], inside: str = "") -> None:
        """Attributes of an element, and something behind all that is in it."""
        tag = with_attributes(node.tag.text, changed)
        if node.tag.empty and inside:
            closing = f"</{node.tag.prefix}{node.tag.name}>"
            tag = f"{tag[:-2].rstrip()}>{inside}{closing}"
        elif inside:
            self.put(node.until, inside)
        if tag != node.tag.text:
            self.replace(node.tag.start, node.tag.end, tag)

    def done(self) -> str:
        parts, at = [], 0
        for start, end, new in sorted(self._cuts, key=lambda cut: cut[:2]):  # stable: the order of putting stays
            parts += [self.text[at:start], new]
            at = max(at, end)
        return "".join([*parts, self.text[at:]])
