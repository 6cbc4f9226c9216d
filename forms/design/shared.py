"""Sections that forms share, in the designer: what stands under a heading becomes one, and what one holds a copy."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forms.canonical import plain
from forms.definition import Form
from forms.design.copying import Piece, pieces, sources_of
from forms.design.refusing import Refused
from forms.design.starting import key_for
from forms.design.tree import Data, find, taken
from forms.sharing import SharedSection
from forms.steps import HEADING


@dataclass(frozen=True)
class Share:
    """The fields under a heading left to the shared section of an id, which the heading names from now on."""

    path: str
    section: str

    def make(self, form: Data) -> str:
        fields, at, end = _under(form, self.path)
        del fields[at + 1 : end]
        fields[at]["shared"] = self.section
        return self.path


@dataclass(frozen=True)
class Own:
    """The fields and rules of the section that a heading names as the form's own: what is changed there stays there."""

    path: str
    section: Mapping[str, Any]

    def make(self, form: Data) -> str:
        fields, at = find(form, self.path)
        if fields[at].get("shared") != self.section["id"]:
            raise Refused("design_not_shared", path=self.path)
        there = taken(form, "")
        twice = next((f["key"] for f in self.section["fields"] if f["key"] in there), None)
        if twice is not None:
            raise Refused("design_key_there", key=twice)
        del fields[at]["shared"]
        fields[at + 1 : at + 1] = copy.deepcopy(list(self.section["fields"]))
        form["sources"] = {**self.section.get("sources", {}), **form.get("sources", {})}
        used = {r["id"] for r in form.get("rules", [])}
        for rule in self.section.get("rules", []):
            form.setdefault("rules", []).append({**rule, "id": key_for(rule["id"], used)})
            used.add(form["rules"][-1]["id"])
        return self.path


def _under(form: Data, path: str) -> tuple[list[Data], int, int]:
    """The fields of the page of a heading, its place, and where the next one begins."""
    fields, at = find(form, path)
    if fields[at]["type"] != HEADING or fields[at].get("shared"):
        raise Refused("design_no_heading", path=path)
    end = next((n for n in range(at + 1, len(fields)) if fields[n]["type"] == HEADING), len(fields))
    if end == at + 1:
        raise Refused("design_heading_empty")
    return fields, at, end


def section_under(form: Form, path: str, used: Iterable[str]) -> SharedSection:
    """The shared section that the fields under a heading would be, under a free id. Raises `Refused`."""
    _under(plain(form), path)
    piece = next(p for p in pieces(form) if p.fields[0].key == path)
    own = Piece(piece.name, piece.title, piece.fields[1:])
    return SharedSection.model_validate(
        {
            "id": key_for(piece.title.zh, set(used)), "title": plain(piece.title),
            "sources": sources_of(form, own.fields), "fields": [plain(f) for f in own.fields],
        }
    )  # fmt: skip
