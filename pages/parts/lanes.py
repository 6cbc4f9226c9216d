"""Where the states and transitions of a workflow stand: a lane for each stage, ways along the gaps between boxes.

Boxes stand on a grid of lanes and rows. Between lanes and between rows there is room that no box takes, and every way
that is longer than to a neighbour goes there: so none crosses a box. Ways beside each other have tracks of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pages.parts.flow import ONWARD
from workflows.definition import Procedure, Transition
from workflows.engine.situation import EARLIER, RETURNED_FROM

HIGH, TRACK = 44, 7
WIDEST, MANY, NARROW = 120, 5, 102
"""How wide a box is, and how wide where there are more than so many lanes."""
TOP, EDGE = 46, 8  # of the heads of the lanes; around everything
Point = tuple[float, float]
Label = tuple[float, float, int]
"""A place for a name, and on which side of it the name stands: -1 left, 0 on it, 1 right."""
Grid = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Way:
    """One transition from one state to one state, before it has a place."""

    transition: str
    source: str
    target: str
    back: bool  # a return, a recall, or given up


@dataclass
class Line:
    """A way as it is drawn: its corners, and where its name may stand."""

    way: Way
    points: list[Point]
    labels: list[Label] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The whole picture: lanes and rows of the states, where lanes and rows begin, and the lines."""

    lanes: Sequence[str]
    grid: Grid
    xs: Sequence[float]  # left edge of the boxes of each lane
    ys: Sequence[float]  # middle of the boxes of each row
    lines: Sequence[Line]
    width: float
    height: float
    wide: int  # of a box

    def box(self, state: str) -> tuple[float, float]:
        """Left edge and middle."""
        lane, row = self.grid[state]
        return self.xs[lane], self.ys[row]


def planned(procedure: Procedure) -> Plan:
    """Places everything."""
    lanes = [s.id for s in procedure.stages]
    grid = on_grid(procedure, lanes)
    ways = list(ways_of(procedure))
    return _Router(lanes, grid, ways).plan()


def ways_of(procedure: Procedure) -> Iterator[Way]:
    """Every way between two states; what leads back to where a case was returned from leads to all of those."""
    for key, t in procedure.transitions.items():
        for source in (s for s in t.from_ if s in procedure.states):
            for target in _targets(procedure, t, source):
                yield Way(key, source, target, t.kind not in ONWARD or t.to in (RETURNED_FROM, EARLIER))


def _targets(procedure: Procedure, transition: Transition, source: str) -> list[str]:
    if transition.to == RETURNED_FROM:
        back = [t for t in procedure.transitions.values() if t.kind == "return" and t.to == source]
        return [s for s in dict.fromkeys(s for t in back for s in t.from_) if s in procedure.states]
    return [transition.to] if transition.to in procedure.states else []


def on_grid(procedure: Procedure, lanes: Sequence[str]) -> Grid:
    """Lane and row of each state: in the order of the definition, beside what leads there where there is room."""
    inside: dict[int, list[str]] = defaultdict(list)
    for key, state in procedure.states.items():
        inside[lanes.index(state.stage) if state.stage in lanes else 0].append(key)
    rows = max((len(each) for each in inside.values()), default=1) + (1 if len(lanes) > 1 else 0)
    grid: Grid = {}
    for lane in range(len(lanes)):
        row = -1
        for n, key in enumerate(inside[lane]):
            last = rows - (len(inside[lane]) - n)
            row = min(max(row + 1, _beside(procedure, grid, key)), last)
            grid[key] = (lane, row)
    return _tightened(grid)


def _beside(procedure: Procedure, grid: Grid, state: str) -> int:
    """The highest row from which one gets there out of another lane."""
    into = [t for t in procedure.transitions.values() if t.to == state and t.kind in ONWARD]
    lanes = procedure.states
    found = [grid[s][1] for t in into for s in t.from_ if s in grid and lanes[s].stage != lanes[state].stage]
    return min(found, default=0)


def _tightened(grid: Grid) -> Grid:
    """Without rows in which nothing stands."""
    used = sorted({row for _, row in grid.values()})
    return {state: (lane, used.index(row)) for state, (lane, row) in grid.items()}


