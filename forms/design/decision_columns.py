"""The decision tables of a definition and their columns, changed one by one; cells and names follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forms.decision.sheet_words import COLUMNS, WHOLE
from forms.design.deciding import ANY, RULES, SHORT, SIDES, Side, table_at
from forms.design.refusing import Refused
from forms.design.starting import key_for
from forms.design.tree import Data, dict_of
from forms.feel import FeelError
from forms.feel.lexer import tokens
from forms.model import user_key


@dataclass(frozen=True)
class AddDecision:
    """A table with one condition and one result; its name comes from its title and is what the edit leaves chosen."""

    title: str
    taken: frozenset[str] = frozenset()  # names that mean something else

    def make(self, data: Data) -> str:
        if not self.title.strip():
            raise Refused("design_title_needed")
        tables = data.setdefault("decisions", {})
        name = key_for(self.title.strip(), {*tables, *self.taken})
        first = {side: [{"name": COLUMNS[word][0]}] for side, word in (("inputs", "input"), ("outputs", "output"))}
        tables[name] = {"title": self.title.strip(), "hit": "U", **first, RULES: [{"when": [ANY], "then": [ANY]}]}
        return name


@dataclass(frozen=True)
class DeleteDecision:
    """A table taken away."""

    name: str

    def make(self, data: Data) -> str:
        table_at(data, self.name)
        del data["decisions"][self.name]
        return ""


@dataclass(frozen=True)
class SetDecision:
    """One property of a table: its title, its policy, its basis."""

    name: str
    prop: str
    value: Any = None

    def make(self, data: Data) -> str:
        _put(table_at(data, self.name), self.prop, self.value)
        return ""


@dataclass(frozen=True)
class AddColumn:
    """A condition or result behind the others of its kind, open in every rule."""

    name: str
    side: Side
    title: str

    def make(self, data: Data) -> str:
        if not self.title.strip():
            raise Refused("design_title_needed")
        table = table_at(data, self.name)
        used = {c["name"] for side in SIDES for c in table.get(side, [])}
        key = key_for(self.title.strip(), used)
        titled = {} if key == self.title.strip() else {"title": self.title.strip()}
        table.setdefault(self.side, []).append({"name": key, **titled})
        _cells(table, self.side)
        return ""


@dataclass(frozen=True)
class SetColumn:
    """One property of a column; a name is changed in the cells that speak of it, `whole` is a type of its own."""

    name: str
    side: Side
    at: int
    prop: str
    value: Any = None

    def make(self, data: Data) -> str:
        table = table_at(data, self.name)
        column = _column(table, self.side, self.at)
        if self.prop == "name":
            self._rename(table, column)
        elif self.prop == "type":
            _put(column, "type", "number" if self.value == WHOLE else self.value)
            _put(column, "whole", self.value == WHOLE)
        else:
            _put(column, self.prop, self.value)
        return ""

    def _rename(self, table: Data, column: Data) -> None:
        try:
            new = user_key(str(self.value or "").strip())
        except ValueError as error:
            raise Refused("bad_key", key=str(self.value or "")) from error
        if any(c is not column and c["name"] == new for c in table.get(self.side, [])):
            raise Refused("design_key_taken", key=new)
        old, column["name"] = column["name"], new
        if self.side == "inputs":
            for holder, key in _spoken(table):
                holder[key] = spoken_of(holder[key], old, new)


@dataclass(frozen=True)
class MoveColumn:
    """A column, one place further or back among its kind, with its cells."""

    name: str
    side: Side
    at: int
    by: int

    def make(self, data: Data) -> str:
        table = table_at(data, self.name)
        _column(table, self.side, self.at)
        to = max(0, min(len(table[self.side]) - 1, self.at + self.by))
        for cells in [table[self.side], *_cells(table, self.side)]:
            cells.insert(to, cells.pop(self.at))
        return ""


@dataclass(frozen=True)
class DeleteColumn:
    """A column taken away with its cells."""

    name: str
    side: Side
    at: int

    def make(self, data: Data) -> str:
        table = table_at(data, self.name)
        _column(table, self.side, self.at)
        for cells in [table[self.side], *_cells(table, self.side)]:
            del cells[self.at]
        return ""


def _column(table: Data, side: Side, at: int) -> Data:
    if not 0 <= at < len(table.get(side, [])):
        raise Refused("decision_changed_meanwhile")
    return dict_of(table[side][at])


def _cells(table: Data, side: Side) -> list[list[str]]:
    """The cells of every rule on one side, at least as many as there are columns."""
    found = [rule[SHORT[side]] for rule in table.get(RULES, [])]
    least = max((len(table[side]) for _ in found), default=0)
    for cells in found:
        cells.extend([ANY] * (least - len(cells)))
    return found


def _put(holder: Data, prop: str, value: Any) -> None:
    if value in (None, "", False):
        holder.pop(prop, None)
    else:
        holder[prop] = value


def _spoken(table: Data) -> Iterable[tuple[Any, Any]]:
    """Every expression of a table, as the object or list around it and its place there."""
    for side in SIDES:
        yield from ((c, k) for c in table.get(side, []) for k in ("values", "else") if c.get(k))
    for rule in table.get(RULES, []):
        yield from ((cells, n) for cells in (rule["when"], rule["then"]) for n in range(len(cells)))


def spoken_of(text: str, old: str, new: str) -> str:
    """A cell after an input got another name; what cannot be read stays for the checks to tell."""
    try:
        found = [t for t in tokens(text) if t.kind == "name"]
    except FeelError:
        return text
    for token in reversed(found):
        if token.text == old and not text[: token.pos].rstrip().endswith("."):
            text = text[: token.pos] + new + text[token.end :]
    return text
