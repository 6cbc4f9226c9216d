"""How a draw comes out: from its seed and its pool alone, the same on every machine.

The algorithm `sandbox-draw-1`, in whole numbers only, so that it can be repeated in any language:

1. Before the pool is fixed the office makes a secret seed of 32 random bytes and publishes its SHA-256 (the
   commitment). It can't choose the seed afterwards, and nobody who fills the pool knows it.
2. At the draw the pool is written down: every candidate with key, stratum, weight, and why it is left out. The salt is
   the SHA-256 of that text (canonical JSON: keys in order, no spaces, UTF-8), so each pool draws anew.
3. K = HMAC-SHA256(seed, salt). `below(n, label)` is a number from 0 to n-1 that nothing favours: x is the number that
   HMAC-SHA256(K, canonical JSON of [*label, 0]) writes with its 32 bytes, the first the highest; if x is not below the
   largest multiple of n up to 2^256, the same with 1, 2 … in place of 0; the result is x modulo n.
4. Weights count in millionths, as whole numbers. In each stratum (in the order of their names by code point) those who
   are not left out and weigh more than 0 stand in the order of their keys. Turn t = 1, 2 … : r = below(sum of the
   weights, ["draw", stratum, t]); drawn is the first at whom the weights added up exceed r. It steps out; the next
   turn follows, until `count` are drawn or nobody is left.
5. People are matched to what was drawn, in that order: of those who need not recuse themselves and are not matched to
   it yet, those with the fewest so far, in the order of their keys; below(how many they are, ["people", key, n])
   chooses the n-th of them.
"""

from __future__ import annotations

import hashlib
import hmac
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import accumulate

from workflows.audit.chain import canonical

NAME = "sandbox-draw-1"
UNIT = 10**6
HEAVIEST = 10**9
_SPAN = 1 << 256


@dataclass(frozen=True)
class Candidate:
    """Something that can be drawn: `weight` in millionths."""

    key: str
    stratum: str
    weight: int
    out: bool = False

    @property
    def counts(self) -> bool:
        return not self.out and self.weight > 0


@dataclass(frozen=True)
class Drawn:
    """What was drawn, in which stratum, at which turn of it."""

    key: str
    stratum: str
    turn: int


@dataclass(frozen=True)
class TooFew(Exception):
    """Not enough people may look at what was drawn."""

    key: str
    there: int


def millionths(weight: str) -> int | None:
    """A weight as written, in millionths; None for what is no weight."""
    try:
        found = Decimal(weight) * UNIT
    except InvalidOperation:
        return None
    if not found.is_finite() or found != found.to_integral_value() or not 0 <= found <= HEAVIEST * UNIT:
        return None
    return int(found)


@dataclass(frozen=True)
class Source:
    """Numbers that follow from a seed and a salt (both hex) and from what they are for."""

    seed: str
    salt: str
    _key: bytes = field(init=False, default=b"")

    def __post_init__(self) -> None:
        object.__setattr__(self, "_key", _mac(bytes.fromhex(self.seed), bytes.fromhex(self.salt)))

    def below(self, n: int, *label: str | int) -> int:
        """A number from 0 to n - 1."""
        limit, counter = _SPAN - _SPAN % n, 0
        while (x := int.from_bytes(_mac(self._key, canonical([*label, counter]).encode()), "big")) >= limit:
            counter += 1
        return x % n


def _mac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def drawn(pool: Iterable[Candidate], counts: Mapping[str, int], source: Source) -> list[Drawn]:
    """What is drawn, stratum by stratum, turn by turn."""
    strata: dict[str, list[Candidate]] = {}
    for each in pool:
        if each.counts:
            strata.setdefault(each.stratum, []).append(each)
    return [d for s in sorted(strata) for d in _in_stratum(s, strata[s], counts.get(s, 0), source)]


def _in_stratum(stratum: str, pool: list[Candidate], count: int, source: Source) -> Iterator[Drawn]:
    left = sorted(pool, key=lambda c: c.key)
    weights = [c.weight for c in left]
    for turn in range(1, min(count, len(left)) + 1):
        ends = list(accumulate(weights))
        at = bisect_right(ends, source.below(ends[-1], "draw", stratum, turn))
        yield Drawn(left[at].key, stratum, turn)
        del left[at], weights[at]


def matched(
    items: Sequence[Drawn], recused: Mapping[str, frozenset[str]], each: int, source: Source
) -> dict[str, list[str]]:
    """Key of what was drawn → keys of its people. `recused`: key of a person → what they must not look at.

    Raises `TooFew`.
    """
    load = dict.fromkeys(sorted(recused), 0)
    found: dict[str, list[str]] = {}
    for item in items:
        fit = [p for p in load if item.key not in recused[p]]
        if len(fit) < each:
            raise TooFew(item.key, len(fit))
        found[item.key] = chosen = []
        for n in range(1, each + 1):
            free = [p for p in fit if p not in chosen]
            least = min(load[p] for p in free)
            tied = [p for p in free if load[p] == least]
            chosen.append(tied[source.below(len(tied), "people", item.key, n)])
            load[chosen[-1]] += 1
    return found
