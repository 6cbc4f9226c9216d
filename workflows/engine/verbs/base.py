"""What a verb is, and the registry that knows them all.

A verb changes tasks (an opinion, 转办, 加签 …) or stops and lengthens what runs (挂起, 延长); it never moves a case
by itself. What follows from it, such as a round that is complete, is an automatic transition.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from forms.text import Message
from workflows.engine.situation import Situation
from workflows.engine.types import Action, Decision, Refusal, TaskFacts


@dataclass(frozen=True, eq=False)
class VerbAttempt:
    """A verb that somebody wants to use; `dry` asks whether they could, with nothing given yet."""

    situation: Situation
    action: Action
    dry: bool = False

    @property
    def task(self) -> TaskFacts | None:
        """The task it is about."""
        return next((t for t in self.situation.case.tasks if t.id == self.action.task), None)


class Verb:
    """One verb. Subclasses set `name`; `about` says whether it needs a task."""

    name: ClassVar[str]
    about: ClassVar[str] = "task"  # task | case

    def form(self, situation: Situation) -> str | None:
        """The form use that is filled in with it, where there is one."""
        return None

    def decide(self, attempt: VerbAttempt) -> Decision | Refusal:
        """Everything it changes, or why it cannot be done."""
        raise NotImplementedError


class Registry:
    """All verbs by name; filled by importing every module of this package."""

    def __init__(self) -> None:
        self._verbs: dict[str, Verb] = {}

    def add(self, cls: type[Verb]) -> type[Verb]:
        if cls.name in self._verbs:
            raise TypeError(f"{cls.__name__}: a verb needs a `name` of its own")
        self._verbs[cls.name] = cls()
        return cls

    def get(self, name: str) -> Verb | None:
        return self._verbs.get(name)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._verbs))


registry = Registry()
verb = registry.add


def refused(code: str, **data: object) -> Refusal:
    """A refusal of a verb."""
    return Refusal(Message(code, data), guard="verb")


def load_all() -> None:
    """Imports every module of this package once."""
    package = importlib.import_module("workflows.engine.verbs")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"workflows.engine.verbs.{module.name}")
