"""Of what a chart counts, which can be left out: names and values to choose from, out of published definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from forms.text import Message, Text
from workflows.boards.sources.absences import Absences
from workflows.boards.sources.entries import Entries
from workflows.boards.where import Light, Moment, Way
from workflows.cases.search import NONE

if TYPE_CHECKING:
    from workflows.boards.building import Builder, Label
    from workflows.checks.board import Kit
    from workflows.model.boards import Chart

Names = dict[str, "Label"]
"""What can be chosen → what it is called."""
LISTS = ("stages", "states", "outcomes", "districts", "lights")
"""Conditions that name some of several, in the order in which they are asked."""
FLAGS = ("open", "late", "arrived", "returned", "in_time")


def lists(builder: Builder, chart: Chart) -> dict[str, Names]:
    """The conditions of a chart that name some of several, with what there is; those with nothing are left out."""
    if isinstance(chart.source, Absences) or chart.kind == "roll":
        return {}
    found: dict[str, Names] = {"districts": dict(builder.districts)}
    if not isinstance(chart.source, Entries):
        kits = builder.speaks_of(chart)
        found["stages"] = {s.id: s.title for k in kits for s in k.procedure.stages}
        found["states"] = {key: s.title for k in kits for key, s in k.procedure.states.items()}
        found["outcomes"] = {s.end: s.title for k in kits for s in reversed(k.procedure.states.values()) if s.end}
        found["lights"] = {light: Message(f"board.where.light.{light}") for light in get_args(Light)}
    return {name: found[name] for name in LISTS if found.get(name)}


def flags(chart: Chart) -> Sequence[str]:
    """The questions that are answered by yes or no."""
    return () if isinstance(chart.source, (Entries, Absences)) or chart.kind == "roll" else FLAGS


def spans(chart: Chart) -> Sequence[str]:
    """The days of which a stretch of time can be asked for."""
    if isinstance(chart.source, Entries):
        return ("came", "went")
    if not flags(chart):
        return ()
    return ("opened", "filed", "ended", *(["done"] if chart.source.kind in ("tasks", "steps") else []))


def moments(chart: Chart) -> Sequence[str]:
    """The days by whose period marks of a chart can be told apart."""
    if isinstance(chart.source, Entries):
        return ()
    done = chart.source.kind in ("tasks", "steps")
    stock = chart.kind == "line" and chart.source.kind == "cases"
    known = [m for m in get_args(Moment) if m not in ("done", "stock")]
    return [*known, *(["done"] if done else []), *(["stock"] if stock else [])]


def parts(builder: Builder, chart: Chart) -> dict[str, Names]:
    """What narrows the source of a chart itself: which rounds, roles, transitions and ways of tasks and steps."""
    of, known = type(chart.source).model_fields, dict[str, Names]()
    for name in ("rounds", "roles", "transitions"):
        if name in of:
            known[name] = _named(getattr(k.procedure, name) for k in builder.speaks_of(chart))
    if "ways" in of:
        known["ways"] = {way: Message(f"board.way.{way}") for way in get_args(Way)}
    return {name: names for name, names in known.items() if names}


def _named(every: Iterable[Mapping[str, Any]]) -> Names:
    return {key: each.title or Text(zh=key) for of in every for key, each in of.items()}


def values(builder: Builder, chart: Chart) -> dict[str, tuple[Label, Names]]:
    """The counted fields whose values are known: path → title, and the values; also that it is left empty."""
    if isinstance(chart.source, Absences) or chart.kind == "roll":
        return {}
    kits = builder.speaks_of(chart)
    found = {path: (title, _values(builder, kits, field)) for path, (title, field) in builder.fields(chart).items()}
    return {path: (title, names) for path, (title, names) in found.items() if names}


def _values(builder: Builder, kits: Sequence[Kit], field: Any) -> Names:
    if field.type == "district":
        return dict(builder.districts)
    name = getattr(field, "options", None)
    listed = next((k.lists[name] for k in kits if name in k.lists), None) if isinstance(name, str) else None
    items: Names = {i.key: i.title or Text(zh=i.key) for i in listed.items} if listed else {}
    return {**items, NONE: Message("board.left_empty")} if items else {}
