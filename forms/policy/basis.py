"""A basis taken apart: the document by its key in `sources`, the clause in words, the sentences by their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forms.policy.model import MARK, PolicySentence, PolicyText

_BETWEEN = re.compile(r"[、，,；;\s]+")
_RUNS = ("0123456789", "零〇一二三四五六七八九十百千")


@dataclass(frozen=True)
class Basis:
    """`S1 四（五） #02.40 #02.41`: a source, what is said of the place in it, and sentences of its text."""

    source: str = ""
    clause: str = ""
    numbers: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As definitions write it; "" where no source is named."""
        parts = [self.source, self.clause.strip(), *(MARK + n for n in self.numbers)]
        return " ".join(p for p in parts if p) if self.source else ""


def basis_of(text: str | None) -> Basis:
    """The parts of a basis."""
    source, *others = (text or "").split() or [""]
    numbers = tuple(dict.fromkeys(w[1:] for w in others if w.startswith(MARK) and len(w) > 1))
    return Basis(source, " ".join(w for w in others if not w.startswith(MARK)), numbers)


def passages(policy: PolicyText, basis: Basis) -> list[PolicySentence]:
    """The sentences that a basis speaks of: those that it numbers, or else all of its clause."""
    if basis.numbers:
        return [policy.by_number[n] for n in basis.numbers if n in policy.by_number]
    clauses = [c.replace("(", "（").replace(")", "）") for c in _BETWEEN.split(basis.clause) if c]
    return [s for s in policy.sentences if any(_lies_in(s.under, c) for c in clauses)]


def _lies_in(under: str, clause: str) -> bool:
    """Whether an article is a clause, or lies in it: 五（三）1 lies in 五（三）, 五（三）10 not in 五（三）1."""
    if not under.startswith(clause):
        return False
    rest = under[len(clause) :]
    return not rest or not any(clause[-1] in run and rest[0] in run for run in _RUNS)
