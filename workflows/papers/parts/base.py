"""What templates may speak of, part by part, and the registry that knows every part.

A part is one class in one file beside this one: the names it adds, with their shapes, and their values for a case.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from forms.paper.shape import Shape
from workflows.bundle import Bundle
from workflows.cases.opened import Opened
from workflows.model.papers import Paper


@dataclass(frozen=True)
class Wanted:
    """The paper to be filled: for which case, as who finds it; its 文号, and of what it replaces number and day."""

    found: Opened
    paper: Paper
    number: str = ""
    replaces: tuple[str, date] | None = None


class Part:
    """Names that a template may speak of. Subclasses set `place`: the higher wins where two parts have one name."""

    place: ClassVar[int] = 1

    def shapes(self, bundle: Bundle) -> Mapping[str, Shape]:
        """The names of a version's templates."""
        raise NotImplementedError

    def values(self, wanted: Wanted) -> Mapping[str, Any]:
        """The same names with what the issuer may read; groups as mappings, rows as lists, leaves as `Written`."""
        raise NotImplementedError


class Registry:
    """All parts; filled by importing every module of this package."""

    def __init__(self) -> None:
        self._parts: list[Part] = []

    def add(self, cls: type[Part]) -> type[Part]:
        self._parts.append(cls())
        return cls

    def __iter__(self) -> Iterator[Part]:
        return iter(sorted(self._parts, key=lambda p: (p.place, type(p).__name__)))


registry = Registry()
paper_part = registry.add


def load_all() -> None:
    """Imports every part once."""
    package = importlib.import_module("workflows.papers.parts")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"workflows.papers.parts.{module.name}")
