"""What a verb is, and the registry that knows them all.

A verb changes tasks (an opinion, 转办, 加签 …) or stops and lengthens what runs (挂起, 延长). What follows from it,
such as a round that is complete, is an automatic transition; only 拿回 and 终止 move a case by themselves.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forms.text import Message
from workflows.engine.situation import Situation
from workflows.engine.tasks import theirs
from workflows.engine.types import Action, Actor, CaseFacts, Decision, Refusal, TaskFacts

EVERYBODY = "*"
"""Among the roles of a verb: whoever has the task."""


@dataclass(frozen=True, eq=False)
class VerbAttempt:
    """A verb that somebody wants to use; `dry` asks whether they could, with nothing given yet."""

    situation: Situation
    action: Action
    dry: bool = False

    @property
    def case(self) -> CaseFacts:
        return self.situation.case

    @property
    def actor(self) -> Actor:
        return self.situation.actor

    @property
    def task(self) -> TaskFacts | None:
        """The task it is about."""
        return next((t for t in self.situation.case.tasks if t.id == self.action.task), None)


class Verb:
    """One verb. Subclasses set `name`; `about` says whether it needs a task.

    `roles` are those that may use it where the procedure does not say (`*`: whoever has the task, for verbs about a
    case whoever has one in it). Before it is asked, the engine has seen to what stands against all verbs: the case
    has moved on, has ended, is suspended, or was opened by a link to another task.
    """

    name: ClassVar[str]
    about: ClassVar[str] = "task"  # task | case
    roles: ClassVar[tuple[str, ...]] = ("*",)
    after_end: ClassVar[bool] = False  # also in a final state
    while_suspended: ClassVar[bool] = False
    by_link: ClassVar[bool] = False  # also by somebody who came by a link to this task
    offered: ClassVar[bool] = True  # shown among what can be done; False for what has a place of its own

    def form(self, situation: Situation) -> str | None:
        """The form use that is filled in with it, where there is one."""
        return None

    def decide(self, attempt: VerbAttempt) -> Decision | Refusal:
        """Everything it changes, or why it cannot be done."""
        raise NotImplementedError

    def why_not(self, attempt: VerbAttempt) -> Refusal | None:
        """What stands against it before anything is given with it, of a dry attempt: for those it is offered to."""
        found = self.decide(attempt)
        return found if isinstance(found, Refusal) else None

    def theirs(self, attempt: VerbAttempt) -> bool:
        """Whether the actor may use it at all: by a role, or because the task is theirs."""
        allowed = self.allowed(attempt)
        by_role = bool(set(allowed) & set(attempt.situation.roles))
        return by_role or (EVERYBODY in allowed and self.concerns(attempt))

    def allowed(self, attempt: VerbAttempt) -> Sequence[str]:
        """The roles that may use it in this procedure."""
        return attempt.situation.procedure.verbs.roles.get(self.name, self.roles)

    def concerns(self, attempt: VerbAttempt) -> bool:
        """Whether the actor is among those whom `*` stands for."""
        about = [attempt.task] if self.about == "task" else attempt.case.open_tasks
        return any(t is not None and theirs(t, attempt.actor) for t in about)

    def role(self, attempt: VerbAttempt) -> str:
        """The role in which it is used: the one of the procedure that allows it, else that of the task."""
        by_role = [r for r in self.allowed(attempt) if r in attempt.situation.roles]
        own = [t.role for t in attempt.case.tasks if t.active and theirs(t, attempt.actor)]
        task = [attempt.task.role] if attempt.task is not None and self.concerns(attempt) else []
        return next(iter([*task, *by_role, *own, *attempt.situation.roles]), "")


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
