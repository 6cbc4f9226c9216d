"""What a kind of job is, and the registry that knows them all.

A kind is one class in one file beside this one. Its `run` does the long part outside any transaction and gives back
the effect, which is applied together with the end of the job. Work in several steps applies each by `Run.step`, and
begins after those that `Run.result` tells of when it is taken up again.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from sqlmodel import Session

if TYPE_CHECKING:
    from workflows.jobs.run import Run

Effect = Callable[[Session], Mapping[str, Any]]
"""Writes in the transaction it is given, and tells what is to be added to the result of the job (JSON)."""


class JobKind:
    """One kind of job. Subclasses set `name`; raising `Refused` ends a job with a sentence, anything else tries again.
    """

    name: ClassVar[str]
    attempts: ClassVar[int] = 5
    """How often it is taken up before it counts as failed."""
    of_cases: ClassVar[bool] = True
    """Whether it has to do with cases: rehearsals, which let years pass, leave the others alone."""
    by_the_clock: ClassVar[bool] = False
    """Whether it does something because a day has come: it waits while the clock is in doubt."""

    def run(self, run: Run) -> Effect:
        """The long part; what it gives back is applied with the end of the job."""
        raise NotImplementedError


class Registry:
    """All kinds by name; filled by importing every module of this package."""

    def __init__(self) -> None:
        self._kinds: dict[str, JobKind] = {}

    def add(self, cls: type[JobKind]) -> type[JobKind]:
        if cls.name in self._kinds:
            raise TypeError(f"{cls.__name__}: a kind of job needs a `name` of its own")
        self._kinds[cls.name] = cls()
        return cls

    def __getitem__(self, name: str) -> JobKind:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._kinds))


registry = Registry()
job_kind = registry.add


def load_all() -> None:
    """Imports every module of this package once."""
    package = importlib.import_module("workflows.jobs.kinds")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"workflows.jobs.kinds.{module.name}")
