"""Fictitious people, companies and places, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from stdnum.cn import uscc

from workflows.practice.model import Made, Words

TRIES = 20
_BODY = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class Names:
    """Makes up names for one district; `serial` keeps credit codes distinct in the whole office."""

    def __init__(self, words: Words, rng: random.Random, code: str, short: str, serial: Iterator[int]) -> None:
        self._words, self._rng, self._code, self._short, self._serial = words, rng, code, short, serial
        self._made: set[str] = set()

    def make(self, kind: Made) -> str:
        """A name of a kind that was not made before, as far as there are enough of them."""
        made = ""
        for _ in range(TRIES):
            made = getattr(self, f"_{kind}")()
            if made not in self._made:
                break
        self._made.add(made)
        return made

    def _pick(self, parts: list[str] | str) -> str:
        return self._rng.choice(parts)

    def _person(self) -> str:
        return self._pick(self._words.surnames) + self._pick(self._words.given)

    def _company(self) -> str:
        words = self._words
        brand = self._pick(words.brands) + self._pick(words.brands)[:1]
        return f"重庆{brand}{self._pick(words.trades)}{self._pick(words.companies)}"

    def _park(self) -> str:
        return f"{self._short}{self._pick(self._words.brands)}{self._pick(self._words.parks)}"

    def _address(self) -> str:
        return f"{self._short}{self._pick(self._words.streets)}{self._rng.randint(1, 320)}号"

    def _phone(self) -> str:
        return f"023-{self._rng.randint(40000000, 89999999)}"

    def _uscc(self) -> str:
        """A valid code of registration department 9, kind 1, in the district, over a running organisation number."""
        district = self._code if self._code.isdigit() else "500000"
        body = "91" + district + _organisation(next(self._serial))
        return body + str(uscc.calc_check_digit(body))


def _organisation(serial: int) -> str:
    """MA, six characters from the serial, and the check character of GB 11714."""
    digits = ""
    for _ in range(6):
        serial, rest = divmod(serial, len(_BODY))
        digits = _BODY[rest] + digits
    code = "MA" + digits
    values = [int(c) if c.isdigit() else ord(c) - 55 for c in code]
    check = 11 - sum(v * w for v, w in zip(values, _WEIGHTS, strict=True)) % 11
    return code + {10: "X", 11: "0"}.get(check, str(check))
