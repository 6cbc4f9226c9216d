"""What a kind of list is for exports, and the registry that knows them all.

A kind is one class in one file of `workflows/exports/kinds/`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from sqlmodel import Session

from forms.text import Message
from workflows.engine.types import Actor, Refusal
from workflows.exports.asked import TABLES, Asked
from workflows.exports.book import Book
from workflows.exports.tables import Tables
from workflows.exports.xlsx import Xlsx
from workflows.office import Office

Tick = Callable[[int, int], None]
"""Told how many are done, and of how many; may raise when the work is not wanted any more."""


@dataclass(frozen=True)
class Size:
    """How many lines a list has, and how many rows there are in the tables of their forms."""

    lines: int
    rows: int = 0
    heavy: bool = False  # it takes long however few there are


@dataclass(frozen=True)
class Order:
    """A wanted file in the hands of whoever makes it, inside one reading transaction."""

    office: Office
    session: Session
    actor: Actor
    asked: Asked
    now: datetime
    tick: Tick = lambda done, total: None


class ListKind:
    """One kind of list. Subclasses set `name`; what they write holds no more than the actor may read."""

    name: ClassVar[str]

    def title(self) -> Message:
        """What the file is called."""
        return Message(f"export.file.{self.name}")

    def size(self, order: Order) -> Size:
        """How much there is."""
        raise NotImplementedError

    def write(self, order: Order, book: Book) -> None:
        """Writes its sheets."""
        raise NotImplementedError

    def make(self, order: Order) -> Path | Refusal:
        """The whole file in a temporary place, from where the caller takes it away."""
        with (Tables() if order.asked.form == TABLES else Xlsx()) as book:
            self.write(order, book)
        return book.path


class Registry:
    """All kinds by name; filled by importing every module of `workflows.exports.kinds`."""

    def __init__(self) -> None:
        self._kinds: dict[str, ListKind] = {}
        self._loaded = False

    def add(self, cls: type[ListKind]) -> type[ListKind]:
        if cls.name in self._kinds:
            raise TypeError(f"{cls.__name__}: a kind of list needs a `name` of its own")
        self._kinds[cls.name] = cls()
        return cls

    def get(self, name: str) -> ListKind | None:
        self._load()
        return self._kinds.get(name)

    def __iter__(self) -> Iterator[str]:
        self._load()
        return iter(sorted(self._kinds))

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        package = importlib.import_module("workflows.exports.kinds")
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"workflows.exports.kinds.{module.name}")


registry = Registry()
list_kind = registry.add
