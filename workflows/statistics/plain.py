"""A table as CSV, for other programs: one heading line, figures without thousands."""

from __future__ import annotations

import csv
from io import StringIO

from forms.chars import clean
from workflows.statistics.layout import Printed, column_titles

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def plain(of: Printed, lang: str = "zh") -> bytes:
    """UTF-8 with a mark, so that Excel reads it; text that a program could run is quoted."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([of.table.head.say(lang), *(t.say(lang) for t in column_titles(of.table).values())])
    for line in of.lines:
        figures = ("" if c.value is None else str(c.value) for c in line.cells)
        writer.writerow([_safe(line.head.title.say(lang)), *figures])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _safe(text: str) -> str:
    text = clean(text)
    return f"'{text}" if text.startswith(_DANGEROUS) else text
