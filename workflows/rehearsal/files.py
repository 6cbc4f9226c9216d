"""Rehearsals and their data as files beside a procedure: `<id>/rehearsals/*.json`, data and papers by path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forms.reading import Parsed, parsed
from workflows.rehearsal.model import Rehearsal


def read_rehearsal(text: str) -> Parsed[Rehearsal]:
    """A rehearsal from JSON text, or what is wrong with it."""
    return parsed(Rehearsal, text)


def read_folder(folder: Path) -> dict[str, Parsed[Rehearsal]]:
    """The rehearsals of a procedure's folder, by file name."""
    paths = sorted((folder / "rehearsals").glob("*.json"))
    return {p.name: read_rehearsal(p.read_text(encoding="utf-8")) for p in paths}


PAPER = "sample.pdf"
"""The path of a paper that every rehearsal may hand in, whatever lies beside its procedure."""
_PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


class Props:
    """The data of a rehearsal: given in it, or in files of the folder beside the procedure."""

    def __init__(self, data: Mapping[str, str | dict[str, Any]], folder: Path | None) -> None:
        self._data, self._folder = data, folder

    def values(self, fill: str | Mapping[str, Any]) -> dict[str, Any]:
        """What a step fills in: by the name of a set of data, by the path of a file, or given there."""
        if not isinstance(fill, str):
            return dict(fill)
        found = self._data.get(fill, fill)
        if not isinstance(found, str):
            return dict(found)
        values: dict[str, Any] = json.loads(self.content(found).decode("utf-8"))
        return values

    def content(self, path: str) -> bytes:
        """The bytes of a file; raises `FileNotFoundError`, also for a path that leads out of the folder."""
        if path == PAPER:
            return _PAPER
        if self._folder is None:
            raise FileNotFoundError(path)
        found = (self._folder / path).resolve()
        if not found.is_relative_to(self._folder.resolve()):
            raise FileNotFoundError(path)
        return found.read_bytes()
