"""A register as a form with one table, so that workbooks and text tables are read, checked and marked as others are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.checking import check
from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.table import ROW_ID
from forms.finding import Finding, Place
from forms.labels import places, row_label
from forms.sheet import Problem, Read, read
from forms.text import Message, Text
from workflows.engine.entries import NOTHING, key_text
from workflows.engine.entry_types import NewEntry
from workflows.messages import MESSAGES, say
from workflows.model.registers import Register, RegisterField, RegisterTable

ENTRIES = "entries"
"""Key of the table that holds the entries."""
MOST = 200_000
_UNPLACED = frozenset({"sheet.no_parent", "sheet.twice", "sheet.merged"})
"""Problems of rows of which nobody can say to which entry they belong."""


def form_of(key: str, register: Register) -> Form:
    """Entries as rows, their tables inside them, and tables inside those."""
    title = {"zh": register.zh, "en": register.en or register.zh}
    fields = [_field(k, f, required=k in register.key) for k, f in register.fields.items()]
    entries = {
        "key": ENTRIES, "type": "table", "title": title, "row_title": register.title, "max_rows": MOST,
        "fields": [*fields, *_tables(register.tables)],
    }  # fmt: skip
    page = {"id": "p", "title": title, "fields": [entries]}
    return Form.model_validate({"format": 1, "kind": "form", "id": key, "title": title, "pages": [page]})


def _tables(tables: Mapping[str, RegisterTable]) -> Iterator[dict[str, Any]]:
    for key, table in tables.items():
        fields = [_field(k, f) for k, f in table.fields.items()]
        yield {
            "key": key, "type": "table", "title": table.title or key, "max_rows": MOST,
            "row_title": table.key[0] if table.key else None, "fields": [*fields, *_tables(table.tables)],
        }  # fmt: skip


def _field(key: str, field: RegisterField, *, required: bool = False) -> dict[str, Any]:
    given: dict[str, Any] = {"key": key, "type": field.type, "title": field.title or key, "required": required}
    more = {"options": field.options, "scale": field.scale, "unit": field.unit}
    return given | {k: v for k, v in more.items() if v is not None}


@dataclass(frozen=True)
class FileEntry:
    """An entry of a file by the identity of its row, and what is wrong with it or with rows inside it.

    `entry` is None where no key can be read. Rows carry their identities.
    """

    row: str
    entry: NewEntry | None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def wrong(self) -> bool:
        return bool(self.findings or self.problems)


@dataclass(frozen=True)
class Taken:
    """What a file holds: its entries in their order, and problems of rows that belong to none of them."""

    form: Form
    read: Read
    options: OptionSource
    entries: tuple[FileEntry, ...]
    loose: tuple[Problem, ...]

    def covers(self, path: str) -> bool:
        """Whether the file has a column (a sheet) for a field (a table) of an entry."""
        return f"{ENTRIES}.{path}" in self.read.covered


def taken(
    key: str, register: Register, content: bytes, name: str, options: OptionSource, since: Any, reason: str
) -> Taken:
    """The entries of a file, from a day on; raises `SheetRefused` for what cannot be read at all."""
    form = form_of(key, register)
    found = read(form, content, options, name=name)
    rows = found.values.get(ENTRIES) or []
    errors = (f for f in check(form, found.values, options) if f.level == "error")
    wrong = _Wrong(form, found, (replace(f, todo=todo(f.message.code)) for f in errors))
    entries: list[FileEntry] = []
    seen: dict[str, str] = {}
    for row in rows:
        identity = row[ROW_ID]
        each = FileEntry(identity, _entry(key, register, row, since, reason), *wrong.of(identity))
        if each.entry is not None and (first := seen.setdefault(each.entry.key, identity)) != identity:
            each = replace(each, findings=(*each.findings, wrong.twice(register, identity, first)))
        entries.append(each)
    return Taken(form, found, options, tuple(entries), tuple(wrong.loose))


class _Wrong:
    """What is wrong in a file, by entry."""

    def __init__(self, form: Form, found: Read, findings: Iterable[Finding]) -> None:
        self.form, self.found = form, found
        self.findings: dict[str, list[Finding]] = {}
        self.problems: dict[str, list[Problem]] = {}
        self.loose: list[Problem] = []
        self._at = places(form, found.values) if found.problems else {}
        for each in findings:
            self.findings.setdefault(self._entry(each.place.row), []).append(each)
        lines = found.where.lines() if found.problems else {}
        for problem in found.problems:
            row = None if problem.message.code in _UNPLACED else lines.get((problem.sheet, problem.line))
            if row is None:
                self.loose.append(problem)
            else:
                self.problems.setdefault(self._entry(row), []).append(problem)

    def of(self, row: str) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
        return tuple(self.findings.get(row, ())), tuple(self.problems.get(row, ()))

    def _entry(self, row: str) -> str:
        """The entry around a row."""
        self._at = self._at or places(self.form, self.found.values)
        while (at := self._at.get(row)) is not None and at.parent:
            row = at.parent
        return row

    def twice(self, register: Register, row: str, first: str) -> Finding:
        self._at = self._at or places(self.form, self.found.values)
        place, field = Place(register.title, ENTRIES, row), register.fields[register.title]
        title, around = field.title or Text(zh=register.title), row_label(self.form, self._at, ENTRIES, row)
        label = Text(zh=f"{around.say('zh')}　{title.say('zh')}", en=f"{around.say('en')} · {title.say('en')}")
        message = Message("twice_row", {"number": self._at[first].number})
        return Finding("error", "twice_row", place, label, message, todo("twice_row"))


def refused(register: Register, row: str, title: str, message: Message) -> Finding:
    """A row that stands against what is in the register."""
    place = Place(register.title, ENTRIES, row)
    return Finding("error", message.code, place, Text(zh=title), _said(message), todo(message.code))


def todo(code: str) -> Message:
    """What to do about something wrong in a file: its own sentence, else the general one."""
    own = Message(f"{code}.todo")
    return _said(own if own.code in MESSAGES and own.code != "mend.todo" else Message("import.todo"))


def _said(message: Message) -> Message:
    """A sentence of this package for readers that know those of forms only."""
    return Message("said", {"text": Text(zh=say(message, "zh"), en=say(message, "en"))})


def _entry(key: str, register: Register, row: Mapping[str, Any], since: Any, reason: str) -> NewEntry | None:
    body = body_of(register.fields, row)
    if any(body.get(k) is None for k in register.key):
        return None
    name = key_text(register, body)
    return NewEntry(
        register_id=key, since=since, key=name, title=str(body.get(register.title) or name),
        district=body.get(register.district) if register.district else None, body=body,
        rows=rows_in(register.tables, row), reason=reason,
    )  # fmt: skip


def rows_in(tables: Mapping[str, RegisterTable], row: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows inside a row of the form, at every level, as entries hold them; each keeps its identity."""
    return {
        name: [{ROW_ID: r[ROW_ID], **body_of(table.fields, r), **rows_in(table.tables, r)} for r in row.get(name) or ()]
        for name, table in tables.items()
    }


def body_of(fields: Mapping[str, RegisterField], row: Mapping[str, Any]) -> dict[str, Any]:
    """Values as entries hold them: form fields of the same types keep them alike."""
    return {k: _kept(f, row.get(k)) for k, f in fields.items()}


def _kept(field: RegisterField, value: Any) -> Any:
    return field.scalar.normal(value, NOTHING) if field.scalar and value is not None else value
