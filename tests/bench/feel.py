"""FEEL beside plain Python closures, which are the floor, and beside the two packages that PyPI has."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import timeit
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms.feel import compile, evaluate, evaluate_each, scope
from forms.feel.compiler import _compiled

ROOT = Path(__file__).resolve().parents[2]
ROWS, CELLS = 20, 5_000
GUARD = '数量 > 0 and 数量 < 100 and 类型 = "园区"'
TEXTS = (
    "count(区域) >= 1 and sum(区域.数量) <= 500 and 联系人 != null and 办结",
    "every r in 区域 satisfies r.结论 != null and count(r.经营主体) > 0",
    'if 数量 > 3 then "高" else string(数量 + 1) + "户" + substring(名称, 1)',
)
CONTEXT: dict[str, Any] = {
    "数量": Decimal(7), "类型": "园区", "区域": [{"数量": Decimal(n), "名称": f"区{n}"} for n in range(ROWS)],
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One measurement: seconds, those it is compared with, and how the ratio has to be."""

    name: str
    taken: float
    against: float
    what: str
    most: float | None = None
    least: float | None = None
    faster: bool = False

    @property
    def ratio(self) -> float:
        """How many times the compared; for packages, how many times as fast."""
        return self.against / self.taken if self.faster else self.taken / self.against

    @property
    def kept(self) -> bool:
        return (self.most is None or self.ratio <= self.most) and (self.least is None or self.ratio >= self.least)

    def __str__(self) -> str:
        limit = f"≤ {self.most:g}" if self.most else f"≥ {self.least:g}" if self.least else ""
        mark = "" if self.kept else "   MISSED"
        return f"{self.name:34}{self.taken * 1e6:12.2f} µs{self.ratio:9.1f} × {self.what:24}{limit}{mark}"


def main(_arguments: list[str]) -> int:
    """Prints each time and ratio; 1 if a limit is missed."""
    lines = list(_lines())
    print("\n".join(map(str, lines)))
    return int(not all(line.kept for line in lines))


def _lines() -> Iterator[Line]:
    guard, total = compile(GUARD), compile("sum(区域.数量)")
    ours = {"guard": best(lambda: evaluate(guard, CONTEXT)), "sum": best(lambda: evaluate(total, CONTEXT))}
    floors = {"guard": best(_guard_closures(), CONTEXT), "sum": best(_sum_closures(), CONTEXT)}
    for what, taken in ours.items():
        yield Line(what, taken, floors[what], "the closures", most=4)
    numbers = compile("sum(数)")
    values = {"数": [Decimal(n) for n in range(ROWS)]}
    asked = {"guard": ours["guard"], "sum of a list": best(lambda: evaluate(numbers, values))}
    for package, times in others().items():
        for what, taken in times.items():
            ours_, least = asked.get(what, asked["sum of a list"]), 10 if what in asked else None
            yield Line(what, ours_, taken, f"as fast as {package}", least=least, faster=True)
    rows = [{"单价": Decimal(n) / 100, "数量": Decimal(n)} for n in range(CELLS)]
    cell, case = compile("单价 * 数量"), {"折扣": Decimal("0.9")}
    loop = best(lambda: [row["单价"] * row["数量"] for row in rows], number=20)
    cells = best(lambda: list(evaluate_each(cell, (scope(row, case) for row in rows))), number=5)
    yield Line(f"{CELLS:,} computed cells", cells, loop, "a Decimal loop", most=20)
    for text in TEXTS:
        taken = best(lambda text=text: _compiled.__wrapped__(text, False), number=200)  # type: ignore[misc]
        yield Line(f"compile of {len(text)} characters", taken, 200e-6, "200 µs", most=1)


def best(work: Callable[..., object], *args: Any, number: int = 2_000) -> float:
    """Seconds of one turn, the best of nine tries."""
    return min(timeit.repeat(lambda: work(*args), number=number, repeat=9)) / number


Closure = Callable[[dict[str, Any]], Any]


def _name(key: str) -> Closure:
    return lambda context: context[key]


def _constant(value: Any) -> Closure:
    return lambda context: value


def _guard_closures() -> Closure:
    """The guard as closures over Python's own operators: what compiling to closures costs at least."""

    def more(one: Closure, two: Closure) -> Closure:
        return lambda context: one(context) > two(context)

    def same(one: Closure, two: Closure) -> Closure:
        return lambda context: one(context) == two(context)

    def both(one: Closure, two: Closure) -> Closure:
        return lambda context: one(context) and two(context)

    low = more(_name("数量"), _constant(Decimal(0)))
    high = more(_constant(Decimal(100)), _name("数量"))
    return both(both(low, high), same(_name("类型"), _constant("园区")))


def _sum_closures() -> Closure:
    def column(rows: Closure, key: str) -> Closure:
        return lambda context: [row[key] for row in rows(context)]

    def total(items: Closure) -> Closure:
        def added(context: dict[str, Any]) -> Any:
            found = Decimal(0)
            for item in items(context):
                found = found + item
            return found

        return added

    return total(column(_name("区域"), "数量"))


def others() -> dict[str, dict[str, float]]:
    """What the packages need for the same questions; none where their environment is not there."""
    python = ROOT / ".venv" / "peers" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print("pySFeel and bkflow-feel are not installed: make bench does it, from tests/bench/requirements.lock")
        return {}
    told = subprocess.run([python, Path(__file__).parent / "peers" / "feel.py"], capture_output=True, check=True)
    found: dict[str, dict[str, float]] = json.loads(told.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
