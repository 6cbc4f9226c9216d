"""A code list as a grid shows and changes it: its entries as rows with identities, changed as rows of a table are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from forms.definition import CodeList, Form, Level, ListItem
from forms.design.refusing import Refused
from forms.design.starting import key_for
from forms.design.tree import Data
from forms.draft import apply
from forms.edits import AddRows, DeleteRows, Edit, SetValue
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding, Place
from forms.reading import DefinitionFinding
from forms.text import Message, Text
from forms.values import new_id, rows

ITEMS: Final = "items"
_COLUMNS = (
    ("key", "text", "编码", "Code"), ("zh", "text", "名称", "Title (Chinese)"),
    ("en", "text", "英文名称", "Title (English)"), ("above", "text", "上级编码", "Code above"),
    ("from", "date", "起", "From"), ("until", "date", "止", "Until"),
)  # fmt: skip
_TABLE = {
    "key": ITEMS, "type": "table", "title": {"zh": "条目", "en": "Entries"}, "row_title": "zh",
    "fields": [
        {"key": key, "type": kind, "title": {"zh": zh, "en": en}, "width": 2 if key in ("zh", "en") else 1}
        for key, kind, zh, en in _COLUMNS
    ],
}  # fmt: skip
GRID: Final = Form.model_validate(
    {"id": ITEMS, "title": "代码表", "pages": [{"id": ITEMS, "title": "代码表", "fields": [_TABLE]}]}
)
"""The entries of a list as a table of a form: what grids, paste boxes and edits know."""
Known = Sequence[tuple[str, str]]
"""Identities of rows with the keys that their entries had, in their order."""
Row = Mapping[str, Any]


def table() -> TableField:
    """The table of the entries."""
    return GRID.tables[ITEMS]


def rows_of(code_list: CodeList, known: Known = ()) -> list[dict[str, Any]]:
    """The entries as rows; one whose key is known keeps its identity, so that a grid stays where it is."""
    free: dict[str, list[str]] = {}
    for row, key in known:
        free.setdefault(key, []).append(row)
    taken = {row for row, _ in known}
    return [_row(item, _identity(item.key, n, free, taken)) for n, item in enumerate(code_list.items)]


def _identity(key: str, number: int, free: dict[str, list[str]], taken: set[str]) -> str:
    if free.get(key):
        return free[key].pop(0)
    tries = (f"{key}:{n}" if n else f"_{key}" for n in range(number + len(taken) + 2))
    found = next(t for t in tries if t not in taken)
    taken.add(found)
    return found


def _row(item: ListItem, row: str) -> dict[str, Any]:
    title = item.title or Text(zh="")
    held = {
        "key": item.key, "zh": title.zh, "en": title.en, "above": item.parent, "from": item.valid_from,
        "until": item.valid_until,
    }  # fmt: skip
    return {ROW_ID: row, **{k: v for k, v in held.items() if v}}


def known_of(found: Iterable[Row]) -> list[tuple[str, str]]:
    """What `rows_of` has to know to give these rows again."""
    return [(row[ROW_ID], str(row.get("key") or "")) for row in found]


def changed(found: Sequence[Row], edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """The rows after edits. Raises `Refused` where somebody changed the same meanwhile.

    An entry without a key gets one from its title; what lies under an entry goes along with its new key.
    """
    done = apply(GRID, {ITEMS: list(found)}, {}, edits)
    if done.conflicts:
        raise Refused("list_changed_meanwhile")
    made = [dict(row) for row in rows(done.values, ITEMS)]
    _keyed(made)
    _followed(found, made)
    return made


def _keyed(made: Sequence[dict[str, Any]]) -> None:
    taken = {str(row["key"]) for row in made if row.get("key")}
    for row in made:
        if not row.get("key") and row.get("zh"):
            row["key"] = key_for(row["zh"], taken)
            taken.add(row["key"])


def _followed(before: Sequence[Row], made: Sequence[dict[str, Any]]) -> None:
    keys = {row[ROW_ID]: row.get("key") for row in made}
    there = set(keys.values())
    moved = {row.get("key"): keys.get(row[ROW_ID]) for row in before if row.get("key") not in there}
    for row in made:
        row.update({"above": moved[row["above"]]} if moved.get(row.get("above")) else {})


@dataclass(frozen=True)
class ChangeEntries:
    """Edits of the rows that a person saw under these identities."""

    edits: tuple[Edit, ...]
    known: Known = ()

    def make(self, data: Data) -> str:
        before = rows_of(CodeList.model_validate(data), self.known)
        held = {row[ROW_ID]: item for row, item in zip(before, data[ITEMS], strict=True)}
        data[ITEMS] = [_item(row, held.get(row[ROW_ID], {})) for row in changed(before, self.edits)]
        return ""


def _item(row: Row, before: Mapping[str, Any]) -> dict[str, Any]:
    """The entry of a row; a unit's word for one, which no column shows, is kept."""
    words = {"zh": row.get("zh") or row.get("key") or "", "en": row.get("en")} if row.get("zh") or row.get("en") else {}
    title = before.get("title")
    if words and isinstance(title, Mapping) and title.get("one"):
        words["one"] = title["one"]
    held = {
        "key": row.get("key") or "", "title": {k: v for k, v in words.items() if v}, "parent": row.get("above"),
        "from": row.get("from"), "until": row.get("until"),
    }  # fmt: skip
    return {k: v for k, v in held.items() if v or k == "key"}


def laid(found: Sequence[Row], pasted: Sequence[Row], *, replace: bool = False) -> list[Edit]:
    """The edits that lay a pasted block over a list: entries of the same key change, others are added behind.

    With `replace` the list has the entries of the block and no others, in its order.
    """
    there = {str(row["key"]): row for row in found if row.get("key")}
    if replace:
        new = [{**there.get(str(row.get("key")), {}), **row, ROW_ID: new_id()} for row in pasted]
        return [DeleteRows(tuple(row[ROW_ID] for row in found)), AddRows(ITEMS, tuple(new))]
    edits: list[Edit] = []
    for row in (r for r in pasted if str(r.get("key")) in there):
        old = there[str(row["key"])]
        edits += [SetValue(k, v, old[ROW_ID], old.get(k)) for k, v in row.items() if v != old.get(k)]
    added = [{**row, ROW_ID: new_id()} for row in pasted if str(row.get("key")) not in there]
    return [*edits, AddRows(ITEMS, tuple(added))] if added else edits


def marked(found: Iterable[DefinitionFinding], shown: Sequence[Row]) -> list[Finding]:
    """The findings of a list at the cells of its rows."""
    made = []
    for each in found:
        parts = each.pointer.split("/")[1:]
        if parts[:1] != [ITEMS] or len(parts) < 2 or not parts[1].isdecimal() or int(parts[1]) >= len(shown):
            continue
        field = {"": "key", "title": "zh", "parent": "above"}.get(parts[2] if len(parts) > 2 else "", parts[-1])
        place = Place(field, ITEMS, shown[int(parts[1])][ROW_ID])
        level: Level = "error" if each.level == "error" else "warning"
        made.append(Finding(level, each.code, place, Text(zh=""), Message(each.code, each.data)))
    return made
