"""A file of several sheets that are written row by row, all at the same time, in little memory."""

from __future__ import annotations

import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar

Headings = Sequence[tuple[str, float]]
"""Headings with the widths of their columns, in characters."""


@dataclass(frozen=True)
class SheetOf:
    """A sheet: a title, lines of words above the list, headings with widths, rows."""

    title: str
    headings: Headings
    rows: Iterable[Sequence[Any]]
    above: Sequence[str] = ()


Put = Callable[[Sequence[Any]], None]
"""Adds a row to a sheet."""


class Book(ABC):
    """One file. Left by an error it leaves nothing behind; left well it lies at `path`, for the caller to take away."""

    ending: ClassVar[str]

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="list-")
        self.folder = Path(self._folder.name)
        with tempfile.NamedTemporaryFile(prefix="list-", suffix=self.ending, delete=False) as file:
            self.path = Path(file.name)
        self._names: set[str] = set()

    @abstractmethod
    def sheet(self, title: str, headings: Headings, above: Sequence[str] = (), optional: bool = False) -> Put:
        """Begins a sheet; its rows may be put in while others are being written. An optional one needs some."""

    @abstractmethod
    def finish(self) -> None:
        """Puts the file together."""

    def put(self, each: SheetOf) -> None:
        """A whole sheet."""
        put = self.sheet(each.title, each.headings, each.above)
        for row in each.rows:
            put(row)

    def free(self, title: str, longest: int) -> str:
        """A title that no other sheet has."""
        base = title.strip()[: longest - 4].strip() or "Sheet"
        tries = (title.strip()[:longest], *(f"{base} {n}" for n in range(2, 10_000)))
        name = next(t for t in tries if t and t.casefold() not in self._names)
        self._names.add(name.casefold())
        return name

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        try:
            if kind is None:
                self.finish()
        except BaseException:
            kind = BaseException
            raise
        finally:
            self._folder.cleanup()
            if kind is not None:
                self.path.unlink(missing_ok=True)
