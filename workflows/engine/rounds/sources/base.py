"""What a source of participants is, and the family of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from forms import feel
from workflows.engine.types import TaskFacts
from workflows.model.rounds import Participant

if TYPE_CHECKING:
    from workflows.engine.situation import Situation


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked: in which role, and the token of whoever may answer."""

    role: str
    token: str
    relation: str = ""


class Source:
    """One way to say who takes part. `key` is the key of a participant that it is for."""

    key: ClassVar[str]

    def asked(self, situation: Situation, given: Participant, names: Mapping[str, Any]) -> Iterable[Asked]:
        """Who is asked now; `names` are those that expressions see, with `item` in a round per row."""
        raise NotImplementedError


_sources: dict[str, Source] = {}
S = TypeVar("S", bound=type[Source])


def source(cls: S) -> S:
    """Add a source to the family."""
    if cls.key in _sources:
        raise TypeError(f"two sources of {cls.key}")
    _sources[cls.key] = cls()
    return cls


def sources() -> Iterator[Source]:
    return iter(_sources.values())


def source_of(given: Participant) -> Source | None:
    """The source that a participant uses; None for one that says none."""
    return next((s for s in _sources.values() if getattr(given, s.key)), None)


def value(situation: Situation, text: str | None, names: Mapping[str, Any]) -> Any:
    return None if text is None else feel.evaluate(text, names, situation.services)


def ids(found: Any) -> Iterator[int]:
    """The ids in what an expression or an entry gives: a number, its text, a context with `id`, or a list of them."""
    if isinstance(found, Mapping):
        found = found.get("id")
    if isinstance(found, list):
        for each in found:
            yield from ids(each)
    elif isinstance(found, str | int | Decimal) and str(found).isascii() and str(found).isdecimal():
        yield int(found)


def same(task: TaskFacts, asked: Asked) -> bool:
    """Whether a task was opened for the same participant."""
    return (task.role, task.token) == (asked.role, asked.token)


def load_all() -> None:
    """Imports every source once."""
    package = importlib.import_module("workflows.engine.rounds.sources")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
