"""The styles of a workbook, with copies of them in the colour of a mark."""

from __future__ import annotations

from forms.sheet.marking.xml_text import HEAD, Node, Splices, tree, with_attributes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
EMPTY = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>'
)
"""For a workbook without any styles."""
RED, AMBER = 0xFFC7CE, 0xFFEB9C
_SHADES = 24


class Styles:
    """Style sheets only grow: ids that stand in cells keep their meaning."""

    def __init__(self, text: str) -> None:
        self.text, self.root = text, tree(text)
        self.p = self.root.tag.prefix
        self._new: dict[str, list[str]] = {"fonts": [], "fills": [], "cellXfs": []}
        self._marked: dict[tuple[int, int], int] = {}
        self._own = self._nodes("cellXfs")

    def _nodes(self, section: str) -> list[Node]:
        node = self.root.first(section)
        return node.children if node else []

    def _add(self, section: str, xml: str) -> int:
        self._new[section].append(xml)
        return len(self._nodes(section)) + len(self._new[section]) - 1

    def fill(self, colour: str) -> int:
        p = self.p
        inside = f'<{p}fgColor rgb="FF{colour}"/><{p}bgColor indexed="64"/>'
        return self._add("fills", f'<{p}fill><{p}patternFill patternType="solid">{inside}</{p}patternFill></{p}fill>')

    def font(self, colour: str, size: int, *, bold: bool = False, line: bool = False) -> int:
        p = self.p
        look = f"{f'<{p}b/>' if bold else ''}{f'<{p}u/>' if line else ''}"
        return self._add("fonts", f'<{p}font>{look}<{p}sz val="{size}"/><{p}color rgb="FF{colour}"/></{p}font>')

    def plain(self, font: int, fill: int = 0) -> int:
        """A style for our own sheets: lines break, words stand at the top."""
        p = self.p
        look = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" applyFont="1" applyFill="1"'
        aligned = f'<{p}alignment vertical="top" wrapText="1"/>'
        return self._add("cellXfs", f'<{p}xf {look} applyAlignment="1">{aligned}</{p}xf>')

    def marked(self, style: int, colour: int = RED) -> int:
        """A copy of a style in a colour; each in a shade of its own, so that saving it again never joins two."""
        if (style, colour) not in self._marked:
            n = len(self._marked)
            shade = f"{colour - 256 * (n // _SHADES % _SHADES) - n % _SHADES:06X}"
            self._marked[style, colour] = self._add("cellXfs", self._filled(style, self.fill(shade)))
        return self._marked[style, colour]

    def _filled(self, style: int, fill: int) -> str:
        if style >= len(self._own):
            return f'<{self.p}xf numFmtId="0" fontId="0" fillId="{fill}" borderId="0" applyFill="1"/>'
        node = self._own[style]
        tag = with_attributes(node.tag.text, {"fillId": str(fill), "applyFill": "1"})
        return tag + self.text[node.tag.end : node.end]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Each style that was marked, and its coloured copy."""
        return [(style, copy) for (style, _), copy in self._marked.items()]

    def done(self) -> str:
        cuts = Splices(self.text)
        for section, new in self._new.items():
            node = self.root.first(section)
            if node is not None and new:
                cuts.rewrite(node, {"count": str(len(node.children) + len(new))}, "".join(new))
        return cuts.done()
