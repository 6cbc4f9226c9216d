"""Edits of fields: added, put in, moved, copied, taken away, one property set."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.design.refusing import Refused
from forms.design.starting import fresh, key_for
from forms.design.tree import Data, columns_of, field_at, find, height, page_of, taken
from forms.fields import registry

LEVELS = 2  # of tables


@dataclass(frozen=True)
class Spot:
    """Where fields are put: in a page or in a table, before one that stands there, or last."""

    page: str = ""
    table: str = ""
    before: str = ""  # key


@dataclass(frozen=True)
class Add:
    """A new field of a type; `more` are properties it begins with."""

    kind: str
    spot: Spot
    more: Mapping[str, Any] = field(default_factory=dict)

    def make(self, form: Data) -> str:
        if self.kind not in registry:
            raise Refused("design_no_type", type=self.kind)
        return _put(form, [fresh(self.kind, taken(form, self.spot.table), self.more)], self.spot)


@dataclass(frozen=True)
class Insert:
    """Fields from elsewhere, under free keys; documents that their basis names come along under `sources`."""

    fields: tuple[Mapping[str, Any], ...]
    spot: Spot
    sources: Mapping[str, Any] = field(default_factory=dict)

    def make(self, form: Data) -> str:
        if not self.fields:
            raise Refused("design_nothing")
        used, made = taken(form, self.spot.table), []
        for each in self.fields:
            new = copy.deepcopy(dict(each))
            new["key"] = new["key"] if new["key"] not in used else key_for(new["key"], used)
            used.add(new["key"])
            made.append(new)
        own = form.get("sources", {})
        form["sources"] = {**{k: v for k, v in self.sources.items() if k not in own}, **own}
        return _put(form, made, self.spot)


@dataclass(frozen=True)
class Move:
    """Fields that stand beside each other, to another place; a heading may take along what stands under it."""

    paths: tuple[str, ...]
    spot: Spot

    def make(self, form: Data) -> str:
        if not self.paths:
            raise Refused("design_nothing")
        _apart(self.paths, self.spot)
        moving = [field_at(form, path) for path in self.paths]
        spot = _after_all(form, self.spot, moving)
        for path in self.paths:
            fields, at = find(form, path)
            del fields[at]
        there = taken(form, spot.table)
        for each in moving:
            if each["key"] in there:
                raise Refused("design_key_there", key=each["key"])
            there.add(each["key"])
        return _put(form, moving, spot)


@dataclass(frozen=True)
class Duplicate:
    """The same field once more, right behind, under a free key."""

    path: str

    def make(self, form: Data) -> str:
        fields, at = find(form, self.path)
        table = self.path.rpartition(".")[0]
        new = copy.deepcopy(fields[at])
        new.pop("formerly", None)
        new["key"] = key_for(new["key"], taken(form, table))
        fields.insert(at + 1, new)
        _may_hold(form, table, new)
        return f"{table}.{new['key']}".removeprefix(".")


@dataclass(frozen=True)
class Delete:
    """Fields taken away. What named them is told by the checks."""

    paths: tuple[str, ...]

    def make(self, form: Data) -> str:
        if not self.paths:
            raise Refused("design_nothing")
        beside = ""
        for path in self.paths:
            fields, at = find(form, path)
            del fields[at]
            if fields:
                beside = f"{path.rpartition('.')[0]}.{fields[min(at, len(fields) - 1)]['key']}".removeprefix(".")
            else:
                beside = path.rpartition(".")[0]
        return beside


@dataclass(frozen=True)
class Set:
    """One property of a field; None takes it back to what the type says. The key has an edit of its own."""

    path: str
    name: str
    value: Any = None

    def make(self, form: Data) -> str:
        found = field_at(form, self.path)
        if self.name in ("key", "type", "fields"):
            raise Refused("design_not_set", name=self.name)
        if self.value is None:
            found.pop(self.name, None)
        else:
            found[self.name] = self.value
        return self.path


def _put(form: Data, made: list[Data], spot: Spot) -> str:
    """Puts fields into a page or a table; the path of the first."""
    target = columns_of(form, spot.table) if spot.table else page_of(form, spot.page)["fields"]
    at = next((n for n, f in enumerate(target) if f["key"] == spot.before), len(target))
    target[at:at] = made
    for each in made:
        _may_hold(form, spot.table, each)
    return f"{spot.table}.{made[0]['key']}".removeprefix(".")


def _may_hold(form: Data, table: str, field: Data) -> None:
    """Tables lie two levels deep, one in a row; a row has no place for headings and notes."""
    if not table:
        return
    if not registry[field["type"]].valued:
        raise Refused("design_told_in_table", type=registry[field["type"]].name)
    if table.count(".") + 1 + height(field) > LEVELS:
        raise Refused("design_too_deep")
    if height(field) and sum(1 for f in columns_of(form, table) if height(f)) > 1:
        raise Refused("design_second_inner", path=table)


def _apart(paths: tuple[str, ...], spot: Spot) -> None:
    """Nothing moves into itself."""
    for path in paths:
        if f"{spot.table}.".startswith(f"{path}."):
            raise Refused("design_into_itself", path=path)


def _after_all(form: Data, spot: Spot, moving: list[Data]) -> Spot:
    """The place, where it was named by one of those that move: then it is that of the next one that stays."""
    target = columns_of(form, spot.table) if spot.table else page_of(form, spot.page)["fields"]
    at = next((n for n, f in enumerate(target) if f["key"] == spot.before), len(target))
    stays = next((f["key"] for f in target[at:] if not any(f is m for m in moving)), "")
    return Spot(spot.page, spot.table, stays)
