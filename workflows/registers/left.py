"""The entries of a file that were not taken in, whole, with the reasons beside them: a workbook to mend and import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from forms.fields.table import ROW_ID
from forms.messages import say as say_of_form
from forms.sheet import AFTER, Beside, listing
from forms.text import Message
from workflows.messages import say
from workflows.registers.sheet import ENTRIES, FileEntry, Taken

WIDTH = 60.0


def left(found: Taken, entries: Sequence[FileEntry], version: str, lang: str) -> bytes:
    """The workbook (.xlsx): every row of these entries as it was typed, at every level."""
    wanted = {each.row for each in entries}
    reasons = _reasons(found, entries, lang)
    rows = (_told(row, reasons) for row in found.read.values.get(ENTRIES) or () if row[ROW_ID] in wanted)
    why = Beside(after=[(say(Message("import.why"), lang), WIDTH)], alarming=True)
    beside = dict.fromkeys(found.form.tables, why)
    title = Message("import.left_title", {"register": found.form.title, "count": len(entries)})
    path = listing(found.form, found.options, rows, version, lang, above=[say(title, lang)], beside=beside)
    content = path.read_bytes()
    path.unlink()
    return content


def _reasons(found: Taken, entries: Sequence[FileEntry], lang: str) -> dict[str, list[str]]:
    """What is wrong, by the identity of the row in which it is, in sentences."""
    told: dict[str, list[str]] = {}
    lines = found.read.where.lines()
    for each in entries:
        for finding in each.findings:
            field = found.form.by_path.get(finding.place.path)
            words = {"place": field.title if field else finding.label, "what": finding.message}
            told.setdefault(finding.place.row, []).append(say(Message("import.at", words), lang))
        for problem in each.problems:
            row = lines.get((problem.sheet, problem.line), each.row)
            told.setdefault(row, []).append(say_of_form(problem.message, lang))
    return told


def _told(row: Mapping[str, Any], reasons: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A row with those inside it, and the reasons beside each."""
    inside = {k: [_told(r, reasons) for r in v] for k, v in row.items() if _are_rows(v)}
    return {**row, **inside, AFTER: ["\n".join(reasons[row[ROW_ID]])] if row[ROW_ID] in reasons else []}


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
