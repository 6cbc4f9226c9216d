"""What a change of a board changed, in words: its title, its sections, its charts and every part of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session

from forms.text import Message, Text
from workflows.boards import criteria
from workflows.boards.asked import Asked
from workflows.boards.kinds.table import COLUMNS
from workflows.boards.scope import View, view
from workflows.bundle import Bundle
from workflows.engine.types import Actor
from workflows.model.boards import Board, Chart
from workflows.office import Office

Words = Message | Text
PARTS = (
    "name", "kind", "source", "measure", "by", "where", "part", "compare", "target", "top", "levels", "good",
    "columns", "order", "bad", "width",
)  # fmt: skip
"""The parts of a chart in the order in which they are told."""


def differences(
    office: Office, session: Session, actor: Actor, now: datetime, before: Board, after: Board
) -> list[Message]:
    """Everything that differs, in the order of reading."""
    every = {p: b for p in office.procedures(session) if (b := office.newest(session, p))}
    return list(_Comparing(view(office, session, actor, now, everyone=True), every, before, after).told())


@dataclass(frozen=True)
class _Comparing:
    seen: View
    every: dict[str, Bundle]
    before: Board
    after: Board

    def told(self) -> Iterator[Message]:
        if self.before.title != self.after.title:
            yield _moved("board.change.title", self.before.title, self.after.title)
        yield from self._sections()
        old, new = {c.id: c for c in self.before.charts}, {c.id: c for c in self.after.charts}
        yield from (Message("board.change.added", {"chart": self._called(c)}) for i, c in new.items() if i not in old)
        yield from (Message("board.change.removed", {"chart": self._called(c)}) for i, c in old.items() if i not in new)
        for id_ in (i for i in new if i in old):
            yield from self._chart(old[id_], new[id_])
        yield from self._places()
        if self.before.sentence != self.after.sentence:
            said = [self._called(new[i]) for i in self.after.sentence if i in new]
            yield Message("board.change.sentence", {"charts": said or Message("board.change.none")})

    def _sections(self) -> Iterator[Message]:
        old = {s.id: s.title for s in self.before.sections}
        new = {s.id: s.title for s in self.after.sections}
        nameless = Message("board.change.none")
        for id_ in dict.fromkeys([*old, *new]):
            if id_ not in old or id_ not in new:
                code = "board.change.section_added" if id_ in new else "board.change.section_removed"
                yield Message(code, {"section": new.get(id_) or old.get(id_) or nameless})
            elif old[id_] != new[id_]:
                yield _moved("board.change.section", old[id_] or nameless, new[id_] or nameless)

    def _places(self) -> Iterator[Message]:
        """Charts that stand elsewhere among those that stayed."""
        places = [[(s.id, c.id) for s in b.sections for c in s.charts] for b in (self.before, self.after)]
        both = {c for _, c in places[0]} & {c for _, c in places[1]}
        kept = [[p for p in each if p[1] in both] for each in places]
        if kept[0] != kept[1]:
            yield Message("board.change.order")

    def _chart(self, old: Chart, new: Chart) -> Iterator[Message]:
        for name in PARTS:
            if getattr(old, name) == getattr(new, name) and not (name == "order" and old.descending != new.descending):
                continue
            data = {"chart": self._called(new), "part": Message(f"board.change.part.{name}")}
            values = {"before": self._said(old, name), "after": self._said(new, name)}
            code = "board.change.part" if values["before"] != values["after"] else "board.change.part_only"
            yield Message(code, {**data, **values})

    def _asked(self, chart: Chart) -> Asked:
        return Asked(self.seen, self.after, chart, self.every, {})

    def _called(self, chart: Chart) -> Words:
        """Its own name, or what it counts."""
        return chart.name or chart.measure.noun(self._asked(chart))

    def _said(self, chart: Chart, name: str) -> Any:
        """A part of a chart in words."""
        asked, none = self._asked(chart), Message("board.change.none")
        if name == "name":
            return chart.name or Message("board.change.by_itself")
        if name == "kind":
            return Message(f"board.kind.{chart.kind}")
        if name == "source":
            return chart.source.noun(asked)
        if name == "measure":
            noun = chart.measure.noun(asked)
            named = chart.measure.kind in ("count", "sum", "average")
            return Message(f"board.change.measure.{chart.measure.kind}", {"of": noun}) if named else noun
        if name == "by":
            return [d.title(asked) for d in chart.by] or none
        if name == "where":
            return criteria.conditions(asked, chart.where)
        if name == "part":
            return criteria.conditions(asked, chart.part) if chart.part else none
        return self._look(chart, name, none)

    def _look(self, chart: Chart, name: str, none: Message) -> Any:
        if name == "compare":
            return Message(f"board.change.compare.{chart.compare}") if chart.compare else none
        if name == "target":
            return str(chart.target.value or chart.target.parameter) if chart.target else none
        if name in ("levels", "good"):
            return [self._titles.get(v, Text(zh=v)) for v in getattr(chart, name)] or none
        if name == "columns":
            return [Message(f"board.column.{c}") for c in chart.columns if c in COLUMNS] or none
        if name == "order":
            way = "down" if chart.descending else "up"
            return Message("board.change.ordered", {"by": Message(f"board.order.{chart.order}"),
                                                    "way": Message(f"board.order.{way}")})  # fmt: skip
        if name == "bad":
            return Message(f"board.change.{'yes' if chart.bad else 'no'}")
        return str(getattr(chart, name) or "—")

    @cached_property
    def _titles(self) -> dict[str, Text]:
        """Stages and outcomes of every procedure."""
        found: dict[str, Text] = {}
        for bundle in self.every.values():
            found |= {s.end: s.title for s in bundle.procedure.states.values() if s.end}
            found |= {s.id: s.title for s in bundle.procedure.stages}
        return found


def _moved(code: str, before: Words, after: Words) -> Message:
    return Message(code, {"before": before, "after": after})
