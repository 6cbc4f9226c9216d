"""How paragraphs and runs of a document look, once all their styles have spoken: direct, style, base, defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from docx.document import Document as Docx

from forms.paper.letters import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIP: Final = 20
"""Twentieths of a point: what Word measures in."""
NATURAL: Final = 15.6
"""The height in points of a line of the grid that Word lays under Chinese text."""
_OFF: Final = frozenset({"0", "false", "off", "none"})
_ALIGN: Final = {
    "center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify",
    "left": "left", "start": "left",
}  # fmt: skip


@dataclass(frozen=True)
class RunLook:
    """How characters look; sizes in points."""

    size: float = 10.5
    east: str = ""  # the font of Chinese characters
    latin: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    color: str = ""
    shift: str = ""  # superscript | subscript
    spacing: float = 0.0


@dataclass(frozen=True)
class ParaLook:
    """How a paragraph looks; lengths in points. `line` is a height, or with `times` a multiple of the natural one."""

    align: str = "justify"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0  # below 0 hangs out
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    times: bool = True
    keep_next: bool = False
    new_page: bool = False
    above: Line | None = None
    below: Line | None = None
    right_tabs: bool = False


@dataclass(frozen=True)
class Line:
    """A ruled line: its thickness in points and its colour."""

    width: float
    color: str


class Styles:
    """The styles of a document."""

    def __init__(self, docx: Docx) -> None:
        self._root = docx.styles.element
        self._known = {s.get(f"{W}styleId"): s for s in self._root.iter(f"{W}style")}

    @cached_property
    def _default(self) -> str:
        """The style of paragraphs that name none."""
        every = (s for s in self._root.iter(f"{W}style") if s.get(f"{W}type") == "paragraph")
        return next((s.get(f"{W}styleId") for s in every if s.get(f"{W}default") in ("1", "true")), "")

    def paragraph(self, element: Element) -> ParaLook:
        """How a paragraph looks."""
        own = element.find(f"{W}pPr")
        given = [p for s in self._chain(self._named(own)) for p in s.findall(f"{W}pPr")]
        found = _Props([*self._defaults("pPr"), *given, *([own] if own is not None else [])])
        return _paragraph(found, self.run(element, None).size)

    def run(self, paragraph: Element, run: Element | None) -> RunLook:
        """How a run of a paragraph looks; without one, how its characters look where nothing else is said."""
        own = paragraph.find(f"{W}pPr")
        given = [r for s in self._chain(self._named(own)) for r in s.findall(f"{W}rPr")]
        direct = run.find(f"{W}rPr") if run is not None else None
        named = direct.find(f"{W}rStyle") if direct is not None else None
        if named is not None:
            given += [r for s in self._chain(named.get(f"{W}val")) for r in s.findall(f"{W}rPr")]
        return _run(_Props([*self._defaults("rPr"), *given, *([direct] if direct is not None else [])]))

    def table(self, element: Element) -> list[Element]:
        """The properties of a table from its styles to its own, the strongest last."""
        own = element.find(f"{W}tblPr")
        named = own.find(f"{W}tblStyle") if own is not None else None
        chain = self._chain(named.get(f"{W}val")) if named is not None else ()
        found = [p for s in chain for p in s.findall(f"{W}tblPr")]
        return [*found, *([own] if own is not None else [])]

    def _named(self, own: Element | None) -> str | None:
        style = own.find(f"{W}pStyle") if own is not None else None
        return style.get(f"{W}val") if style is not None else self._default

    def _chain(self, name: str | None) -> Sequence[Element]:
        """A style behind those it is based on."""
        found: list[Element] = []
        while name in self._known and self._known[name] not in found:
            found.append(self._known[name])
            base = found[-1].find(f"{W}basedOn")
            name = base.get(f"{W}val") if base is not None else None
        return found[::-1]

    def _defaults(self, kind: str) -> list[Element]:
        return list(self._root.iterfind(f"{W}docDefaults/{W}{kind}Default/{W}{kind}"))


class _Props:
    """Property elements in their order; the last one that says something wins, attribute by attribute."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = elements

    def every(self, name: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for element in self._elements:
            for node in element.findall(f"{W}{name}"):
                found |= {k.rpartition("}")[2]: v for k, v in node.attrib.items()}
        return found

    def value(self, name: str) -> str:
        return self.every(name).get("val", "")

    def last(self, path: str) -> Element | None:
        return next((n for e in reversed(self._elements) for n in e.findall(path)), None)

    def on(self, name: str) -> bool:
        node = self.last(f"{W}{name}")
        return node is not None and node.get(f"{W}val", "1") not in _OFF


def number(text: str | None, default: float = 0.0) -> float:
    """A measure as a number; the default for what is none."""
    try:
        return float(text or default)
    except ValueError:
        return default


def _run(found: _Props) -> RunLook:
    fonts, color = found.every("rFonts"), found.value("color")
    return RunLook(
        size=number(found.value("sz"), 21.0) / 2, east=fonts.get("eastAsia", ""), latin=fonts.get("ascii", ""),
        bold=found.on("b"), italic=found.on("i"), underline=found.on("u"),
        strike=found.on("strike"), color=color if _is_color(color) else "",
        shift=found.value("vertAlign").replace("baseline", ""), spacing=number(found.value("spacing")) / TWIP,
    )  # fmt: skip


def _is_color(text: str) -> bool:
    return len(text) == 6 and all(c in "0123456789abcdefABCDEF" for c in text)


def _paragraph(found: _Props, size: float) -> ParaLook:
    indent, spacing = found.every("ind"), found.every("spacing")
    hanging = _length(indent, "hanging", size)
    line, rule = number(spacing.get("line"), 240.0), spacing.get("lineRule", "auto")
    return ParaLook(
        align=_ALIGN.get(found.value("jc"), "justify"),
        left=_length(indent, "left", size) or _length(indent, "start", size),
        right=_length(indent, "right", size) or _length(indent, "end", size),
        first=-hanging if hanging else _length(indent, "firstLine", size),
        before=_gap(spacing, "before"), after=_gap(spacing, "after"),
        line=line / 240 if rule == "auto" else line / TWIP, times=rule == "auto",
        keep_next=found.on("keepNext"), new_page=found.on("pageBreakBefore"),
        above=_line(found, "top"), below=_line(found, "bottom"),
        right_tabs=found.last(f"{W}tabs/{W}tab[@{W}val='right']") is not None,
    )  # fmt: skip


def _length(said: Mapping[str, str], name: str, size: float) -> float:
    """A length in points; where it is given in characters, that counts."""
    chars = number(said.get(f"{name}Chars"))
    return chars / 100 * size if chars else number(said.get(name)) / TWIP


def _gap(said: Mapping[str, str], name: str) -> float:
    """Space around a paragraph in points; where it is given in lines, that counts."""
    lines = number(said.get(f"{name}Lines"))
    return lines / 100 * NATURAL if lines else number(said.get(name)) / TWIP


def _line(found: _Props, side: str) -> Line | None:
    node = found.last(f"{W}pBdr/{W}{side}")
    return ruled(node) if node is not None else None


def ruled(node: Element) -> Line | None:
    """The line that a border asks for; None for none."""
    if node.get(f"{W}val", "none") in ("none", "nil"):
        return None
    color = node.get(f"{W}color", "")
    return Line(max(number(node.get(f"{W}sz"), 4.0) / 8, 0.25), color if _is_color(color) else "000000")
