"""The workflow picture: the way forward as a column of states, what is sent back beside it. Plain SVG, no script.

The column is the longest way forward; states reached only by a return stand to the right of those they belong to.
A case that was given up shows that end too; the other ends of that kind are left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape as e

from workflows.definition import Procedure, Transition

WIDTH, BOX, HIGH, GAP, LEFT = 260, 132, 34, 22, 2
SIDE, SIDE_AT = 80, 176  # width of a box beside the column, and where it begins
STEP = HIGH + GAP
FONT = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'
STYLE = (
    f"text{{font:13px {FONT};text-anchor:middle;fill:#1F2933}}.say{{font-size:12px;text-anchor:start;fill:#66727F}}"
    "rect{fill:#fff;stroke:#B8C2CC}.todo text{fill:#52606D}.done rect{fill:#E7F0F8;stroke:#8FB3D3}"
    ".now rect{fill:#0F4C81;stroke:#0F4C81}.now text{fill:#fff;font-weight:600}"
    ".edge,.back{fill:none;stroke:#9AA8B6;stroke-width:1.4}.edge.done{stroke:#0F4C81}.back{stroke-dasharray:4 3}"
)
MARKER = (
    '<defs><marker id="m" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
    ' orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="#7B8794"/></marker></defs>'
)

ONWARD = frozenset({"forward", "automatic"})
"""Kinds of transitions that lead on."""


@dataclass(frozen=True)
class Plan:
    """Where everything stands: `column` from the top, `beside` with the height of their middles."""

    procedure: Procedure
    column: tuple[str, ...]
    beside: Mapping[str, float]

    def middle(self, state: str) -> float:
        at = self.beside.get(state)
        return 4 + HIGH / 2 + self.column.index(state) * STEP if at is None else at

    @property
    def height(self) -> float:
        lowest = max(self.middle(s) for s in (*self.column, *self.beside))
        return lowest + HIGH / 2 + 4


def flow_svg(procedure: Procedure, state: str, visited: Collection[str], lang: str) -> str:
    """The picture for a case in `state` that has been in the `visited` states, in a rail of 260 px."""
    plan = lay_out(procedure, state, visited)
    been = {*visited, state}
    parts = [*_edges(plan, been), *_arcs(plan, lang), *_ties(plan)]
    parts += [_box(plan, s, "now" if s == state else "done" if s in been else "todo", lang) for s in plan.column]
    parts += [_box(plan, s, "now" if s == state else "done" if s in been else "todo", lang) for s in plan.beside]
    size = f'width="{WIDTH}" height="{plan.height:g}" viewBox="0 0 {WIDTH} {plan.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{STYLE}</style>{MARKER}{"".join(parts)}</svg>'


def lay_out(procedure: Procedure, state: str, visited: Collection[str]) -> Plan:
    """The column, and beside it what hangs on its states; of the ways to give up only those that were taken."""
    column = tuple(_longest(procedure, procedure.initial, (procedure.initial,)))
    given_up = _given_up(procedure)
    others = [s for s in procedure.states if s not in column and (s not in given_up or s in {*visited, state})]
    plan = Plan(procedure, column, {})
    beside: dict[str, float] = {}
    for other in others:
        wanted = plan.middle(column[-1]) if other in given_up else _level(plan, beside, other)
        for taken in sorted(beside.values()):
            wanted = taken + STEP if abs(taken - wanted) < STEP else wanted
        beside[other] = wanted
    return Plan(procedure, column, beside)


def _given_up(procedure: Procedure) -> set[str]:
    """The ends of cases that were dropped."""
    return {t.to for t in procedure.transitions.values() if t.kind == "drop"}


def _longest(procedure: Procedure, state: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """The longest way forward that visits no state twice, to an end where there is one."""
    onward = dict.fromkeys(t.to for t in procedure.leaving(state).values() if t.kind in ONWARD)
    ways = [_longest(procedure, s, (*path, s)) for s in onward if s in procedure.states and s not in path]
    return max(ways, key=lambda way: (procedure.states[way[-1]].end is not None, len(way)), default=path)


def _level(plan: Plan, beside: Mapping[str, float], state: str) -> float:
    """The middle of the states from which one gets there."""
    placed = Plan(plan.procedure, plan.column, beside)
    near = [s for t in _into(plan.procedure, state) for s in t.from_ if s in plan.column or s in beside]
    heights = [placed.middle(s) for s in near] or [placed.middle(plan.column[-1])]
    return sum(heights) / len(heights)


def _into(procedure: Procedure, state: str) -> list[Transition]:
    return [t for t in procedure.transitions.values() if t.to == state]


def _edges(plan: Plan, been: Collection[str]) -> Iterator[str]:
    """From each state of the column to the next."""
    x = LEFT + BOX / 2
    for above, below in zip(plan.column, plan.column[1:], strict=False):
        done = " done" if above in been and below in been else ""
        top, bottom = plan.middle(above) + HIGH / 2, plan.middle(below) - HIGH / 2
        yield f'<path class="edge{done}" d="M{x:g} {top:g} V{bottom - 1:g}" marker-end="url(#m)"/>'


def _arcs(plan: Plan, lang: str) -> Iterator[str]:
    """Returns from one state of the column to an earlier one, with their names."""
    for t in plan.procedure.transitions.values():
        if t.kind != "return" or t.to not in plan.column:
            continue
        for source in t.from_:
            if source in plan.column and plan.column.index(source) > plan.column.index(t.to):
                yield _arc(plan.middle(source), plan.middle(t.to), t.title.say(lang))


def _arc(low: float, high: float, label: str) -> str:
    x, bend = LEFT + BOX, 34
    path = f"M{x} {low:g} h{bend - 8} q8 0 8 -8 V{high + 8:g} q0 -8 -8 -8 H{x + 1}"
    words = _words(label, x + bend + 6, (low + high) / 2, WIDTH - x - bend - 6, "say")
    return f'<path class="back" d="{path}" marker-end="url(#m)"/>{words}'


def _ties(plan: Plan) -> Iterator[str]:
    """Between a state beside the column and those it hangs on; an arrow back where the way leads back."""
    for state, at in plan.beside.items():
        if state in _given_up(plan.procedure):
            continue
        back = any(state in t.from_ and t.kind in ONWARD for t in plan.procedure.transitions.values())
        for source in dict.fromkeys(s for t in _into(plan.procedure, state) for s in t.from_):
            if source in plan.column:
                yield _tie(plan.middle(source), at, back)


def _tie(level: float, at: float, back: bool) -> str:
    start = ' marker-start="url(#m)"' if back else ""
    x, turn = LEFT + BOX + 1, SIDE_AT + 16
    if abs(level - at) < HIGH / 2:
        return f'<path class="back" d="M{x} {level:g} H{SIDE_AT - 1}" marker-end="url(#m)"{start}/>'
    down = 1 if at > level else -1
    path = f"M{x} {level:g} H{turn - 8} q8 0 8 {8 * down} V{at - down * (HIGH / 2 + 1):g}"
    return f'<path class="back" d="{path}" marker-end="url(#m)"{start}/>'


def _box(plan: Plan, state: str, kind: str, lang: str) -> str:
    aside = state in plan.beside
    x, wide, y = (SIDE_AT, SIDE, plan.middle(state)) if aside else (LEFT, BOX, plan.middle(state))
    box = f'<rect x="{x}" y="{y - HIGH / 2:g}" width="{wide}" height="{HIGH}" rx="5"/>'
    words = _words(plan.procedure.states[state].title.say(lang), x + wide / 2, y, wide - 8)
    return f'<g class="{kind}">{box}{words}</g>'


def _words(text: str, x: float, y: float, room: float, css: str = "") -> str:
    """One line, or two smaller ones where the text is too long for one."""
    given = f' class="{css}"' if css else ""
    if wide(text) * 13 <= room:
        return f'<text{given} x="{x:g}" y="{y + 4.5:g}">{e(text)}</text>'
    size = min(12.0, room / max(wide(part) for part in _halves(text)))
    lines = zip(_halves(text), (-3, 11), strict=True)
    return "".join(
        f'<text{given} style="font-size:{size:.3g}px" x="{x:g}" y="{y + dy:g}">{e(part)}</text>' for part, dy in lines
    )


def _halves(text: str) -> tuple[str, str]:
    """Two parts as even as words allow; Chinese may be parted anywhere."""
    cuts = [i for i, c in enumerate(text) if i and (c == " " or _is_wide(c))] or [len(text) // 2]
    best = min(cuts, key=lambda i: max(wide(text[:i]), wide(text[i:])))
    return text[:best].rstrip(), text[best:].lstrip()


def wide(text: str) -> float:
    """About how many times its size a text is wide."""
    return sum(1.0 if _is_wide(c) else 0.56 for c in text)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
