"""Every place of a definition that names something, or that is an expression: read off the models, no list beside them.

`workflows/model/naming.py` says in the model itself what a text is; this walk finds the places in one definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from forms.json_text import step
from forms.text import Text
from workflows.model.naming import Names, Says, Sentence

Meant = Names | Says | Sentence


@dataclass(frozen=True)
class Mention:
    """A text at a JSON pointer and what it is; `key`: the last step of the pointer itself is the text."""

    pointer: str
    text: str
    meant: Meant
    key: bool = False

    @property
    def name(self) -> str:
        """What it names, "" where it says something else."""
        return named(self.text, self.meant) if isinstance(self.meant, Names) else ""


def named(text: str, meant: Names) -> str:
    """The name in a text: all of it, what stands behind the lead, "" for a word that is none."""
    if text in meant.words or not text.startswith(meant.lead) or (not meant.lead and text.startswith("@")):
        return ""
    rest = text[len(meant.lead) :]
    return rest.removesuffix(")") if meant.lead.endswith("(") else rest


def mentions(model: BaseModel) -> Iterator[Mention]:
    """Every place of a definition that says something of the kind, in the order of the model."""
    yield from _of(model, "")


def _of(model: BaseModel, pointer: str) -> Iterator[Mention]:
    for name, info in type(model).model_fields.items():
        at = step(pointer, info.alias or name)
        yield from _at(getattr(model, name), info.annotation, tuple(info.metadata), at)


def _at(value: Any, annotation: Any, metadata: tuple[Any, ...], pointer: str) -> Iterator[Mention]:
    bare, said = unwrapped(annotation, metadata)
    if isinstance(value, str):
        yield from (Mention(pointer, value, m) for m in said if isinstance(m, (Names, Says)))
    elif isinstance(value, Text):
        yield from _words(value, said, pointer)
    elif isinstance(value, BaseModel):
        yield from _of(value, pointer)
    elif isinstance(value, Mapping):
        keys, values = (*get_args(bare), Any, Any)[:2]
        for key, each in value.items():
            told = unwrapped(keys, ())[1]
            yield from (Mention(step(pointer, key), key, m, key=True) for m in told if isinstance(m, Names))
            yield from _at(each, values, (), step(pointer, key))
    elif isinstance(value, (list, tuple)):
        inner = (*get_args(bare), Any)[0]
        for n, each in enumerate(value):
            yield from _at(each, inner, (), step(pointer, n))


def _words(value: Text, said: tuple[Any, ...], pointer: str) -> Iterator[Mention]:
    found = next((m for m in said if isinstance(m, Sentence)), None)
    if found is not None:
        plain = value.en is None and value.one is None
        yield Mention(pointer if plain else f"{pointer}/zh", value.zh, found)
        if value.en:
            yield Mention(f"{pointer}/en", value.en, found)


def unwrapped(annotation: Any, metadata: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """A type without what may be left out and what is said about it; and all that is said about it."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return unwrapped(inner, (*metadata, *more))
    if get_origin(annotation) in (Union, UnionType):
        rest = [a for a in get_args(annotation) if a is not type(None)]
        told = next((a for a in rest if get_origin(a) is Annotated), rest[0])
        return unwrapped(told, metadata)
    return annotation, metadata
