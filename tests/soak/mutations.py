"""Breaks every shipped procedure in every way there is: what checks find, what rehearsals find, what neither does.

`python -m tests.soak.mutations [HOW MANY OF EACH] [SEED]`
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from workflows.checks.mutating import judge
from workflows.commands.mutating import rehearsing, told
from workflows.publishing import DEFINITIONS, PRACTICE, shipped
from workflows.rehearsal.stage import theatre

LEAST = 0.2
"""The share that the checks have to find by themselves; half of all mutations only take a reader away."""


def main(argv: Sequence[str]) -> int:
    count, seed = [*map(int, argv), *(10_000, 1)[len(argv) :]]
    failed = False
    with theatre() as stage:
        for name, texts in {**shipped(), **shipped(PRACTICE)}.items():
            found = judge(texts, count, seed, rehearsing(stage, DEFINITIONS / name))
            told(name, found, "en")
            failed |= found.share < LEAST
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
