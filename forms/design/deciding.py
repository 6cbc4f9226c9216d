"""A decision table as a grid shows and changes it: its rules as rows with identities, its columns one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from forms.canonical import plain
from forms.decision.compiled import ANYTHING
from forms.decision.from_sheet import written
from forms.decision.model import DecisionInput, DecisionOutput, DecisionTable
from forms.decision.sheet_words import COLUMNS
from forms.definition import Form, Level
from forms.design.refusing import Refused
from forms.design.tree import Data, dict_of
from forms.draft import apply
from forms.edits import AddRows, DeleteRows, Edit
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding, Place
from forms.json_text import step
from forms.reading import DefinitionFinding
from forms.text import Message, Text
from forms.values import new_id, rows

RULES: Final = "rules"
Side = Literal["inputs", "outputs"]
SIDES: Final[tuple[Side, ...]] = ("inputs", "outputs")
ANY: Final = "-"
LONGEST: Final = 2000  # characters of a cell
Known = Sequence[tuple[str, str]]
"""Identities of rows with what their rules said, in their order."""
Row = Mapping[str, Any]
SHORT: Final[Mapping[Side, str]] = {"inputs": "when", "outputs": "then"}


def grid_of(table: DecisionTable) -> Form:
    """The rules of a table as a table of a form: what grids, paste boxes and edits know."""
    fields = [
        {"key": f"{SHORT[side]}{n}", "type": "text", "max_length": LONGEST, "width": 2, "title": _title(column)}
        for side in SIDES
        for n, column in enumerate(getattr(table, side))
    ]
    fields += [
        {
            "key": key,
            "type": "text",
            "max_length": LONGEST,
            "width": 1,
            "title": {"zh": COLUMNS[key][0], "en": COLUMNS[key][1]},
        }
        for key in ("note", "basis")
    ]
    of = {"key": RULES, "type": "table", "title": {"zh": "规则", "en": "Rules"}, "fields": fields}
    page = {"id": RULES, "title": "决策表", "fields": [of]}
    return Form.model_validate({"id": RULES, "title": "决策表", "pages": [page]})


def _title(column: DecisionInput | DecisionOutput) -> Any:
    return plain(column.title) if column.title else column.name


def columns_of(grid: Form) -> TableField:
    """The table of the rules."""
    return grid.tables[RULES]


def rows_of(table: DecisionTable, known: Known = ()) -> list[dict[str, Any]]:
    """The rules as rows; one that says what a known one said keeps its identity, so that a grid stays where it is."""
    free: dict[str, list[str]] = {}
    for row, said in known:
        free.setdefault(said, []).append(row)
    taken, made = {row for row, _ in known}, []
    for number, rule in enumerate(table.rules):
        cells = {f"when{n}": _cell(rule.when, n) for n in range(len(table.inputs))}
        cells |= {f"then{n}": _cell(rule.then, n) for n in range(len(table.outputs))}
        cells |= {k: v for k, v in (("note", rule.note), ("basis", rule.basis)) if v}
        waiting = free.get(_said(cells))
        made.append({ROW_ID: waiting.pop(0) if waiting else _new(number, taken), **cells})
    return made


def _cell(cells: Sequence[str], at: int) -> str:
    return (cells[at] if at < len(cells) else "") or ANY


def _new(number: int, taken: set[str]) -> str:
    found = next(f"_r{n}" for n in range(number, number + len(taken) + 1) if f"_r{n}" not in taken)
    taken.add(found)
    return found


def _said(row: Row) -> str:
    return json.dumps([[k, v] for k, v in row.items() if k != ROW_ID], ensure_ascii=False)


def known_of(found: Iterable[Row]) -> list[tuple[str, str]]:
    """What `rows_of` has to know to give these rows again."""
    return [(row[ROW_ID], _said(row)) for row in found]


def worded(table: DecisionTable, row: Row) -> dict[str, Any]:
    """A row as it was typed or pasted, in the language of the table: 园区、楼宇 becomes `"园区", "楼宇"`."""
    names, made = set(table.params), {ROW_ID: row[ROW_ID]}
    for n in range(len(table.inputs)):
        made[f"when{n}"] = written(row.get(f"when{n}") or ANY, names, unary=True)
    for n in range(len(table.outputs)):
        made[f"then{n}"] = written(row.get(f"then{n}") or ANY, names)
    return {**made, **{k: row[k] for k in ("note", "basis") if row.get(k)}}


def changed(table: DecisionTable, found: Sequence[Row], edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """The rows after edits. Raises `Refused` where somebody changed the same meanwhile."""
    done = apply(grid_of(table), {RULES: list(found)}, {}, edits)
    if done.conflicts:
        raise Refused("decision_changed_meanwhile")
    before = {row[ROW_ID]: row for row in found}
    return [_kept(table, row, before.get(row[ROW_ID])) for row in rows(done.values, RULES)]


def _kept(table: DecisionTable, row: Row, before: Row | None) -> dict[str, Any]:
    return dict(row) if before is not None and _said(before) == _said(row) else worded(table, row)


@dataclass(frozen=True)
class ChangeRules:
    """Edits of the rows of a table that a person saw under these identities."""

    name: str
    edits: tuple[Edit, ...]
    known: Known = ()

    def make(self, data: Data) -> str:
        held = table_at(data, self.name)
        table = DecisionTable.model_validate(held)
        before = rows_of(table, self.known)
        kept = {row[ROW_ID]: (row, rule) for row, rule in zip(before, held.get(RULES, []), strict=True)}
        after = changed(table, before, self.edits)
        held[RULES] = [_rule(table, row, *kept.get(row[ROW_ID], ({}, {}))) for row in after]
        return ""


def _rule(table: DecisionTable, row: Row, before: Row, rule: Data) -> Data:
    if _said(row) == _said(before):
        return rule  # also where it has more cells than columns: the checks say so, and nothing gets lost unseen
    made: Data = {
        "when": [row[f"when{n}"] for n in range(len(table.inputs))],
        "then": [row[f"then{n}"] for n in range(len(table.outputs))],
    }
    return {**made, **{k: row[k] for k in ("note", "basis") if row.get(k)}}


@dataclass(frozen=True)
class MoveRules:
    """Some rules, one place further or back, as far as there is room."""

    name: str
    at: tuple[int, ...]
    by: int

    def make(self, data: Data) -> str:
        rules = table_at(data, self.name).get(RULES, [])
        ahead = -1 if self.by < 0 else 1
        chosen = sorted((n for n in self.at if 0 <= n < len(rules)), reverse=ahead > 0)
        blocked = -1 if ahead < 0 else len(rules)
        for n in chosen:
            if n + ahead == blocked:
                blocked = n
            else:
                rules[n], rules[n + ahead] = rules[n + ahead], rules[n]
        return ""


def table_at(data: Data, name: str) -> Data:
    """A table of a definition by its name."""
    found = data.get("decisions", {}).get(name)
    if found is None:
        raise Refused("no_decision", name=name)
    return dict_of(found)


def laid(table: DecisionTable, found: Sequence[Row], pasted: Sequence[Row], *, replace: bool = False) -> list[Edit]:
    """The edits that add a pasted block behind the rules, or with `replace` put it in their place."""
    new = tuple(worded(table, {**row, ROW_ID: new_id()}) for row in pasted)
    gone: list[Edit] = [DeleteRows(tuple(row[ROW_ID] for row in found))] if replace and found else []
    return [*gone, AddRows(RULES, new)] if new else []


def is_open(cell: str) -> bool:
    """Whether a cell lets everything pass."""
    return cell.strip() in ANYTHING


def marked(name: str, found: Iterable[DefinitionFinding], shown: Sequence[Row]) -> list[Finding]:
    """The findings of a table at the cells of its rows; one of a whole rule stands at its first cell."""
    made = []
    for each in found:
        row, cell = cell_of(name, each.pointer)
        if row is None or row >= len(shown):
            continue
        level: Level = "error" if each.level == "error" else "warning"
        place = Place(cell, RULES, shown[row][ROW_ID])
        made.append(Finding(level, each.code, place, Text(zh=""), Message(each.code, each.data)))
    return made


def cell_of(name: str, pointer: str) -> tuple[int | None, str]:
    """The rule and the column that a finding stands at: 2, when0; None for one that stands at no rule."""
    ahead = step("/decisions", name) + f"/{RULES}/"
    number, *rest = pointer.removeprefix(ahead).split("/") if pointer.startswith(ahead) else [""]
    if not number.isdecimal():
        return None, ""
    if rest[:1] in (["when"], ["then"]) and len(rest) > 1:
        return int(number), f"{rest[0]}{rest[1]}"
    return int(number), rest[0] if rest[:1] in (["note"], ["basis"]) else "when0"


def column_at(name: str, pointer: str) -> tuple[Side, int] | None:
    """The column that a finding stands at the head of."""
    for side in SIDES:
        ahead = step("/decisions", name) + f"/{side}/"
        number = pointer.removeprefix(ahead).partition("/")[0] if pointer.startswith(ahead) else ""
        if number.isdecimal():
            return side, int(number)
    return None
