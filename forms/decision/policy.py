"""Hit policies: what becomes of the rules that apply (DMN 1.5, clause 8.2.8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any, Final

from forms.feel.operators import add
from forms.feel.runtime import Run
from forms.feel.values import equal, order

Outputs = list[Any]
Ranks = Sequence[Sequence[Any]]


def decided(hit: str, found: list[Outputs], ranks: Ranks, run: Run) -> list[Outputs] | Outputs | Any:
    """What a policy makes of the outputs of the rules that apply, at least one; None where they contradict it.

    A list of outputs for policies that take all rules, the outputs of one for those that take one, a value for those
    that add up.
    """
    return _POLICIES[hit](found, ranks, run)


def _unique(found: list[Outputs], ranks: Ranks, run: Run) -> Outputs | None:
    return found[0] if len(found) == 1 else None


def _any(found: list[Outputs], ranks: Ranks, run: Run) -> Outputs | None:
    return found[0] if all(equal(each, found[0], run.spend) is True for each in found) else None


def _first(found: list[Outputs], ranks: Ranks, run: Run) -> Outputs:
    return found[0]


def _all(found: list[Outputs], ranks: Ranks, run: Run) -> list[Outputs]:
    return found


def _ordered(found: list[Outputs], ranks: Ranks, run: Run) -> list[Outputs]:
    """By the first output's priority, then by the second's; what has none comes last."""
    run.spend(len(found) * sum(map(len, ranks)))
    return sorted(found, key=lambda outputs: [_rank(*pair) for pair in zip(outputs, ranks, strict=True)])


def _rank(value: Any, known: Sequence[Any]) -> int:
    return next((n for n, each in enumerate(known) if equal(value, each) is True), len(known))


def _priority(found: list[Outputs], ranks: Ranks, run: Run) -> Outputs:
    return _ordered(found, ranks, run)[0]


def _sum(found: list[Outputs], ranks: Ranks, run: Run) -> Any:
    return reduce(add, (outputs[0] for outputs in found))


def _extreme(side: int) -> Callable[[list[Outputs], Ranks, Run], Any]:
    def best(found: list[Outputs], ranks: Ranks, run: Run) -> Any:
        values = [outputs[0] for outputs in found]
        if any(order(value, values[0]) is None for value in values):
            return None
        return reduce(lambda a, b: b if order(b, a) == side else a, values)

    return best


def _count(found: list[Outputs], ranks: Ranks, run: Run) -> Decimal:
    return Decimal(len(found))


_POLICIES: Final[dict[str, Callable[[list[Outputs], Ranks, Run], Any]]] = {
    "U": _unique, "A": _any, "P": _priority, "F": _first, "R": _all, "O": _ordered, "C": _all,
    "C+": _sum, "C<": _extreme(-1), "C>": _extreme(1), "C#": _count,
}  # fmt: skip
