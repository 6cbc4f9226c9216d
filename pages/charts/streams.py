"""Where the nodes and ribbons of a flow lie: levels from left to right, every ribbon as thick as its number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workflows.boards.figure import Flow, Link, Node

GAP = 16.0  # pixels between two nodes of a level, at most


@dataclass(frozen=True)
class Bar:
    """A node: its level, where it begins from the top, how high it is. Heights share one scale."""

    level: int
    top: float
    high: float

    @property
    def middle(self) -> float:
        return self.top + self.high / 2


@dataclass(frozen=True)
class Ribbon:
    """A link: where it begins at its left node and ends at its right one, and how thick it is."""

    left: int
    right: int
    begins: float
    ends: float
    thick: float


def levels(of: Flow) -> dict[str, int]:
    """The level of each node; what leads nowhere stands at the right edge."""
    last = max((n.level for n in of.nodes), default=0)
    leads = {link.source for link in of.links if link.mark.value}
    return {n.mark.key: n.level if n.mark.key in leads else last for n in of.nodes}


def bars(of: Flow, height: float) -> dict[str, Bar]:
    """Node key → where it lies within the height. A level is as high as its nodes and the gaps between them."""
    level = levels(of)
    columns = {n: [x for x in _ordered(of, level) if level[x.mark.key] == n] for n in sorted(set(level.values()))}
    scale = min((_scale(column, height) for column in columns.values()), default=1.0)
    placed: dict[str, Bar] = {}
    for n in sorted(columns, reverse=True):
        placed |= _column(of, columns[n], n, scale, height, placed)
    return placed


def _ordered(of: Flow, level: Mapping[str, int]) -> list[Node]:
    """What leaves early lies on top, in the order given."""
    came = {link.target: level[link.source] for link in of.links}
    ends = {n.mark.key for n in of.nodes} - {link.source for link in of.links if link.mark.value}
    return sorted(of.nodes, key=lambda n: came.get(n.mark.key, 0) if n.mark.key in ends else -1)


def _scale(column: Sequence[Node], height: float) -> float:
    """Pixels per case at which a level fits."""
    total = sum(float(n.mark.value) for n in column)
    return (height - GAP * (len(column) - 1)) / total if total else height


def _column(
    of: Flow, column: Sequence[Node], level: int, scale: float, height: float, placed: Mapping[str, Bar]
) -> dict[str, Bar]:
    """Nodes beside the middle of what they lead to, pushed apart so that none overlap and all lie within."""
    highs = [float(n.mark.value) * scale for n in column]
    wishes = [_wish(of, n, placed) for n in column]
    tops: list[float] = []
    free = 0.0
    for high, wish in zip(highs, wishes, strict=True):
        top = free if wish is None else max(free, wish - high / 2)
        tops.append(top)
        free = top + high + GAP
    limit = height
    for n in reversed(range(len(tops))):
        tops[n] = max(0.0, min(tops[n], limit - highs[n]))
        limit = tops[n] - GAP
    return {n.mark.key: Bar(level, top, high) for n, top, high in zip(column, tops, highs, strict=True)}


def _wish(of: Flow, node: Node, placed: Mapping[str, Bar]) -> float | None:
    """The middle of all that it leads to, by how much goes there."""
    out = [link for link in of.links if link.source == node.mark.key and link.target in placed]
    total = sum(float(link.mark.value) for link in out)
    return sum(placed[x.target].middle * float(x.mark.value) for x in out) / total if total else None


def ribbons(of: Flow, placed: Mapping[str, Bar]) -> list[tuple[Link, Ribbon]]:
    """Every link with its place; links leave and arrive in the order in which their other ends lie."""
    begins, ends = _ends(of.links, placed, True), _ends(of.links, placed, False)
    return [
        (x, Ribbon(placed[x.source].level, placed[x.target].level, begins[n], ends[n], _thick(of, x, placed)))
        for n, x in enumerate(of.links) if x.mark.value
    ]  # fmt: skip


def _thick(of: Flow, link: Link, placed: Mapping[str, Bar]) -> float:
    node = placed[link.source]
    value = next(float(n.mark.value) for n in of.nodes if n.mark.key == link.source)
    return node.high * float(link.mark.value) / value if value else 0.0


def _ends(links: Sequence[Link], placed: Mapping[str, Bar], leaving: bool) -> dict[int, float]:
    """By the number of a link, where it touches its source (or target): sorted by the other end."""
    found: dict[int, float] = {}
    heights = {k: _share(links, k, placed, leaving) for k in placed}
    for key, bar in placed.items():
        mine = [n for n, x in enumerate(links) if (x.source if leaving else x.target) == key]
        top = bar.top
        for n in sorted(mine, key=lambda n: placed[links[n].target if leaving else links[n].source].middle):
            found[n] = top
            top += float(links[n].mark.value) * heights[key]
    return found


def _share(links: Iterable[Link], key: str, placed: Mapping[str, Bar], leaving: bool) -> float:
    """Pixels per case at one node; what touches it may be less than it holds, never more than it is high."""
    total = sum(float(x.mark.value) for x in links if (x.source if leaving else x.target) == key)
    return placed[key].high / total if total else 0.0
