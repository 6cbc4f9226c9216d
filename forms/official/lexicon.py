"""The words of official tables: data beside the code, so that a new word needs no program."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

_FILE: Final = Path(__file__).with_name("lexicon.json")


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the lexicon."""
    return re.compile(_words()[name])


@cache
def listed(name: str) -> tuple[str, ...]:
    """A list of words."""
    return tuple(_words()[name])


def word(name: str) -> str:
    """A single word, such as the name of a code list."""
    found: str = _words()[name]
    return found


@cache
def label_patterns(kind: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The patterns of labels of a field type, and whether each is only a hint (`~`)."""
    found = _words()["types"][kind]
    return tuple((re.compile(p.removesuffix("~"), re.IGNORECASE), p.endswith("~")) for p in found)


@cache
def kinds() -> tuple[str, ...]:
    """The types that labels tell."""
    return tuple(_words()["types"])


@cache
def known_options() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Labels whose options everybody knows."""
    return tuple((re.compile(p), tuple(o)) for p, o in _words()["known_options"].items())


@cache
def unit_kind(unit: str) -> str:
    """The field type that a unit asks for; "" for no unit."""
    return next((kind for kind, units in _words()["units"].items() if unit in units), "")


def shape_name(shape: str) -> str:
    """How a blank of a shape looks."""
    found: str = _words()["shapes"][shape]
    return found


def listed_names() -> dict[str, str]:
    """What a blank without any label is called by its shape."""
    found: dict[str, str] = _words()["names"]
    return found
