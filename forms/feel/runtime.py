"""What a running expression stands on: the run with its budget and notes, and the frames of local names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from forms.feel import limits
from forms.feel.errors import LimitReached, Reason
from forms.feel.services import Services


class Frame:
    """Local names above outer ones; the values of a filter frame are the item itself."""

    __slots__ = ("run", "up", "values")
    run: Run
    up: Frame | None

    def __init__(self, run: Run, values: Any, up: Frame | None) -> None:
        self.run = run
        self.values = values
        self.up = up


_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


class Run(Frame):
    """One evaluation: where names come from, the services, the steps left, and what went wrong on the way.

    It is the lowest frame of its own; there are no local names to climb to in it. Most evaluations are short, so what
    few of them need is made when it is needed.
    """

    __slots__ = ("calls", "known", "left", "notes", "root", "services")

    def __init__(self, root: Mapping[str, Any], services: Services) -> None:
        self.run = self
        self.root = root
        self.services = services
        self.left = limits.STEPS
        self.calls = 0
        self.notes: list[Reason] | None = None
        self.known: Mapping[Any, Any] = _NOTHING  # what was read from the context and had to be converted, once

    def anew(self, root: Mapping[str, Any]) -> Run:
        """This run for the next context, as if it were a new one."""
        self.root, self.left, self.notes, self.known = root, limits.STEPS, None, _NOTHING
        return self

    def spend(self, steps: int) -> None:
        """Count steps; stops the evaluation when the budget is used up."""
        self.left -= steps
        if self.left < 0:
            raise LimitReached("too_many_steps", limit=limits.STEPS)

    def keep(self, key: Any, value: Any) -> Any:
        """Remember what was read; gives it back."""
        if self.known is _NOTHING:
            self.known = {}
        self.known[key] = value  # type: ignore[index]
        return value

    def at_home(self, root: Mapping[str, Any]) -> Run:
        """This run, continued where a function was written: the function reads the names of that place."""
        run = Run(root, self.services)
        self.notes = self.notes if self.notes is not None else []
        run.left, run.calls, run.notes = self.left, self.calls, self.notes
        return run

    def note(self, code: str, **data: Any) -> Any:
        """Remember why something became null; gives the null."""
        if self.notes is None:
            self.notes = []
        if len(self.notes) < limits.NOTES:
            self.notes.append(Reason(code, data))
        return None


Closure = Callable[[Frame], Any]
