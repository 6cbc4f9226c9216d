"""A decision table read back from a workbook: words without quotation marks are taken for texts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from pydantic import ValidationError

from forms import feel
from forms.decision.compiled import ANYTHING
from forms.decision.model import DecisionTable
from forms.decision.sheet_words import COLUMNS, KIND_WORDS, LABELS, POLICIES, WHOLE, known
from forms.feel import FeelError
from forms.model import user_key
from forms.reading import findings_of
from forms.sheet.refused import SheetRefused
from forms.sheet.result import Problem
from forms.sheet.source import Grid, is_blank, open_source, place, raw
from forms.text import Message, Text

_BETWEEN: Final = re.compile(r"\s*[、，,;；\n]\s*")
_BOOLEANS: Final = {"TRUE": "true", "FALSE": "false"}
_WORD: Final = re.compile(r"[^\s\"“”<>=\[\]()（）?]+(?: [^\s\"“”<>=\[\]()（）?]+)*")


@dataclass
class ReadTable:
    """What a workbook says: the table under its name, or None with the cells that are wrong."""

    name: str = ""
    table: DecisionTable | None = None
    problems: list[Problem] = field(default_factory=list)


def from_sheet(data: bytes, base: DecisionTable | None = None, lang: str = "zh") -> ReadTable:
    """Reads a workbook made by `to_sheet`; raises SheetRefused when it is none.

    `base` is the table as it was: titles in the other language and its basis are kept.
    """
    source = open_source(data)
    found = next(((name, grid) for name, grid in source.grids.items() if _is_table(grid)), None)
    if found is None:
        raise SheetRefused("sheet.no_decision")
    reader = _Reader(*found, base, lang)
    for row, column in source.marks[reader.sheet].worked_out():
        reader.problem(row, column, "sheet.formula")
    return reader.read()


def _is_table(grid: Grid) -> bool:
    return bool(grid) and bool(grid[0]) and known(LABELS, str(grid[0][0])) == "table"


class _Reader:
    """One sheet being read."""

    def __init__(self, sheet: str, grid: Grid, base: DecisionTable | None, lang: str) -> None:
        self.sheet, self.grid, self.base, self.lang = sheet, grid, base, lang
        self.rows = {key: n for n, row in enumerate(grid) if row and (key := known(LABELS, str(row[0])))}
        self.found = ReadTable()
        self.columns = {n: known(COLUMNS, self.text("column", n)) for n in range(1, max(map(len, grid)))}

    def read(self) -> ReadTable:
        self.found.name = self.text("table", 1)
        hit = self.text("hit", 1).partition(" ")[0].upper()
        if hit not in POLICIES:
            self.problem(self.rows.get("hit", 0), 1, "sheet.no_policy", value=hit, known=", ".join(POLICIES))
        if missing := [kind for kind in ("input", "output") if kind not in self.columns.values()]:
            self.problem(self.rows.get("column", 0), 0, f"sheet.no_{missing[0]}s")
        data = self._data(hit)
        if not self.found.problems:
            self._made(data)
        return self.found

    def _data(self, hit: str) -> dict[str, Any]:
        inputs = [self._input(n) for n in self.of("input")]
        outputs = [self._output(n) for n in self.of("output")]
        base = self.base
        return {
            "title": self._title(self.text("title", 1), base.title if base else None),
            "hit": hit,
            "inputs": inputs,
            "outputs": outputs,
            "rules": list(self._rules({each["name"] for each in inputs})),
            "basis": base.basis if base else None,
        }

    def of(self, kind: str) -> list[int]:
        """The columns of a kind."""
        return [n for n, each in self.columns.items() if each == kind]

    def cell(self, row: int | None, column: int) -> Any:
        if row is None or row >= len(self.grid) or column >= len(self.grid[row]):
            return None
        return raw(self.grid[row][column])

    def text(self, key: str, column: int) -> str:
        value = self.cell(self.rows.get(key), column)
        return "" if value is None else str(value).strip()

    def problem(self, row: int, column: int, code: str, **data: Any) -> None:
        self.found.problems.append(Problem(self.sheet, place(row, column), Message(code, data)))

    def _name(self, column: int) -> str:
        name = self.text("name", column)
        try:
            return user_key(name)
        except ValueError:
            self.problem(self.rows.get("name", 0), column, "bad_key", key=name)
            return ""

    def _head(self, column: int, before: Mapping[str, Any]) -> dict[str, Any]:
        name, kind = self._name(column), known(KIND_WORDS, self.text("type", column) or "any")
        if kind is None:
            told = {"value": self.text("type", column), "known": ", ".join(zh for zh, _ in KIND_WORDS.values())}
            self.problem(self.rows.get("type", 0), column, "sheet.no_type", **told)
        title = self._title(self.text("heading", column), getattr(before.get(name), "title", None))
        values = self._tests("values", column)
        return {"name": name, "title": title, "type": "number" if kind == WHOLE else kind, "values": values or None}

    def _input(self, column: int) -> dict[str, Any]:
        before = {each.name: each for each in self.base.inputs} if self.base else {}
        head = self._head(column, before)
        whole = known(KIND_WORDS, self.text("type", column)) == WHOLE
        return {**head, "options": self.text("options", column) or None, "whole": whole}

    def _output(self, column: int) -> dict[str, Any]:
        before = {each.name: each for each in self.base.outputs} if self.base else {}
        otherwise = self.cell(self.rows.get("else"), column)
        return {**self._head(column, before), "else": None if otherwise is None else written(otherwise, set())}

    def _tests(self, key: str, column: int) -> str:
        value = self.cell(self.rows.get(key), column)
        return "" if value is None else written(value, set(), unary=True)

    def _title(self, said: str, before: Text | None) -> Text | None:
        """The words of the sheet; where they are those of before, the other language comes along."""
        return before if before and before.say(self.lang) == said else Text(zh=said) if said else None

    def _rules(self, names: set[str]) -> Iterator[dict[str, Any]]:
        first = max(self.rows.values()) + 1
        columns = [n for n, kind in self.columns.items() if kind]
        for row in range(first, len(self.grid)):
            if all(is_blank(self.cell(row, n)) for n in columns):
                continue
            basis = [str(value) for n in self.of("basis") if (value := self.cell(row, n)) is not None]
            yield {
                "when": [self._cell(row, n, names, True) for n in self.of("input")],
                "then": [self._cell(row, n, names, False) for n in self.of("output")],
                "note": "".join(str(self.cell(row, n) or "") for n in self.of("note")),
                "basis": basis[0] if basis else None,
            }

    def _cell(self, row: int, column: int, names: set[str], unary: bool) -> str:
        value = self.cell(row, column)
        return "-" if value is None else written(value, names, unary)

    def _made(self, data: Mapping[str, Any]) -> None:
        try:
            self.found.table = DecisionTable.model_validate(data)
        except ValidationError as wrong:
            for each in findings_of(wrong, {}):
                self.found.problems.append(Problem(self.sheet, "A1", Message(each.code, each.data)))


def written(value: Any, names: set[str], unary: bool = False) -> str:
    """A cell as an expression or unary tests: numbers and dates of the workbook, and plain words, as literals."""
    if isinstance(value, (int, float, dt.date)) and not isinstance(value, bool):
        return feel.to_text(Decimal(str(value)) if isinstance(value, (int, float)) else value)
    text = _BOOLEANS.get(str(value), str(value).strip())
    if text in ANYTHING or _means_something(text, names, unary):
        return text
    words = [w for w in _BETWEEN.split(text) if w] if unary else [text]
    plain = all(_WORD.fullmatch(word) for word in words)
    return ", ".join(feel.to_text(word) for word in words) if plain else text


def _means_something(text: str, names: set[str], unary: bool) -> bool:
    """Whether it can be read and speaks of nothing but the inputs."""
    try:
        tree = feel.parse_tests(text) if unary else feel.parse(text)
        return all(path[0] in names for path in feel.references(tree))
    except FeelError:
        return False
