"""What was found in a decision table, in the words its cells are written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.decision.columns import EMPTY
from forms.decision.examine import Gap
from forms.feel import to_text
from forms.feel.sets import BEFORE, EVERYTHING, Cut, Part, Values


def as_tests(values: Values | None) -> str:
    """A set as unary tests: `> 100`, `[1..5), 9`, `not("园区")`; None is the empty value."""
    if values is None:
        return "null"
    if values == EVERYTHING:
        return "-"
    left_out = ~values
    if left_out and all(_is_single(part) for part in left_out.parts):
        return f"not({', '.join(map(_part, left_out.parts))})"
    return ", ".join(map(_part, values.parts))


def _is_single(part: Part) -> bool:
    low, high = part
    return not low.rank and not high.rank and low.value == high.value


def _part(part: Part) -> str:
    low, high = part
    if _is_single(part):
        return to_text(low.value)
    if low.rank:
        return f"{'<' if high.side == BEFORE else '<='} {to_text(high.value)}"
    if high.rank:
        return f"{'>=' if low.side == BEFORE else '>'} {to_text(low.value)}"
    return f"{'[' if low.side == BEFORE else '('}{to_text(low.value)}..{to_text(high.value)}{_close(high)}"


def _close(high: Cut) -> str:
    return ")" if high.side == BEFORE else "]"


def gap(found: Gap) -> str:
    """`户数: > 100；类型: not("园区")`, or the example where no column matters."""
    return "；".join(f"{name}: {as_tests(values)}" for name, values in found.values.items()) or example(found.example)


def example(found: Mapping[str, Any]) -> str:
    """`户数 = 101，类型 = "楼宇"`."""
    return "，".join(_said(found))


def _said(found: Mapping[str, Any]) -> Iterator[str]:
    for name, value in found.items():
        if value is EMPTY:
            yield f"{name} = null"
        elif value is not None:
            yield f"{name} = {to_text(value)}"
