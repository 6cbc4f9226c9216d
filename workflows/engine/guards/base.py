"""What a guard is, and the family of them in the order in which they are asked."""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from typing import ClassVar, TypeVar

from forms.text import Message, Text
from workflows.definition import Procedure, Transition
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


class Guard(ABC):
    """One reason why a transition may not be taken. `cost` orders them; `name` stands in the refusal."""

    name: ClassVar[str]
    cost: ClassVar[int]
    everywhere: ClassVar[bool] = False  # every transition has it

    @abstractmethod
    def against(self, attempt: Attempt) -> Refusal | None:
        """Why not, None when nothing stands against it."""

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        """Whether a transition can meet it at all: what rehearsals have to try."""
        return True


_family: list[Guard] = []
G = TypeVar("G", bound=type[Guard])


def guard(cls: G) -> G:
    """Add a guard to the family."""
    if any(g.name == cls.name for g in _family):
        raise TypeError(f"two guards named {cls.name}")
    _family.append(cls())
    _family.sort(key=lambda g: g.cost)
    return cls


def guards() -> tuple[Guard, ...]:
    """All guards, cheap ones first."""
    return tuple(_family)


def refusal(attempt: Attempt, first: tuple[Guard, ...] | None = None) -> Refusal | None:
    """What the first guard that objects has to say."""
    for each in first if first is not None else guards():
        found = each.against(attempt)
        if found is not None:
            return Refusal(found.message, found.findings, each.name)
    return None


def role_titles(attempt: Attempt) -> list[Text] | Message:
    """Who may take the transition, in words."""
    procedure = attempt.situation.procedure
    return [procedure.roles[r].title for r in attempt.transition.by] or Message("nobody")


def say(attempt: Attempt, code: str, **data: object) -> Refusal:
    """A refusal that names the transition."""
    return Refusal(Message(code, {"transition": attempt.transition.title, **data}))


def load_all() -> None:
    """Imports every guard once."""
    package = importlib.import_module("workflows.engine.guards")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"workflows.engine.guards.{module.name}")
