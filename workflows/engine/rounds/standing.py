"""How a round stands about one row: who agreed, what share, which score, whether it is complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from forms import feel
from workflows.engine.rounds.groups import Group
from workflows.engine.rounds.modes import mode_of
from workflows.engine.types import TaskFacts
from workflows.model.rounds import Round

_FINE = Decimal("1e-9")
Ask = Callable[[str, Mapping[str, Any]], Any]


@dataclass(frozen=True, eq=False)
class Standing:
    """The opinions of one group, counted. `ask` evaluates FEEL with names given besides those of the procedure."""

    round: Round
    group: Group
    opinions: tuple[Mapping[str, Any], ...]
    ask: Ask

    @property
    def waits(self) -> bool:
        """Whether somebody still has to say something."""
        return bool(self.group.waiting)

    @property
    def enough(self) -> bool:
        """Whether as many opinions were given as there have to be."""
        return len(self.opinions) >= self.round.at_least

    def weight(self, task: TaskFacts) -> int:
        return self.round.who[task.who].weight if 0 <= task.who < len(self.round.who) else 1

    @cached_property
    def agreeing(self) -> tuple[bool, ...]:
        """For each opinion whether it agrees; only true does."""
        text = self.round.agrees
        return tuple(text is not None and feel.satisfied(self.ask(text, {"o": o})) for o in self.opinions)

    @cached_property
    def total(self) -> int:
        """The weights of all who are asked."""
        return sum(self.weight(t) for t in self.group.asked)

    @cached_property
    def for_(self) -> int:
        """The weights of those who agreed."""
        return sum(self.weight(t) for t, yes in zip(self.group.given, self.agreeing, strict=True) if yes)

    @property
    def open_weight(self) -> int:
        """The weights of those who still have to say something."""
        return sum(self.weight(t) for t in self.group.asked if t.active)

    @property
    def share(self) -> Decimal | None:
        """The share of weights that agreed, of all who are asked; None where nothing tells what agrees."""
        return Decimal(self.for_) / Decimal(self.total) if self.round.agrees is not None and self.total else None

    @cached_property
    def wanted(self) -> Decimal | None:
        """The share that must agree."""
        found = self.ask(self.round.share, {}) if self.round.share is not None else None
        return found if isinstance(found, Decimal) else None

    def reached(self, weight: int) -> bool:
        """Whether a weight is the share that must agree; a share such as 2/3 is met by exactly two of three."""
        return self.wanted is not None and weight >= (self.wanted * self.total).quantize(_FINE)

    @cached_property
    def vetoed(self) -> bool:
        """Whether somebody who can refuse alone did not agree."""
        pairs = zip(self.opinions, self.agreeing, strict=True)
        return any(not yes and o["role"] in self.round.veto for o, yes in pairs)

    @property
    def veto_open(self) -> bool:
        """Whether somebody who can refuse alone has not spoken yet."""
        return any(t.active and t.role in self.round.veto for t in self.group.asked)

    @cached_property
    def score(self) -> Decimal | None:
        """The mean of the scores without the highest and the lowest `trim`; None where too few are left."""
        text, trim = self.round.score, self.round.trim
        given = [self.ask(text, {"o": o}) for o in self.opinions] if text is not None else []
        numbers = sorted(n for n in given if isinstance(n, Decimal))
        left = numbers[trim : len(numbers) - trim]
        return sum(left, Decimal()) / len(left) if left and len(numbers) > 2 * trim else None

    @cached_property
    def complete(self) -> bool:
        return mode_of(self.round).complete(self)

    @cached_property
    def view(self) -> dict[str, Any]:
        """How it stands, as expressions see it (`round`)."""
        return {
            "complete": self.complete,
            "agreed": mode_of(self.round).agreed(self) if self.complete else None,
            "share": self.share,
            "score": self.score,
            "count": Decimal(len(self.opinions)),
            "waiting": Decimal(len(self.group.waiting)),
        }
