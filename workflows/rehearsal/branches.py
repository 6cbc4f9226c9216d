"""Which ways the conditions of transitions went while rehearsals were played: branches, and rows of decision tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from forms import feel
from forms.decision.compiled import ready
from forms.decision.function import applying
from forms.decision.model import DecisionTable
from forms.feel.constant import NO_CONSTANT, constant
from forms.feel.values import Lambda
from forms.feel.watching import branches, watch
from workflows.definition import Procedure
from workflows.engine.guards.when import WATCHER
from workflows.engine.situation import Attempt

Branch = tuple[str, str, bool]
"""A transition, a condition in its guard, and what it was; for a row of a table `table(row)` and true."""


@dataclass
class Watched:
    """The branches that were taken."""

    taken: set[Branch] = field(default_factory=set)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Inside, every guard that is asked is looked at."""
        before = WATCHER.set(self._look)
        try:
            yield
        finally:
            WATCHER.reset(before)

    def _look(self, attempt: Attempt) -> None:
        situation, when = attempt.situation, attempt.transition.when or "true"
        context = {**situation.context, **self._tables(attempt)}
        watch(when, context, situation.services, lambda text, was: self.taken.add((attempt.id, text, was)))

    def _tables(self, attempt: Attempt) -> dict[str, Lambda]:
        """The decision tables, as functions that note which of their rows apply."""
        return {n: self._noting(attempt.id, n, t) for n, t in attempt.situation.procedure.decisions.items()}

    def _noting(self, transition: str, name: str, table: DecisionTable) -> Lambda:
        def called(args: list[Any], run: Any) -> Any:
            for row in applying(table, args, run):
                self.taken.add((transition, f"{name}({row + 1})", True))
            return plain.call(args, run)

        plain = _plain(name, table)
        return Lambda(table.params, called, name)


def _plain(name: str, table: DecisionTable) -> Any:
    from forms.decision.function import function

    return function(name, table)


def wanted(procedure: Procedure) -> list[Branch]:
    """Everything that conditions of transitions can do: each part true and false, each row of each table they ask."""
    found: list[Branch] = []
    for name, transition in procedure.transitions.items():
        if transition.when is not None:
            found += _of(name, transition.when, procedure.decisions)
    return found


def _of(transition: str, when: str, tables: Mapping[str, DecisionTable]) -> Iterable[Branch]:
    for text in branches(when):
        if constant(feel.parse(text)) is NO_CONSTANT:
            yield from ((transition, text, was) for was in (True, False))
    named = {path[0] for path in feel.references(when)} | {n for n in tables if f"{n}(" in when}
    for name in sorted(named & tables.keys()):
        if ready(tables[name]) is not None:
            yield from ((transition, f"{name}({n + 1})", True) for n in range(len(tables[name].rules)))


def missed(procedure: Procedure, taken: Iterable[Branch]) -> list[Branch]:
    """The branches that were never taken; booleans that an `if` gives back count as its condition's ways."""
    done = set(taken)
    return [branch for branch in wanted(procedure) if branch not in done]
