"""What a mode is: when a round is complete, whose turn it is, and what nobody has to answer any more."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from workflows.engine.types import TaskFacts
from workflows.model.rounds import Round

if TYPE_CHECKING:
    from workflows.engine.rounds.standing import Standing


class Mode:
    """One mode. `needs` are the keys of a round that it cannot do without."""

    name: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()
    uses: ClassVar[tuple[str, ...]] = ("agrees",)  # further keys that say something in it

    def complete(self, standing: Standing) -> bool:
        """Whether nothing more is to be said: all have answered, and there are enough of them."""
        return not standing.waits and standing.enough

    def agreed(self, standing: Standing) -> bool | None:
        """What a complete round comes to, where `agrees` tells: all agreed."""
        return all(standing.agreeing) if standing.round.agrees is not None else None

    def overtaken(self, standing: Standing) -> bool:
        """Whether what still waits is to be closed, since nothing hangs on it."""
        return False

    def turn(self, task: TaskFacts, group: Sequence[TaskFacts]) -> bool:
        """Whether a task may be done now, as far as the order of participants goes."""
        return True


_modes: dict[str, Mode] = {}
M = TypeVar("M", bound=type[Mode])


def mode(cls: M) -> M:
    """Add a mode to the family."""
    if cls.name in _modes:
        raise TypeError(f"two modes named {cls.name}")
    _modes[cls.name] = cls()
    return cls


def mode_of(round_: Round) -> Mode:
    return _modes[round_.mode]


def modes() -> Iterator[Mode]:
    return iter(_modes.values())


def load_all() -> None:
    """Imports every mode once."""
    package = importlib.import_module("workflows.engine.rounds.modes")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
