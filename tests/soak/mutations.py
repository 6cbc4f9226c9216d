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

LEAST: dict[str, tuple[float, float]] = {
    "region_declaration": (0.8, 0.9), "sandbox_approval": (0.55, 0.8), "gallery": (0.85, 0.85),
}  # fmt: skip
"""The shares that checks have to find by themselves, and together with rehearsals, by procedure."""
OTHERS = (0.5, 0.5)
COUNT = 120
"""So many of each, unless it is said."""


def main(argv: Sequence[str]) -> int:
    count, seed = [*map(int, argv), *(COUNT, 1)[len(argv) :]]
    failed = False
    with theatre() as stage:
        for name, texts in {**shipped(), **shipped(PRACTICE)}.items():
            found = judge(texts, count, seed, rehearsing(stage, DEFINITIONS / name, texts))
            told(name, found, "en")
            alone, both = LEAST.get(name, OTHERS)
            failed |= found.share < alone or found.share_together < both
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
