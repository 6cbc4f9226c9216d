"""The workflow picture with what really happens on it: who waits in each state, which ways are taken how often.

The states stand where `pages.parts.flow` puts them. Strokes are as wide as ways are often taken; what leads back is
dashed. Plain SVG, no script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape as e
from math import sqrt

from pages.parts.flow import FONT, Plan, lay_out, wide
from workflows.process.running import Running, Stand, Way

WIDTH, BOX, HIGH, STEP = 820, 216, 68, 112
LEFT, SIDE, SIDE_AT = 150, 200, 610
FEW = 9
"""So many ways beside the straight one are drawn; the table has them all."""
STYLE = (
    f"text{{font:12px {FONT};fill:#52606D}}.name{{font-size:14px;font-weight:600;fill:#1F2933}}"
    "rect{fill:#fff;stroke:#B8C2CC}.busy rect{fill:#E7F0F8;stroke:#8FB3D3}.slow rect{stroke:#B26A00;stroke-width:2}"
    ".way{fill:none;stroke:#0F4C81;opacity:.75}.way.back{stroke:#B26A00;stroke-dasharray:6 4}"
    ".on{font-size:12px;fill:#1F2933;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:5px}"
    ".aside{text-anchor:start}"
    ".count{font-size:20px;font-weight:600;fill:#0F4C81;text-anchor:end}.none .count,.none .name{fill:#8793A0}"
)
MARKER = "".join(
    f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="11" markerHeight="11" orient="auto"'
    f' markerUnits="userSpaceOnUse"><path d="M0 0 8 4 0 8z" fill="{colour}"/></marker>'
    for name, colour in (("on", "#0F4C81"), ("back", "#B26A00"))
)


@dataclass(frozen=True)
class Words:
    """What the picture says, in the language of whoever looks."""

    name: Callable[[str], str]
    waits: Callable[[Stand], str]
    took: Callable[[Stand], str]
    way: Callable[[Way], str]


@dataclass(frozen=True)
class Box:
    """Where a state stands."""

    x: float
    y: float  # its middle
    width: float

    @property
    def right(self) -> float:
        return self.x + self.width


def picture(of: Running, words: Words) -> str:
    """The picture of a procedure as it runs, 820 px wide."""
    boxes = _boxes(of)
    if not _skips(of, boxes):  # nothing needs the room on the left
        boxes = {s: replace(b, x=b.x - LEFT + 4) for s, b in boxes.items()}
    height = max(b.y for b in boxes.values()) + HIGH / 2 + 6
    drawn = [w for w in of.ways if w.source in boxes and w.target in boxes and w.source != w.target]
    most = max((w.times for w in drawn), default=1)
    lines = "".join(_ways(drawn, boxes, most, words))
    states = "".join(_box(of, key, box, words) for key, box in boxes.items())
    size = f'width="{WIDTH}" height="{height:g}" viewBox="0 0 {WIDTH} {height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{STYLE}</style><defs>{MARKER}</defs>'
    return f"{head}{lines}{states}</svg>"


def _boxes(of: Running) -> dict[str, Box]:
    """The column and what stands beside it, further apart than in the small picture."""
    met = {s for s, stand in of.states.items() if stand.now or stand.past.times}
    plan = lay_out(of.procedure, of.procedure.initial, met)
    found = {s: Box(LEFT, _level(plan, s), BOX) for s in plan.column}
    taken: list[float] = []
    for state in sorted(plan.beside, key=plan.middle):
        y = _level(plan, state)
        y = max(y, taken[-1] + HIGH + 24) if taken else y
        taken.append(y)
        found[state] = Box(SIDE_AT, y, SIDE)
    return found


def _level(plan: Plan, state: str) -> float:
    first, second = plan.middle(plan.column[0]), plan.middle(plan.column[1]) if len(plan.column) > 1 else 0.0
    pitch = second - first if second else 1.0
    return 6 + HIGH / 2 + (plan.middle(state) - first) / pitch * STEP


def _box(of: Running, key: str, box: Box, words: Words) -> str:
    stand, top = of.states[key], box.y - HIGH / 2
    slow = of.slowest is not None and of.slowest.state == key
    kind = " ".join(("slow" if slow else "", "busy" if stand.now else "none"))
    room = box.width - 24 - 14 * len(str(stand.now))
    name = words.name(key)
    size = f' style="font-size:{max(9.0, 14 * room / (14 * wide(name))):.3g}px"' if 14 * wide(name) > room else ""
    count = f"{stand.now:,}" if stand.known else "—"
    return (
        f'<g class="{kind}"><rect x="{box.x:g}" y="{top:g}" width="{box.width:g}" height="{HIGH}" rx="6"/>'
        f'<text class="name"{size} x="{box.x + 10:g}" y="{top + 22:g}">{e(name)}</text>'
        f'<text class="count" x="{box.right - 10:g}" y="{top + 25:g}">{count}</text>'
        f'<text x="{box.x + 10:g}" y="{top + 42:g}">{e(words.waits(stand))}</text>'
        f'<text x="{box.x + 10:g}" y="{top + 58:g}">{e(words.took(stand))}</text></g>'
    )


def _ways(drawn: list[Way], boxes: dict[str, Box], most: int, words: Words) -> Iterator[str]:
    lanes = {"left": 0, "right": 0}
    for n, way in enumerate(drawn):
        source, target = boxes[way.source], boxes[way.target]
        straight = source.x == target.x and 0 < target.y - source.y <= STEP + 1
        if n >= FEW and not straight:
            continue
        width = 1.4 + 4 * sqrt(way.times / most)
        if straight:
            yield _down(source, target, width, way, words)
        elif source.x != target.x:
            yield _across(source, target, width, way, words)
        else:
            side = "right" if target.y < source.y and source.x < SIDE_AT else "left"
            yield _around(source, target, side, lanes[side], width, way, words)
            lanes[side] += 1


def _skips(of: Running, boxes: dict[str, Box]) -> bool:
    """Whether a way leads on past other states of the column."""
    ends = ((boxes[w.source], boxes[w.target]) for w in of.ways if w.source in boxes and w.target in boxes)
    return any(a.x == b.x == LEFT and b.y - a.y > STEP + 1 for a, b in ends)


def _line(path: str, width: float, way: Way, x: float, y: float, words: Words, aside: str = "") -> str:
    kind, end = ("way back", "back") if way.back else ("way", "on")
    label = f'<text class="on{aside}" x="{x:g}" y="{y:g}">{e(words.way(way))}</text>'
    return f'<path class="{kind}" stroke-width="{width:.3g}" d="{path}" marker-end="url(#{end})"/>{label}'


def _down(source: Box, target: Box, width: float, way: Way, words: Words) -> str:
    x, top, bottom = source.x + source.width / 2, source.y + HIGH / 2, target.y - HIGH / 2 - 2
    return _line(f"M{x:g} {top:g} V{bottom:g}", width, way, x + 10, (top + bottom) / 2 + 4, words, " aside")


def _across(source: Box, target: Box, width: float, way: Way, words: Words) -> str:
    """Between the column and what stands beside it; there and back lie one above the other."""
    out = target.x > source.x
    shift = -13 if out else 13
    a = replace(source, y=source.y + shift)
    b = replace(target, y=target.y + shift)
    x1, x2 = (a.right, b.x - 2) if out else (a.x, b.right + 2)
    bend = (x2 - x1) / 2
    path = f"M{x1:g} {a.y:g} C{x1 + bend:g} {a.y:g} {x2 - bend:g} {b.y:g} {x2:g} {b.y:g}"
    column = a if out else b
    near = 0.36 if out else 0.64
    x, y = _on_curve(x1, a.y, x2, b.y, near)
    return _line(path, width, way, x, y + (-3 if column.y <= max(a.y, b.y) else 10), words)


def _on_curve(x1: float, y1: float, x2: float, y2: float, t: float) -> tuple[float, float]:
    """A point of the curve that leaves and arrives level."""
    ease = 3 * t * t - 2 * t * t * t
    along = (1 - t) ** 3 * x1 + 3 * (1 - t) * t * (x1 + x2) / 2 + t**3 * x2
    return along, y1 + (y2 - y1) * ease


def _around(source: Box, target: Box, side: str, lane: int, width: float, way: Way, words: Words) -> str:
    """Past other states of the column: on the left where the way leads on, on the right where it leads back."""
    away = 26 + 34 * lane
    edge, x = (source.x, source.x - away) if side == "left" else (source.right, source.right + away)
    turn = 8 if x > edge else -8
    up = 1 if target.y < source.y else -1
    arrive = target.x - 2 if side == "left" else target.right + 2
    shift = -10 * up
    start, end = source.y + shift, target.y - shift
    path = (
        f"M{edge:g} {start:g} H{x - turn:g} q{turn} 0 {turn} {-8 * up} V{end + 8 * up:g}"
        f" q0 {-8 * up} {-turn} {-8 * up} H{arrive:g}"
    )
    return _line(path, width, way, x + (-4 if side == "left" else 4), (start + end) / 2 + 16 * lane, words)
