"""What became of cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, ClassVar

from data.queries.facts.trails import STATE, marks_of
from forms.text import Text
from workflows.boards import titles
from workflows.boards.answers import Answers
from workflows.boards.cards import about
from workflows.boards.figure import Flow, Link, Mark, Node, Tone
from workflows.boards.kinds.base import Kind, kind

MOST = 4  # levels that can still be read


@kind
class Sankey(Kind):
    """Cases of one procedure from level to level (stages that they came to), and where each of them is or ended."""

    name: ClassVar[str] = "sankey"
    sources: ClassVar[frozenset[str]] = frozenset({"cases"})

    def draw(self, answers: Answers) -> Flow:
        ways = _Ways(answers)
        nodes, links = ways.nodes(), ways.links()
        last = ways.levels[-1] if ways.levels else ""
        there = next((int(n.mark.value) for n in nodes if n.mark.key == last), 0)
        total = int(nodes[0].mark.value) if nodes else 0
        title = titles.flow(answers, total, ways.stages.get(last), there)
        return Flow(**about(answers), title=title, nodes=nodes, links=links)

    def problems(self, at: Any, chart: Any) -> None:
        at.one_procedure(chart.source)
        at.at("levels").all_known(chart.levels, at.of_procedures(chart.source, "stage"), "word.stage")
        if not 1 < len(chart.levels) <= MOST:
            at.at("levels").error("board_levels", most=MOST)


@dataclass(frozen=True)
class _End:
    """Where cases are now that came no further than a level: a final state, or an open stage."""

    key: str
    label: Text
    tone: Tone
    changes: dict[str, Any]  # what narrows a list to them


class _Ways:
    """The counts behind the flow: every number is that of a list of cases."""

    def __init__(self, answers: Answers) -> None:
        asked = answers.asked
        self.answers, self.asked, self.base = answers, asked, answers.listing
        bundle = asked.one
        self.stages = {s.id: s.title for s in bundle.procedure.stages} if bundle else {}
        self.levels = [level for level in asked.chart.levels if level in self.stages]
        self.at = {level: {s for _, s in asked.told.stage(level)} for level in self.levels}
        self.passed = self._passed()
        self.ended: dict[str, dict[_Key, int]] = {level: self._ended(level) for level in self.levels}

    def _furthest(self, level: str) -> Any:
        """Cases that came to a level and to none behind it."""
        after = self.levels[self.levels.index(level) + 1 :]
        return replace(self.base, reached=(level,), unreached=tuple(after))

    def _passed(self) -> list[tuple[frozenset[str], _Key, int]]:
        """How many came to which levels, and where they are: one question for the whole chart."""
        asked, facts = self.asked, ("trail", "state", "stage", "ended")
        found = asked.chart.source.cells(asked, asked.chart.where, facts)
        known = marks_of(asked.view.session, {trail for trail, *_ in found})
        states = {t: {what for kind, what in marks if kind == STATE} for t, marks in known.items()}
        return [
            (frozenset(lv for lv in self.levels if self.at[lv] & states.get(trail, set())), (state, stage, ended), n)
            for (trail, state, stage, ended), n in found.items()
        ]  # fmt: skip

    def _count(self, reached: Collection[str], unreached: Collection[str] = ()) -> int:
        return sum(n for levels, _, n in self.passed if levels.issuperset(reached) and levels.isdisjoint(unreached))

    def _ended(self, level: str) -> dict[_Key, int]:
        """Where the cases are that came to a level and to none behind it."""
        after, found = self.levels[self.levels.index(level) + 1 :], dict[_Key, int]()
        for levels, key, n in self.passed:
            if level in levels and levels.isdisjoint(after):
                found[key] = found.get(key, 0) + n
        return found

    def nodes(self) -> tuple[Node, ...]:
        found = [
            Node(Mark(level, self.stages[level], self._count((level,)), replace(self.base, reached=(level,))), n)
            for n, level in enumerate(self.levels)
        ]
        for end, level in self._ends().values():
            there = sum(n for _, key, n in self.passed if self._end(key).key == end.key)
            query = replace(self.base, **end.changes)
            found.append(Node(Mark(end.key, end.label, there, query), level + 1, end.tone))
        return tuple(n for n in found if n.mark.value)

    def _ends(self) -> dict[str, tuple[_End, int]]:
        """Every end with the furthest level that cases come to it from."""
        found: dict[str, tuple[_End, int]] = {}
        for n, level in enumerate(self.levels):
            for key in self.ended[level]:
                end = self._end(key)
                found[end.key] = (end, n)
        return found

    def _end(self, key: tuple[str, str, bool]) -> _End:
        state, stage, ended = key
        bundle = self.asked.one
        declared = bundle.procedure.states.get(state) if bundle else None
        if not ended:
            title = self.stages.get(stage, Text(zh=stage))
            label = Text(zh=f"{title.zh}中", en=f"now: {title.say('en')}")
            return _End(f"open/{stage}", label, "open", {"stages": (stage,), "ended": False})
        good = declared is not None and declared.end in self.asked.chart.good
        title = declared.title if declared else Text(zh=state)
        return _End(f"end/{state}", title, "good" if good else "rest", {"states": (state,), "ended": True})

    def links(self) -> tuple[Link, ...]:
        return tuple(link for link in (*self._between(), *self._out()) if link.mark.value)

    def _between(self) -> Iterator[Link]:
        """From level to level: who came to both and to none between them."""
        for one, other in combinations(self.levels, 2):
            between = self.levels[self.levels.index(one) + 1 : self.levels.index(other)]
            query = replace(self.base, reached=(one, other), unreached=tuple(between))
            count = self._count((one, other), between)
            yield Link(one, other, Mark(f"{one}|{other}", self.stages[other], count, query))

    def _out(self) -> Iterator[Link]:
        for level in self.levels:
            together: dict[str, tuple[_End, int]] = {}
            for key, n in self.ended[level].items():
                end = self._end(key)
                together[end.key] = (end, together.get(end.key, (end, 0))[1] + n)
            for end, n in together.values():
                query = replace(self._furthest(level), **end.changes)
                yield Link(level, end.key, Mark(f"{level}|{end.key}", end.label, n, query))


_Key = tuple[str, str, bool]
