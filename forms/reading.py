"""Definitions from JSON text: typed objects, or findings with line and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from forms.definition import CodeList, Form
from forms.feel.nearest import nearest
from forms.json_text import Positions, Reading, Unreadable, position, read_json, step
from forms.messages import say
from forms.text import Message

__all__ = [
    "DefinitionFinding", "Parsed", "Positions", "Reading", "Unreadable",
    "findings_of", "load", "load_form", "load_list", "located", "parsed", "read_json",
]  # fmt: skip

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class DefinitionFinding:
    """Something wrong (`error`, hinders publishing), doubtful (`warning`) or not decided (`info`), and where.

    `pointer` is a JSON pointer; `line` and `column` count from 1, 0 where the text is not known.
    """

    level: Literal["error", "warning", "info"]
    code: str
    pointer: str
    data: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0
    column: int = 0

    def say(self, lang: str = "zh") -> str:
        """The sentence: offender, nearest name, way out."""
        return say(Message(self.code, self.data), lang)


@dataclass(frozen=True)
class Parsed(Generic[M]):
    """What became of a text: the model, or None with findings; positions for later findings."""

    model: M | None
    findings: list[DefinitionFinding]
    positions: Positions


def load_form(source: str | Mapping[str, Any]) -> Form:
    """A form from JSON text or data; raises `Unreadable` or `ValidationError`."""
    return load(Form, source)


def load_list(source: str | Mapping[str, Any]) -> CodeList:
    """A code list from JSON text or data; raises `Unreadable` or `ValidationError`."""
    return load(CodeList, source)


def load(model: type[M], source: str | Mapping[str, Any]) -> M:
    """A definition of any model from JSON text or data; raises `Unreadable` or `ValidationError`."""
    if not isinstance(source, str):
        return model.model_validate(source)
    return parsed(model, source).model or model.model_validate(read_json(source).data)


def parsed(model: type[M], text: str | bytes) -> Parsed[M]:
    """A definition of any model from text; never raises, whatever the text is. All who ask share what comes back."""
    return _parsed(model, text)


@lru_cache(maxsize=256)  # publishing reads each text of a family of procedures a dozen times
def _parsed(model: type[M], text: str | bytes) -> Parsed[M]:
    try:
        reading = read_json(text)
    except Unreadable as error:
        found = DefinitionFinding("error", error.message.code, "", error.message.data, error.line, error.column)
        return Parsed(None, [found], {})
    try:
        return Parsed(model.model_validate(reading.data), [], reading.positions)
    except ValidationError as error:
        return Parsed(None, findings_of(error, reading.positions), reading.positions)


def located(findings: Iterable[DefinitionFinding], positions: Positions) -> list[DefinitionFinding]:
    """The findings with line and column from their pointers, in the order of the text."""
    found = [(position(positions, f.pointer), f) for f in findings]
    return [replace(f, line=at[0], column=at[1]) for at, f in sorted(found, key=lambda pair: pair[0])]


def findings_of(error: ValidationError, positions: Positions) -> list[DefinitionFinding]:
    """What pydantic found, in sentences of ours."""
    found = []
    for details in error.errors(include_url=False):
        pointer = _pointer(details, positions)
        code, data = _words(details, pointer)
        at_key = code.startswith("unknown_key")
        line, column = position(positions, step(pointer, data["key"]) if at_key else pointer, at_key)
        found.append(DefinitionFinding("error", code, pointer, data, line, column))
    return sorted(found, key=lambda f: (f.line, f.column))


def _pointer(details: ErrorDetails, positions: Positions) -> str:
    """The pointer to the offender; names of union members in pydantic's location are no part of the text."""
    key = (details.get("ctx") or {}).get("key")
    last = (key,) if details["type"] == "unknown_key" and isinstance(key, str) else ()
    pointer = _resolved((*details["loc"], *last), positions, "")[1]
    return pointer.rpartition("/")[0] if last else pointer


def _resolved(parts: tuple[str | int, ...], positions: Positions, pointer: str) -> tuple[int, str]:
    """The pointer that takes in as many of the parts as the text has, and how many those are."""
    if not parts:
        return 0, pointer
    below = step(pointer, parts[0])
    without = _resolved(parts[1:], positions, pointer)
    if positions and below not in positions:
        return without
    count, taken = _resolved(parts[1:], positions, below)
    return (count + 1, taken) if count + 1 >= without[0] else without


def _words(details: ErrorDetails, pointer: str) -> tuple[str, dict[str, Any]]:
    kind, context = details["type"], details.get("ctx") or {}
    if kind == "missing":
        return "missing_key", {"key": str(details["loc"][-1])}
    if kind == "unknown_key":
        return ("unknown_key_near" if context["near"] else "unknown_key"), dict(context)
    if kind == "field_type":
        near = nearest(context["type"], context["known"].split(", "))
        return ("field_type_near" if near else "field_type"), {**context, "near": near}
    if kind in ("bad_key", "bad_amount", "bad_day"):
        return kind, dict(context)
    if kind in ("literal_error", "union_tag_invalid", "enum"):
        return _not_one_of(details, pointer, context)
    if kind == "union_tag_not_found":
        return "missing_key", {"key": str(context.get("discriminator", "")).strip("'")}
    return _kind_words(kind)


def _not_one_of(details: ErrorDetails, pointer: str, context: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    value = details["input"]
    if pointer == "/format" and isinstance(value, int):
        return "newer_format", {"value": value}
    if isinstance(value, dict):
        value = context.get("tag", "")
    expected = str(context.get("expected") or context.get("expected_tags", ""))
    return "not_one_of", {"value": value, "expected": expected.replace("'", "").replace(" or ", ", ")}


_KINDS = {"string": "text", "int": "number", "bool": "flag", "list": "list", "dict": "object", "model": "object"}


def _kind_words(kind: str) -> tuple[str, dict[str, Any]]:
    """What has to stand there; pydantic's own words are English and speak of Python, so they are never passed on."""
    wanted = "number" if kind == "finite_number" else _KINDS.get(kind.partition("_")[0])
    return ("wrong_kind", {"wanted": Message(f"kind.{wanted}")}) if wanted else ("bad_value", {})
