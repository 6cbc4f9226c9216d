"""How much of a policy its definitions carry: the table of sentences in their README, counted and looked up.

`python -m tests.clauses` prints it for every README that has one. A sentence is marked with one kind; what is named
between backquotes beside it has to stand in the definitions or forms. Coverage is the share, among sentences that ask
for something (all but `none`), of those with a place that is there.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEFINITIONS = ROOT / "workflows/definitions"
KINDS = ("procedure", "condition", "limit", "record", "none")
HEADING = "## Every sentence of the policy"
_LINE = re.compile(r"^\| (?P<sentences>\d\d\.\d[^|]*) \| (?P<kinds>[a-z, ]+) \| ?(?P<where>.*?) ?\|$", re.MULTILINE)
_NAME = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Mark:
    """What is said of one sentence."""

    sentence: int
    kinds: tuple[str, ...]
    where: str

    @property
    def asks(self) -> bool:
        return self.kinds != ("none",)

    @property
    def names(self) -> list[str]:
        return [name for found in _NAME.findall(self.where) for name in found.split("/")]

    @property
    def missing(self) -> list[str]:
        """What it names and is nowhere."""
        return [n for n in self.names if f'"{n}"' not in texts() and n not in texts()]

    @property
    def kept(self) -> bool:
        return bool(self.where) and not self.missing


@cache
def texts() -> str:
    """Every definition and form."""
    every = [*DEFINITIONS.rglob("*.json"), *(ROOT / "forms/definitions").glob("*.json")]
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted(every) if "rehearsals" not in p.parts)


def readmes() -> list[Path]:
    """Those that say where every sentence of a policy went."""
    return [p for p in sorted(DEFINITIONS.glob("*/README.md")) if HEADING in p.read_text(encoding="utf-8")]


def marks(readme: Path) -> list[Mark]:
    """One for each sentence, in the order of the table."""
    table = readme.read_text(encoding="utf-8").partition(HEADING)[2]
    return [
        Mark(number, tuple(k.strip() for k in line["kinds"].split(",")), line["where"])
        for line in _LINE.finditer(table)
        for number in _numbers(line["sentences"])
    ]


def _numbers(said: str) -> list[int]:
    found: list[int] = []
    for part in said.split(","):
        first, _, last = (p.partition(".")[2] or p for p in part.strip().partition("–"))
        found += range(int(first), int(last or first) + 1)
    return found


def coverage(found: list[Mark]) -> float:
    """The share of what is asked for that has its place."""
    asked = [m for m in found if m.asks]
    return sum(m.kept for m in asked) / len(asked)


def main() -> int:
    """Prints each policy; 1 if a name is nowhere."""
    wrong = 0
    for readme in readmes():
        found = marks(readme)
        kinds = Counter(k for m in found for k in m.kinds)
        told = ", ".join(f"{k} {kinds[k]}" for k in KINDS)
        print(f"{readme.parent.name}: {len(found)} sentences, {coverage(found):.0%} kept ({told})")
        print("  none:", ", ".join(str(m.sentence) for m in found if not m.asks))
        for mark in found:
            wrong += bool(mark.missing)
            if mark.missing:
                print(f"  {mark.sentence}: nowhere {', '.join(mark.missing)}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
