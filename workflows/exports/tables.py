"""The same sheets as tables of text (.csv), each a file, together in an archive."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, TextIO

from workflows.exports.book import Book, Headings, Put
from workflows.exports.safe import plain, risky

_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class Tables(Book):
    """An archive (.zip) of tables in UTF-8 with a byte order mark, as Excel and WPS open them.

    A text that a program could take for a formula has an apostrophe before it.
    """

    ending: ClassVar[str] = ".zip"

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, Path, TextIO]] = []
        self._left_out: set[Path] = set()

    def sheet(self, title: str, headings: Headings, above: Sequence[str] = (), optional: bool = False) -> Put:
        name = self.free(_NO_NAME.sub(" ", title), 60)
        path = self.folder / f"{len(self._open) + 1}.csv"
        file = path.open("w", encoding="utf-8-sig", newline="")
        self._open.append((name, path, file))
        writer = csv.writer(file)
        writer.writerows([_cell(line)] for line in above)
        if headings:
            writer.writerow([_cell(words) for words, _ in headings])
        if optional:
            self._left_out.add(path)

        def put(row: Sequence[Any]) -> None:
            self._left_out.discard(path)
            writer.writerow([_cell(value) for value in row])

        return put

    def finish(self) -> None:
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            for _, _, file in self._open:
                file.close()
            kept = [(name, path) for name, path, _ in self._open if path not in self._left_out]
            for number, (name, path) in enumerate(kept, 1):
                archive.write(path, f"{number:02} {name}.csv")
                path.unlink()


def _cell(value: Any) -> str:
    found = plain(value)
    if isinstance(found, str):
        return f"'{found}" if risky(found) else found
    if isinstance(found, datetime):
        return found.strftime("%Y-%m-%d %H:%M")
    if isinstance(found, Decimal):
        return f"{found:f}"
    return "" if found is None else found.isoformat() if isinstance(found, date) else str(found)
