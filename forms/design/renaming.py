"""A field renamed everywhere in its form: keys, paths, expressions, sentences, the sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from forms.definition import Form
from forms.design.parts import holder_of
from forms.design.places import Place, meaning_at, places, value_at
from forms.design.refusing import Refused
from forms.design.starting import key_for
from forms.design.tree import Data, field_at, taken
from forms.feel import FeelError
from forms.feel.names import Where
from forms.feel.renaming import Meaning, renamed
from forms.model import user_key
from forms.template import expressions
from forms.text import Text


@dataclass(frozen=True)
class Rename:
    """A field under another key. `keep` notes the old one under `formerly`: published data and workbooks know it."""

    path: str
    key: str
    keep: bool = False

    def make(self, form: Data) -> str:
        key, table = fitting(self.key), self.path.rpartition(".")[0]
        field = field_at(form, self.path)
        if key == field["key"]:
            return self.path
        if key in taken(form, table):
            raise Refused("design_key_taken", key=key)
        model = Form.model_validate(form)
        for place in places(model):
            change(form, place, model, tuple(self.path.split(".")), key)
        old, field["key"] = field["key"], key
        former = [k for k in field.get("formerly", []) if k != key]
        if self.keep and old not in former:
            former.append(old)
        field["formerly"] = former
        return f"{table}.{key}".removeprefix(".")


@dataclass(frozen=True)
class Retitle:
    """A title; the key of a field that nobody knows yet follows it, wherever the form speaks of it."""

    path: str
    title: Any

    def make(self, form: Data) -> str:
        field, table = field_at(form, self.path), self.path.rpartition(".")[0]
        field["title"] = self.title
        key = key_for(Text.model_validate(self.title).zh, taken(form, table) - {field["key"]})
        return Rename(self.path, key).make(form)


def fitting(key: str) -> str:
    """A key as it is written, without what stands around it; refused where it is none."""
    try:
        return user_key(key.strip())
    except ValueError as error:
        raise Refused("bad_key", key=key) from error


def change(data: Data, place: Place, form: Form, old: Where, new: str) -> bool:
    """Writes the new key where a place names the field; whether it does."""
    if place.kind == "of_object":
        return _change_name(data, place, old, new)
    before = value_at(data, place.pointer)
    after = named(before, place, form, old, new)
    if after == before:
        return False
    holder, name = holder_of(data, place.pointer)
    holder[int(name) if isinstance(holder, list) else name] = after
    return True


def named(text: str, place: Place, form: Form, old: Where, new: str) -> str:
    """The text of a place after the renaming; an expression that cannot be read is left for the checks to tell."""
    if place.kind == "key":
        return new if (*_parts(place.table), text) == old else text
    if place.kind == "path":
        return moved(text, old, new)
    if place.kind == "feel":
        return expression(text, meaning_at(form, place.table), old, new)
    return sentence(text, meaning_at(form, place.table), old, new)


def moved(path: str, old: Where, new: str) -> str:
    """A dotted path after the renaming."""
    parts = path.split(".")
    if tuple(parts[: len(old)]) == old:
        parts[len(old) - 1] = new
    return ".".join(parts)


def expression(text: str, meaning: Meaning, old: Where, new: str) -> str:
    """An expression after the renaming; one that cannot be read as it is."""
    try:
        return renamed(text, meaning, old, new)
    except FeelError:
        return text


def sentence(text: str, meaning: Meaning, old: Where, new: str) -> str:
    """A sentence with its expressions after the renaming."""
    for at, part in reversed(expressions(text)):
        text = text[:at] + expression(part, meaning, old, new) + text[at + len(part) :]
    return text


def _change_name(data: Data, place: Place, old: Where, new: str) -> bool:
    """Renames a key of an object and keeps its place among the others."""
    holder, name = holder_of(data, place.pointer)
    if not isinstance(holder, dict) or (*_parts(place.table), name) != old:
        return False
    kept = {(new if k == name else k): v for k, v in holder.items()}
    holder.clear()
    holder.update(kept)
    return True


def _parts(table: str) -> Where:
    return tuple(table.split(".")) if table else ()


