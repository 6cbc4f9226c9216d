"""The parts of an Office file with their types and relationships; what is not changed is packed as it was."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from forms.sheet.marking.xml_text import HEAD, Node, Splices, decoded, encoded, tree, with_attributes

TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True)
class Related:
    """One relationship of a part: its id, what kind it is (`comments`), and the part it leads to."""

    id: str
    kind: str
    target: str


class Package:
    """An Office file that the guard let pass."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._entries = archive.infolist()
            self.parts = {e.filename: archive.read(e) for e in self._entries}
        self._names = {n.lower(): n for n in self.parts}
        self.strict = _STRICT.encode() in self.parts.get(self.name(posixpath.join("_rels", ".rels")), b"")

    @property
    def relations(self) -> str:
        """The namespace of `r:id`."""
        return _STRICT if self.strict else _RELATED

    def name(self, wanted: str) -> str:
        """A part as the archive spells it: names of parts know no case."""
        return self._names.get(wanted.lower(), wanted)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def text(self, part: str) -> str:
        return decoded(self.parts[self.name(part)])

    def write(self, part: str, text: str) -> None:
        name = self.name(part)
        self.parts[name] = encoded(text)
        self._names[name.lower()] = name

    def free(self, pattern: str) -> str:
        """The first name of a pattern (`xl/comments{}.xml`) that is not taken."""
        return next(name for n in range(1, 100_000) if (name := pattern.format(n)) not in self)

    def related(self, part: str) -> list[Related]:
        """The relationships of a part ("" for the whole file) that lead to other parts."""
        rels = _rels_of(part)
        if rels not in self:
            return []
        found = [n.tag.attributes for n in tree(self.text(rels)).all("Relationship")]
        inside = [a for a in found if a.get("TargetMode") != "External"]
        return [Related(a.get("Id", ""), _last(a.get("Type", "")), self._target(part, a)) for a in inside]

    def _target(self, part: str, attributes: dict[str, str]) -> str:
        target = unquote(attributes.get("Target", ""))
        joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
        return self.name(posixpath.normpath(joined).lstrip("/"))

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relationship to another part; its id."""
        rels = _rels_of(part)
        if rels not in self:
            self.write(rels, f'{HEAD}<Relationships xmlns="{_PACKAGE}"/>')
        text = self.text(rels)
        root, taken = tree(text), {n.tag.attributes.get("Id") for n in tree(text).children}
        free = next(name for n in range(1, 100_000) if (name := f"rId{n}") not in taken)
        new = f'<{root.tag.prefix}Relationship Id="{free}" Type="{self.relations}/{kind}" Target="/{target}"/>'
        self.write(rels, _with_child(text, root, new))
        return free

    def declare(self, part: str, kind: str) -> None:
        """The content type of a part, unless it has one; drawings of notes go by their ending."""
        text = self.text(TYPES)
        root = tree(text)
        ending = part.rpartition(".")[2]
        if ending == "vml":
            known = any(n.tag.attributes.get("Extension", "").lower() == ending for n in root.all("Default"))
            new = f'<{root.tag.prefix}Default Extension="vml" ContentType="{kind}"/>'
        else:
            known = any(n.tag.attributes.get("PartName", "").lower() == f"/{part}".lower() for n in root.children)
            new = f'<{root.tag.prefix}Override PartName="/{part}" ContentType="{kind}"/>'
        if not known:
            self.write(TYPES, _with_child(text, root, new))

    def packed(self) -> bytes:
        """The file again: parts in their order with their dates, new ones behind."""
        out, old = io.BytesIO(), {e.filename for e in self._entries}
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self._entries:
                again = zipfile.ZipInfo(entry.filename, entry.date_time)
                again.compress_type, again.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
                archive.writestr(again, self.parts[entry.filename])
            for name in self.parts.keys() - old:
                archive.writestr(zipfile.ZipInfo(name), self.parts[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _with_child(text: str, root: Node, new: str) -> str:
    cuts = Splices(text)
    if root.tag.empty:
        opened = with_attributes(root.tag.text, {})[:-2].rstrip()
        cuts.replace(root.tag.start, root.tag.end, f"{opened}>{new}</{root.tag.prefix}{root.tag.name}>")
    else:
        cuts.put(root.until, new)
    return cuts.done()


def _rels_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _last(address: str) -> str:
    return address.rpartition("/")[2]
