"""The sheets of a workbook: which there are, and one more."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from forms.sheet.marking.package import Package
from forms.sheet.marking.styles import EMPTY, Styles
from forms.sheet.marking.xml_text import Node, Splices, tree

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class Book:
    """A workbook in its package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        found = (r.target for r in package.related("") if r.kind == "officeDocument")
        self.part = package.name(next(found, "xl/workbook.xml"))
        self.sheets = self._sheets()

    def _root(self) -> Node:
        return tree(self.package.text(self.part))

    def _listed(self) -> list[Node]:
        node = self._root().first("sheets")
        return node.children if node else []

    def _sheets(self) -> dict[str, str]:
        """Name → part, in the order of the tabs."""
        parts = {r.id: r.target for r in self.package.related(self.part) if r.kind == "worksheet"}
        found = {}
        for node in self._listed():
            a = node.tag.attributes
            identity = next((v for k, v in a.items() if k.rpartition(":")[2] == "id" and ":" in k), "")
            if identity in parts and parts[identity] in self.package:
                found[a.get("name", "")] = parts[identity]
        return found

    def put_sheet(self, name: str, xml: str, state: str = "") -> None:
        """A sheet behind all others, or what the one of that name holds now."""
        if name in self.sheets:
            self.package.write(self.sheets[name], xml)
            return
        part = self.package.free("xl/worksheets/sheet{}.xml")
        self.package.write(part, xml)
        self.package.declare(part, _SHEET)
        self._list(name, self.package.relate(self.part, "worksheet", part), state)
        self.sheets[name] = part

    def _list(self, name: str, identity: str, state: str) -> None:
        text, root = self.package.text(self.part), self._root()
        node, cuts = root.first("sheets"), Splices(text)
        if node is None:
            raise ValueError("no sheets")
        number = 1 + max((int(n.tag.attributes.get("sheetId", 0)) for n in node.children), default=0)
        look = f" state={quoteattr(state)}" if state else ""
        new = (
            f'<{root.tag.prefix}sheet xmlns:r="{self.package.relations}" name={quoteattr(name)} '
            f'sheetId="{number}"{look} r:id="{identity}"/>'
        )
        cuts.rewrite(node, {}, new)
        self.package.write(self.part, cuts.done())

    def styles(self) -> tuple[str, Styles]:
        """The part of the styles and what it holds; a workbook without any gets the plainest."""
        part = next((r.target for r in self.package.related(self.part) if r.kind == "styles"), None)
        if part is None or part not in self.package:
            part = "xl/styles.xml"
            self.package.write(part, EMPTY)
            self.package.declare(part, _STYLES)
            self.package.relate(self.part, "styles", part)
        return part, Styles(self.package.text(part))
