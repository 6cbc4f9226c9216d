"""Edits of what is not a field: pages, the form itself, rules, decision tables, the sheet of paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.design.refusing import Refused
from forms.design.starting import key_for
from forms.design.tree import Data, dict_of, page_of
from forms.json_text import step


@dataclass(frozen=True)
class AddPage:
    """A new page behind the others."""

    title: Any

    def make(self, form: Data) -> str:
        used = {p["id"] for p in form["pages"]}
        form["pages"].append({"id": key_for("page", used | {"page"}), "title": self.title, "fields": []})
        return ""


@dataclass(frozen=True)
class DeletePage:
    """A page that holds no fields; one is always left."""

    page: str

    def make(self, form: Data) -> str:
        found = page_of(form, self.page)
        if found["fields"]:
            raise Refused("design_page_full", count=len(found["fields"]))
        if len(form["pages"]) == 1:
            raise Refused("design_last_page")
        form["pages"] = [p for p in form["pages"] if p["id"] != self.page]
        return ""


@dataclass(frozen=True)
class MovePage:
    """A page, some places further or back."""

    page: str
    by: int

    def make(self, form: Data) -> str:
        found = page_of(form, self.page)
        pages: list[Data] = form["pages"]
        at = next(n for n, p in enumerate(pages) if p is found)
        del pages[at]
        pages.insert(max(0, min(len(pages), at + self.by)), found)
        return ""


@dataclass(frozen=True)
class SetPage:
    """One property of a page."""

    page: str
    name: str
    value: Any = None

    def make(self, form: Data) -> str:
        if self.name in ("id", "fields"):
            raise Refused("design_not_set", name=self.name)
        _set(page_of(form, self.page), self.name, self.value)
        return ""


@dataclass(frozen=True)
class SetForm:
    """One property of the form: its title, its layout, its documents."""

    name: str
    value: Any = None

    def make(self, form: Data) -> str:
        if self.name in ("id", "kind", "format", "pages"):
            raise Refused("design_not_set", name=self.name)
        _set(form, self.name, self.value)
        return ""


@dataclass(frozen=True)
class AddRule:
    """A rule behind the others, under a free id."""

    rule: Mapping[str, Any]

    def make(self, form: Data) -> str:
        used = {r["id"] for r in form.get("rules", [])}
        form.setdefault("rules", []).append({"id": key_for("rule", used), **self.rule})
        return ""


@dataclass(frozen=True)
class SetRule:
    """One property of a rule."""

    rule: str
    name: str
    value: Any = None

    def make(self, form: Data) -> str:
        if self.name == "id":
            raise Refused("design_not_set", name=self.name)
        _set(_rule(form, self.rule), self.name, self.value)
        return ""


@dataclass(frozen=True)
class DeleteRule:
    """A rule taken away."""

    rule: str

    def make(self, form: Data) -> str:
        found = _rule(form, self.rule)
        form["rules"] = [r for r in form["rules"] if r is not found]
        return ""


def _rule(form: Data, rule: str) -> Data:
    found = next((r for r in form.get("rules", []) if r["id"] == rule), None)
    if found is None:
        raise Refused("design_no_rule", rule=rule)
    return dict_of(found)


@dataclass(frozen=True)
class PutAt:
    """What a JSON pointer leads to, replaced; a pointer behind the last entry of a list, or to a new key, adds it."""

    pointer: str
    value: Any

    def make(self, form: Data) -> str:
        holder, name = holder_of(form, self.pointer)
        if isinstance(holder, dict):
            holder[name] = self.value
        elif name == "-" or _index(holder, name) == len(holder):
            holder.append(self.value)
        else:
            holder[_index(holder, name)] = self.value
        return ""


@dataclass(frozen=True)
class DeleteAt:
    """What a JSON pointer leads to, taken away."""

    pointer: str

    def make(self, form: Data) -> str:
        holder, name = holder_of(form, self.pointer)
        if isinstance(holder, dict) and name in holder:
            del holder[name]
        elif isinstance(holder, list) and _index(holder, name) < len(holder):
            del holder[_index(holder, name)]
        else:
            raise Refused("design_no_place", pointer=self.pointer)
        return ""


def _set(holder: Data, name: str, value: Any) -> None:
    if value is None:
        holder.pop(name, None)
    else:
        holder[name] = value


def holder_of(form: Data, pointer: str) -> tuple[Any, str]:
    """The object or list around a place; a list or object that is missing on the way is begun."""
    *way, last = [p.replace("~1", "/").replace("~0", "~") for p in pointer.split("/")[1:]] or [""]
    here: Any = form
    for n, name in enumerate(way):
        if isinstance(here, dict):
            if name not in here:
                here[name] = [] if [*way, last][n + 1] in ("-", "0") else {}
            here = here[name]
        elif isinstance(here, list) and _index(here, name) < len(here):
            here = here[_index(here, name)]
        else:
            raise Refused("design_no_place", pointer=pointer)
    if not isinstance(here, (dict, list)) or not pointer.startswith("/"):
        raise Refused("design_no_place", pointer=pointer)
    return here, last


def _index(holder: list[Any], name: str) -> int:
    found = int(name) if name.isascii() and name.isdecimal() else -1
    if not 0 <= found <= len(holder):
        raise Refused("design_no_place", pointer=step("", name))
    return found
