"""Heads of charts: statements worked out from the figures, never written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from forms.text import Message, Text
from workflows.boards.answers import Answers
from workflows.boards.figure import Amount, Mark, Movement
from workflows.boards.shares import NAMED, highest, leaders, leading, share, strongest

RANKED = ("district", "organisation")
"""Kinds of dimensions whose first few are told together."""


def of(answers: Answers, what: Message) -> Message:
    """A statement, behind the name of the chart where it has one."""
    name = answers.asked.chart.name
    return Message("board.by", {"field": name, "what": what}) if name else what


def bars(answers: Answers, marks: Sequence[Mark]) -> Message:
    """What stands out in a row of marks."""
    asked = answers.asked
    told = [m for m in marks if m.told]
    unit = asked.chart.measure.unit(asked)
    if asked.chart.target is not None:
        return of(answers, _against(told, unit))
    if not asked.chart.measure.adds:
        return of(answers, _extreme(told, unit))
    if answers.by and answers.by[0].kind in RANKED:
        return of(answers, leaders(told, unit))
    return of(answers, strongest(told, unit))


def spoken(answers: Answers, marks: Sequence[Mark]) -> frozenset[str]:
    """The marks that the title of bars speaks of, by key."""
    asked = answers.asked
    told = [m for m in marks if m.told]
    if asked.chart.target is not None:
        return frozenset(m.key for m in told if m.target is not None and m.value > m.target)
    if asked.chart.measure.adds and answers.by and answers.by[0].kind in RANKED:
        return frozenset(leading(told))
    return frozenset(highest(told))


def _against(marks: Sequence[Mark], unit: Text) -> Message:
    """Which marks are above what was promised."""
    some = [m for m in marks if m.target is not None]
    above = [m for m in some if m.target is not None and m.value > m.target]
    if not some:
        return Message("board.nothing")
    data = {"value": written(some[0].target or 0), "unit": unit, "count": len(above)}
    if not above:
        return Message("board.target.kept", data)
    code = "board.target.above" if len(above) <= NAMED else "board.target.above.many"
    return Message(code, {**data, "names": [m.label for m in above[:NAMED]]})


def _extreme(marks: Sequence[Mark], unit: Text) -> Message:
    """The highest of numbers that do not add up."""
    if not marks:
        return Message("board.nothing")
    top = max(m.value for m in marks)
    first = [m.label for m in marks if m.value == top]
    data = {"value": written(top), "unit": unit, "names": first[:NAMED], "count": len(first)}
    return Message("board.highest" if len(first) <= NAMED else "board.highest.many", data)


def written(value: Amount) -> str:
    """A number with its thousands apart, zeros behind the point dropped."""
    whole = value == int(value)
    return f"{int(value):,}" if whole else f"{Decimal(value).normalize():,f}"


def lines(answers: Answers, keys: Sequence[str], totals: Sequence[Amount]) -> Message:
    """The last period against the one before it."""
    unit = answers.asked.chart.measure.unit(answers.asked)
    if not keys:
        return of(answers, Message("board.nothing"))
    period = answers.by[0].label(answers.asked, keys[-1])
    last, before = totals[-1], totals[-2] if len(totals) > 1 else totals[-1]
    kind = "more" if last > before else "fewer" if last < before else "same"
    data: dict[str, Any] = {"period": period, "value": written(last), "unit": unit}
    data["change"] = written(abs(Decimal(last) - Decimal(before)))
    return of(answers, Message(f"board.last.{kind}", data))


def cross(answers: Answers, marks: Sequence[Mark]) -> Message:
    """The strongest cell of rows and columns."""
    unit = answers.asked.chart.measure.unit(answers.asked)
    told = [m for m in marks if m.told and m.value]
    if not told:
        return of(answers, Message("board.nothing"))
    if answers.by[1].kind == "light":
        lit = {k: written(sum(m.value for m in told if m.key.endswith(f"|{k}"))) for k in ("red", "yellow")}
        return of(answers, Message("board.lit", {**lit, "unit": unit}))
    best = max(told, key=lambda m: m.value)
    row, _, column = best.key.partition("|")
    names = [answers.by[0].label(answers.asked, row), answers.by[1].label(answers.asked, column)]
    data = {"row": names[0], "column": names[1], "value": written(best.value), "unit": unit}
    return of(answers, Message("board.cell", data))


def flow(answers: Answers, total: int, furthest: Text | None, there: int) -> Message:
    """How many set out, and what share came as far as most of the way."""
    if not total or furthest is None:
        return of(answers, Message("board.nothing"))
    unit = answers.asked.chart.source.unit(answers.asked)
    data: dict[str, Any] = {"total": f"{total:,}", "unit": unit, "name": furthest}
    data["there"] = f"{there:,}"
    return of(answers, Message("board.flow", {**data, "share": share(there, total)}))


def moved(of_: Movement, unit: Text, of_register: bool) -> Message:
    """What came and went in the last month."""
    came, went = int(of_.came[-1].value), int(of_.went[-1].value)
    code = "board.moved" if came and went else "board.moved.in" if came else "board.moved.out" if went else None
    data = {"month": of_.came[-1].label, "came": came, "went": went, "unit": unit, "net": came - went}
    if not of_register:
        return Message("board.filed_ended", data)
    return Message(code or "board.moved.nothing", data)
