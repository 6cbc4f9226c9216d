"""How a chart is drawn: figure, bar, line, … One class per file; importing is registering."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from workflows.boards.answers import Answers
    from workflows.boards.figure import Answer
    from workflows.checks.board import At


class Kind:
    """One kind. It says of how many dimensions it is, of which sources, and makes the shape that pages draw."""

    name: ClassVar[str]
    dimensions: ClassVar[tuple[int, int]] = (0, 0)  # at least, at most
    sources: ClassVar[frozenset[str]] = frozenset({"cases", "rows", "tasks", "steps", "entries"})

    def draw(self, answers: Answers) -> Answer:
        """The answered chart."""
        raise NotImplementedError

    def problems(self, at: At, chart: Any) -> None:
        """Note what else is wrong with a chart of this kind."""


class Registry:
    """All kinds by name; filled by importing every module of this package."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}

    def add(self, cls: type[Kind]) -> type[Kind]:
        if cls.name in self._kinds:
            raise TypeError(f"{cls.__name__} needs a name of its own")
        self._kinds[cls.name] = cls()
        return cls

    def __getitem__(self, name: str) -> Kind:
        return self._kinds[name]

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._kinds))


kinds = Registry()
kind = kinds.add


def load_all() -> None:
    """Imports every kind once."""
    package = importlib.import_module("workflows.boards.kinds")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"workflows.boards.kinds.{module.name}")