class _Router:
    """Gives every way its corners: first which gaps it goes through, then a track of its own in each."""

    def __init__(self, lanes: Sequence[str], grid: Grid, ways: list[Way]) -> None:
        self.lanes, self.grid, self.ways = lanes, grid, ways
        self.wide = NARROW if len(lanes) > MANY else WIDEST
        self.rows = max((r for _, r in grid.values()), default=0) + 1
        self.taken = set(grid.values())
        self.ports: dict[tuple[str, str], list[Way]] = defaultdict(list)
        self.gutters: dict[int, list[tuple[float, float, Way, str]]] = defaultdict(list)  # by the lane at their left
        self.gaps: dict[int, list[tuple[float, float, Way]]] = defaultdict(list)  # by the row above them
        self.routes = {id(w): self._route(w) for w in ways}

    def _route(self, way: Way) -> list[tuple[str, int]]:
        """Through which gutters and gaps a way goes: its kind of course."""
        (a, r), (b, q) = self.grid[way.source], self.grid[way.target]
        if a == b:
            if abs(r - q) == 1:
                return self._note(way, "bottom" if q > r else "top", "top" if q > r else "bottom", [])
            side, gutter = ("right", a) if q > r else ("left", a - 1)
            return self._note(way, side, side, [("gutter", gutter)])
        out, into, step = ("right", "left", 1) if b > a else ("left", "right", -1)
        first, last = (a, b - 1) if b > a else (a - 1, b)
        if first == last:
            return self._note(way, out, into, [("gutter", first)])
        if all((lane, r) not in self.taken for lane in range(a + step, b, step)):
            return self._note(way, out, into, [("row", r), ("gutter", last)])
        if all((lane, q) not in self.taken for lane in range(a + step, b, step)):
            return self._note(way, out, into, [("gutter", first), ("row", q)])
        gap = max(q - 1, 0) if q > r else q if q < r else (r if r < self.rows - 1 else r - 1)
        return self._note(way, out, into, [("gutter", first), ("gap", gap), ("gutter", last)])

    def _note(self, way: Way, out: str, into: str, route: list[tuple[str, int]]) -> list[tuple[str, int]]:
        self.ports[way.source, out].append(way)
        self.ports[way.target, into].append(way)
        (_, r), (_, q) = self.grid[way.source], self.grid[way.target]
        gap = next((n for kind, n in route if kind == "gap"), None)
        gutters = [n for kind, n in route if kind == "gutter"]
        for n, gutter in enumerate(gutters):
            low, high = (r, q) if gap is None else ((r, gap + 0.5) if n == 0 else (gap + 0.5, q))
            self.gutters[gutter].append((min(low, high), max(low, high), way, str(n)))
        if gap is not None:
            lanes = sorted((self.grid[way.source][0], self.grid[way.target][0]))
            self.gaps[gap].append((lanes[0], lanes[1], way))
        return [(out, 0), *route, (into, 0)]

    def plan(self) -> Plan:
        tracks, gaps = self._tracks(), self._gap_tracks()
        most = {g: 1 + max(n for (at, *_), n in tracks.items() if at == g) for g in {at for at, *_ in tracks}}
        xs, x = [], EDGE + self._room(most.get(-1, 0), side=True)
        for lane in range(len(self.lanes)):
            xs.append(x)
            x += self.wide + self._room(most.get(lane, 0), side=lane == len(self.lanes) - 1)
        ys, y = [], TOP + 14 + HIGH / 2
        for row in range(self.rows):
            ys.append(y)
            held = max((n for (at, _), n in gaps.items() if at == row), default=-1) + 1
            y += HIGH + max(36, 24 + held * TRACK)
        lines = [self._line(w, xs, ys, tracks, gaps) for w in self.ways]
        return Plan(self.lanes, self.grid, xs, ys, lines, x + EDGE, ys[-1] + HIGH / 2 + 26 if ys else TOP, self.wide)

    @staticmethod
    def _room(tracks: int, *, side: bool) -> float:
        return max(16 if side else 40, 22 + tracks * TRACK)

    def _tracks(self) -> dict[tuple[int, int, str], int]:
        found: dict[tuple[int, int, str], int] = {}
        for gutter, spans in self.gutters.items():
            ends: list[float] = []
            for low, high, way, n in sorted(spans, key=lambda s: (s[0], s[1])):
                track = next((i for i, end in enumerate(ends) if end < low), len(ends))
                ends[track : track + 1] = [high]
                found[gutter, id(way), n] = track
        return found

    def _gap_tracks(self) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = {}
        for gap, spans in self.gaps.items():
            ends: list[float] = []
            for low, high, way in sorted(spans, key=lambda s: (s[0], s[1])):
                track = next((i for i, end in enumerate(ends) if end < low), len(ends))
                ends[track : track + 1] = [high]
                found[gap, id(way)] = track
        return found

    def _port(self, way: Way, state: str, side: str, xs: Sequence[float], ys: Sequence[float]) -> Point:
        """Where a way leaves or enters a box: those of one side stand beside each other, none crossing without need."""
        lane, row = self.grid[state]
        beside = sorted(self.ports[state, side], key=lambda w: self._far(w, state))
        shift = beside.index(way) - (len(beside) - 1) / 2
        if side in ("left", "right"):
            step = min(13.0, (HIGH - 10) / max(1, len(beside)))
            return xs[lane] + (self.wide if side == "right" else 0), ys[row] + shift * step
        return xs[lane] + self.wide / 2 + shift * 30, ys[row] + (HIGH / 2 if side == "bottom" else -HIGH / 2)

    def _far(self, way: Way, state: str) -> tuple[int, int, int]:
        other = way.target if way.source == state else way.source
        lane, row = self.grid[other]
        return row, lane, self.ways.index(way)

    def _line(
        self, way: Way, xs: Sequence[float], ys: Sequence[float], tracks: dict[tuple[int, int, str], int],
        gaps: dict[tuple[int, int], int],
    ) -> Line:  # fmt: skip
        route = self.routes[id(way)]
        start = self._port(way, way.source, route[0][0], xs, ys)
        end = self._port(way, way.target, route[-1][0], xs, ys)
        if len(route) == 2:
            middle = (start[1] + end[1]) / 2
            points = [start, (start[0], middle), (end[0], middle), end] if start[0] != end[0] else [start, end]
            centre = xs[self.grid[way.source][0]] + self.wide / 2
            side = int(start[0] > centre) - int(start[0] < centre)
            return Line(way, points, [(start[0], middle, side)])
        points, number = [start], 0
        labels: list[Label] = []
        for kind, n in route[1:-1]:
            here = points[-1]
            if kind == "gutter":
                x = self._gutter_x(n, tracks[n, id(way), str(number)], xs)
                number += 1
                points.append((x, here[1]))
                after = next((k for k in route[number + 1 :] if k[0] == "gap"), None) if number == 1 else None
                y = self._gap_y(after[1], gaps[after[1], id(way)], ys) if after else end[1]
                points.append((x, y))
                labels += self._stops(x, here[1], y, ys)
            elif kind == "gap":
                x1, x2 = here[0], end[0]
                labels[:0] = [((x1 * (4 - n) + x2 * n) / 4, here[1], 0) for n in (1, 2, 3)]
            else:  # along a row that is free
                labels[:0] = [((here[0] * 2 + end[0]) / 3, here[1], 0), ((here[0] + end[0]) / 2, here[1], 0)]
        points.append(end)
        if not labels:
            labels = [((start[0] + end[0]) / 2, start[1], 0)]
        return Line(way, _plain(points), labels)

    def _gutter_x(self, gutter: int, track: int, xs: Sequence[float]) -> float:
        left = xs[gutter] + self.wide if gutter >= 0 else EDGE
        return left + 12 + track * TRACK

    @staticmethod
    def _gap_y(gap: int, track: int, ys: Sequence[float]) -> float:
        return ys[gap] + HIGH / 2 + 13 + track * TRACK

    @staticmethod
    def _stops(x: float, y1: float, y2: float, ys: Sequence[float]) -> list[Label]:
        """The middles of the gaps between rows that a way passes on its way down or up."""
        low, high = min(y1, y2), max(y1, y2)
        found = [(a + b) / 2 for a, b in zip(ys, ys[1:], strict=False) if low < (a + b) / 2 < high]
        return [(x, y, 0) for y in (found if y1 < y2 else reversed(found))]


def _plain(points: list[Point]) -> list[Point]:
    """Without corners that are none."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 0.5 and abs(kept[-1][1] - point[1]) < 0.5:
            continue
        kept.append(point)
    return kept
