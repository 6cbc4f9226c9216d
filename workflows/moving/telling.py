"""What a move does to a case in words: for the dry run, for the history, for the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms.diff import Change
from forms.text import LANGUAGES, Message
from workflows.messages import say
from workflows.moving.deciding import Due, Planned
from workflows.moving.values import Told


def changes(planned: Planned) -> Iterator[Change]:
    """Values that are others now, and those that no field takes over, as a step of the history tells changes."""
    for each in planned.values.told:
        if each.kind == "changed":
            yield Change(each.to, each.label, each.row, each.before, each.after, "set")
        elif each.kind == "left" and not isinstance(each.before, list):
            yield Change(each.path, each.label, each.row, each.before, None, "set")


def lines(planned: Planned) -> Iterator[Message]:
    """Everything that changes, in sentences without values: whoever reads them need not be allowed to read those."""
    yield from planned.told
    yield from (_due(each) for each in planned.dues)
    yield from _counted(planned.values.told, "changed")
    yield from _counted(planned.values.told, "left")


def _counted(told: list[Told], kind: str) -> Iterator[Message]:
    """By field how many values become others, or stay in the history alone."""
    found: dict[str, list[Told]] = {}
    for each in told:
        if each.kind == kind:
            found.setdefault(each.path, []).append(each)
    for those in found.values():
        empty = kind == "changed" and all(t.after is None for t in those)
        code = "move.told.emptied" if empty else f"move.told.{kind}"
        yield Message(code, {"field": those[0].label, "count": len(those)})


def _due(due: Due) -> Message:
    days = {"before": _day(due.before), "after": _day(due.after)}
    return Message("move.told.overdue" if due.overdue else "move.told.due", {"clock": due.clock, **days})


def _day(day: Any) -> Any:
    return day.isoformat() if day else Message("move.no_day")


def told_json(planned: Planned) -> list[list[str]]:
    """The sentences in both languages, as the history keeps them."""
    return [[say(line, lang) for lang in LANGUAGES] for line in lines(planned)]
