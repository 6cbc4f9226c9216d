"""The workflow as a picture: stages as lanes, states in them, transitions between them. Plain SVG, theme colours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape as e

from forms.text import Text
from pages.parts.flow import FONT, wide
from pages.parts.lanes import EDGE, HIGH, TOP, Line, Plan, Point, planned
from workflows.definition import Procedure, State

LINES = 2  # of a name in a box
BADGE = 6  # how much worse it is to cover a number than a box
STYLE = (
    f"svg.wf{{font-family:{FONT}}}.wf text{{font-size:12px;fill:#1F2933}}.wf .lane{{fill:#F3F6F9}}"
    ".wf .lane-name{font-size:13px;font-weight:600}.wf .lane-count{font-size:11px;fill:#66727F;text-anchor:end}"
    ".wf .box{fill:#fff;stroke:#9DB2C6;stroke-width:1.2}.wf .behind{fill:#fff;stroke:#9DB2C6}"
    ".wf .start .box{fill:#E7F0F8;stroke:#0F4C81}.wf .end .box{fill:#E5E9EE;stroke:#7B8794}"
    ".wf .waits .box{fill:#F1F4F7}.wf .name{font-weight:500;text-anchor:middle}"
    ".wf .sub{font-size:10.5px;fill:#66727F;text-anchor:middle}"
    ".wf .child .box{stroke:#8062AB}.wf .child .inner{fill:none;stroke:#8062AB}"
    ".wf .on .box{fill:#0F4C81;stroke:#0F4C81}.wf .on .name{fill:#fff}.wf .on .sub{fill:#D5E3F0}"
    ".wf .wrong .box{stroke:#B71C1C;stroke-dasharray:5 3;stroke-width:1.6}.wf .wrong.on .box{fill:#0F4C81}"
    ".wf .line{fill:none;stroke:#8FA1B3;stroke-width:1.3}.wf .back .line{stroke-dasharray:5 3}"
    ".wf .auto .line{stroke-dasharray:1.5 3;stroke-linecap:round;stroke-width:1.8}"
    ".wf .hit{fill:none;stroke:transparent;stroke-width:9}.wf .way:hover .line{stroke:#0F4C81;stroke-width:2}"
    ".wf .label{font-size:10.5px;fill:#52606D;text-anchor:middle;paint-order:stroke;stroke:#F3F6F9;stroke-width:4px;"
    "stroke-linejoin:round}.wf .way:hover .label{fill:#0F4C81}"
    ".wf .lit .line{stroke:#0F4C81;stroke-width:2}.wf .lit .label{fill:#0F4C81;font-weight:600}"
    ".wf .path .line{stroke:#B71C1C;stroke-width:2.2;stroke-dasharray:6 3}"
    ".wf .path .label{fill:#B71C1C;font-weight:600}"
    ".wf .walked .line{stroke:#2E7D32;stroke-width:2.2}.wf .walked .label{fill:#2E7D32;font-weight:600}"
    ".wf .been .box{stroke:#2E7D32;stroke-width:1.8}"
    ".wf .count{pointer-events:none}.wf .badge{fill:#52606D}.wf .badge-n{font-size:10.5px;fill:#fff;text-anchor:middle}"
)
HEADS = {"m": "#8FA1B3", "mlit": "#0F4C81", "mpath": "#B71C1C", "mwalked": "#2E7D32"}
MARKERS = "".join(
    f'<marker id="{name}" viewBox="0 0 8 8" refX="7.2" refY="4" markerWidth="8" markerHeight="8"'
    f' markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.6 8 4 0 7.4z" fill="{colour}"/></marker>'
    for name, colour in HEADS.items()
)


@dataclass(frozen=True)
class Marked:
    """What is shown on the picture besides: what is selected, a counter-example, a way that was taken, counts."""

    chosen: str = ""  # state:…, transition:…, stage:…
    example: Collection[tuple[str, str, str]] = ()  # source, transition, target, of a counter-example
    stuck: Collection[str] = ()  # states where it ends, or that are wrong
    walked: Collection[tuple[str, str, str]] = ()
    been: Collection[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)  # of a state


@dataclass(frozen=True)
class Words:
    """What the picture says, in the language of whoever looks."""

    say: Callable[[Text], str]
    count: Callable[[int], str]  # of states in a lane
    sub: Callable[[str, State], str]  # the small line of a state


@dataclass(frozen=True)
class Drawn:
    """The picture, and how large it is."""

    svg: str
    width: float
    height: float


def graph(procedure: Procedure, words: Words, marked: Marked) -> Drawn:
    """Draws a workflow."""
    plan = planned(procedure)
    lanes = "".join(_lanes(procedure, plan, words))
    taken = _Labels(plan, marked.counts)
    lines = "".join(_line(procedure, line, words, marked, taken) for line in _ordered(plan, marked))
    boxes = "".join(_box(procedure, plan, key, words, marked) for key in plan.grid)
    badges = "".join(_badge(plan, key, marked.counts[key]) for key in plan.grid if marked.counts.get(key))
    size = f'width="{plan.width:g}" height="{plan.height:g}" viewBox="0 0 {plan.width:g} {plan.height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="wf" {size}><style>{STYLE}</style><defs>{MARKERS}</defs>'
    return Drawn(f"{head}{lanes}{boxes}{lines}{badges}</svg>", plan.width, plan.height)


def _ordered(plan: Plan, marked: Marked) -> list[Line]:
    """Those that are looked at last, so that they lie on top."""
    return sorted(plan.lines, key=lambda line: bool(_tone(line, marked)))


def _lanes(procedure: Procedure, plan: Plan, words: Words) -> Iterator[str]:
    """Each from the middle of the room at its left to that at its right."""
    for n, stage in enumerate(procedure.stages):
        left = EDGE / 2 if n == 0 else (plan.xs[n - 1] + plan.wide + plan.xs[n]) / 2 + 2
        right = plan.width - EDGE / 2 if n == len(plan.xs) - 1 else (plan.xs[n] + plan.wide + plan.xs[n + 1]) / 2 - 2
        inside = sum(1 for lane, _ in plan.grid.values() if lane == n)
        count, room = words.count(inside), right - left - 20
        name = words.say(stage.title)
        size = min(13.0, (room - wide(count) * 11 - 8) / max(wide(name), 1))
        area = f'x="{left:g}" y="{EDGE / 2}" width="{right - left:g}" height="{plan.height - EDGE:g}"'
        yield (
            f'<g data-at="stage:{e(stage.id)}" data-lane="{e(stage.id)}" data-x="{left:g}" data-w="{right - left:g}">'
            f'<rect class="lane" {area} rx="6"/>'
            f'<text class="lane-name" style="font-size:{max(size, 10):.3g}px" x="{left + 10:g}" y="{TOP - 20}">'
            f"{e(name)}</text>"
            f'<text class="lane-count" x="{right - 10:g}" y="{TOP - 20}">{e(count)}</text></g>'
        )


def _box(procedure: Procedure, plan: Plan, key: str, words: Words, marked: Marked) -> str:
    state, (x, y) = procedure.states[key], plan.box(key)
    top, at = y - HIGH / 2, f"state:{key}"
    ends = state.end is not None
    kinds = ["start" if key == procedure.initial else "", "end" if ends else "", "waits" if state.waits else "",
             "on" if marked.chosen == at else "", "wrong" if key in marked.stuck else "",
             "been" if key in marked.been else ""]  # fmt: skip
    round_ = HIGH / 2 if ends or key == procedure.initial else 5
    size = f'width="{plan.wide}" height="{HIGH}"'
    behind = f'<rect class="behind" x="{x + 4:g}" y="{top + 4:g}" {size} rx="5"/>' if state.round else ""
    name, sub = words.say(state.title), words.sub(key, state)
    return (
        f'<g class="state {" ".join(filter(None, kinds))}" data-at="{e(at)}" tabindex="0" role="button"'
        f' aria-label="{e(name)}">{behind}'
        f'<rect class="box" x="{x:g}" y="{top:g}" {size} rx="{round_:g}"/>'
        f"{_name(name, sub, plan, x + plan.wide / 2, y)}<title>{e(name)}</title></g>"
    )


def _badge(plan: Plan, key: str, count: int) -> str:
    """How many open cases lie in a state, over everything else."""
    left, top, right, _ = _badge_area(plan, key, count)
    return (
        f'<g class="count"><rect class="badge" x="{left:g}" y="{top:g}" width="{right - left:g}" height="16" rx="8"/>'
        f'<text class="badge-n" x="{(left + right) / 2:g}" y="{top + 12:g}">{count}</text></g>'
    )


def _badge_area(plan: Plan, key: str, count: int) -> tuple[float, float, float, float]:
    """On the right upper corner of the box."""
    (x, y), half = plan.box(key), 7 + 3 * len(str(count))
    corner, top = x + plan.wide, y - HIGH / 2
    return corner - half, top - 8, corner + half, top + 8


def _name(name: str, sub: str, plan: Plan, x: float, y: float) -> str:
    """A name in one or two lines, and a small one below it."""
    room = plan.wide - 12
    lines, size = broken(name, room, 12.5 if not sub or wide(name) * 12.5 <= room else 11)
    step, small = size + 2, 11 if sub else 0
    top = y - (len(lines) * step + small) / 2 + size - 1
    said = "".join(
        f'<text class="name" style="font-size:{size:.3g}px" x="{x:g}" y="{top + n * step:g}">{e(part)}</text>'
        for n, part in enumerate(lines)
    )
    if not sub:
        return said
    shown = sub if wide(sub) * 10.5 <= room else cut(sub, room / 10.5)
    return f'{said}<text class="sub" x="{x:g}" y="{top + len(lines) * step + 0.5:g}">{e(shown)}</text>'


def broken(text: str, room: float, size: float) -> tuple[list[str], float]:
    """A text in at most two lines, and how large it then is."""
    if wide(text) * size <= room:
        return [text], size
    parts = _wrapped(text, room / size)
    if len(parts) > LINES:
        size = max(9.5, size * LINES / len(parts) + 1.5)
        parts = _wrapped(text, room / size)
    if len(parts) > LINES:
        parts = [*parts[: LINES - 1], cut("".join(parts[LINES - 1 :]), room / size)]
    return parts, size


def _wrapped(text: str, room: float) -> list[str]:
    """Chinese may be parted anywhere, English at spaces."""
    lines, line = [""], 0.0
    for word in _pieces(text):
        if line + wide(word.rstrip()) > room and lines[-1]:
            lines.append("")
            line = 0.0
        lines[-1] += word
        line += wide(word)
    return [part.strip() for part in lines]


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    for character in text:
        if found and wide(character) < 1 and wide(found[-1][-1]) < 1 and found[-1][-1] != " ":
            found[-1] += character
        else:
            found.append(character)
    return found


def cut(text: str, room: float) -> str:
    """A text that is too long, with … for what does not fit."""
    while text and wide(text) + 1 > room:
        text = text[:-1]
    return f"{text}…"


def _tone(line: Line, marked: Marked) -> str:
    way = line.way
    step = (way.source, way.transition, way.target)
    if step in marked.example:
        return "path"
    if step in marked.walked:
        return "walked"
    chosen = marked.chosen in (f"transition:{way.transition}", f"state:{way.source}")
    return "lit" if chosen else ""


def _line(procedure: Procedure, line: Line, words: Words, marked: Marked, taken: _Labels) -> str:
    way, tone = line.way, _tone(line, marked)
    transition = procedure.transitions[way.transition]
    kind = "auto" if transition.kind == "automatic" else "back" if way.back else ""
    path, title = _path(line.points), words.say(transition.title)
    shown = title if wide(title) <= 9 else cut(title, 9)
    x, y = taken.place(line, wide(shown) * 10.5)
    head = f"m{tone}"
    return (
        f'<g class="way {kind} {tone}" data-at="transition:{e(way.transition)}" tabindex="-1" role="button"'
        f' aria-label="{e(title)}"><path class="hit" d="{path}"/>'
        f'<path class="line" d="{path}" marker-end="url(#{head})"/>'
        f'<text class="label" x="{x:g}" y="{y + 3.5:g}">{e(shown)}</text><title>{e(title)}</title></g>'
    )


def _path(points: list[Point]) -> str:
    """A line with round corners."""
    d = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        r = min(6.0, _long(before, here) / 2, _long(here, after) / 2)
        a, b = _toward(here, before, r), _toward(here, after, r)
        d.append(f"L{a[0]:.4g} {a[1]:.4g}Q{here[0]:.4g} {here[1]:.4g} {b[0]:.4g} {b[1]:.4g}")
    d.append(f"L{points[-1][0]:.4g} {points[-1][1]:.4g}")
    return "".join(d)


def _long(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _toward(here: Point, there: Point, by: float) -> Point:
    far = _long(here, there) or 1.0
    return here[0] + (there[0] - here[0]) / far * by, here[1] + (there[1] - here[1]) / far * by


class _Labels:
    """Where names of transitions stand already, so that none covers another or a box."""

    def __init__(self, plan: Plan, counts: Mapping[str, int]) -> None:
        boxes = [plan.box(s) for s in plan.grid]
        self.taken = [(x, y - HIGH / 2, x + plan.wide, y + HIGH / 2) for x, y in boxes]
        badges = [_badge_area(plan, s, counts[s]) for s in plan.grid if counts.get(s)]
        self.taken += badges * BADGE
        self.right = plan.width

    def place(self, line: Line, width: float) -> Point:
        """The first free of the places that a line offers; else the one beside which least stands."""
        found = [(min(max(x + side * (width / 2 + 4), width / 2 + 4), self.right - width / 2 - 4), y + dy)
                 for dy in (0, -9, 9, -16, 16, -24, 24) for x, y, side in line.labels]  # fmt: skip
        best = min(found, key=lambda p: self._covered(p, width))
        self.taken.append(self._area(best, width))
        return best

    @staticmethod
    def _area(at: Point, width: float) -> tuple[float, float, float, float]:
        return at[0] - width / 2, at[1] - 6, at[0] + width / 2, at[1] + 6

    def _covered(self, at: Point, width: float) -> float:
        left, top, right, bottom = self._area(at, width)
        return sum(
            max(0.0, min(right, r) - max(left, x)) * max(0.0, min(bottom, b) - max(top, y)) for x, y, r, b in self.taken
        )
