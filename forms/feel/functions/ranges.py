"""Range functions: Allen's relations between points and ranges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from forms.feel import ast
from forms.feel.errors import FeelError
from forms.feel.functions.registry import REGISTRY
from forms.feel.runtime import Frame, Run
from forms.feel.scope import Scope
from forms.feel.values import Range, order

feel = REGISTRY.add


def _as_range(value: Any) -> Range:
    return value if isinstance(value, Range) else Range(value, value)


def _order(left: Any, right: Any) -> int:
    compared = order(left, right)
    if compared is None:
        raise TypeError
    return compared


def _starts(left: Range, right: Range) -> int:
    """Which range begins first, a closed end before an open one."""
    return _order(left.low, right.low) or int(right.low_closed) - int(left.low_closed)


def _ends(left: Range, right: Range) -> int:
    return _order(left.high, right.high) or int(left.high_closed) - int(right.high_closed)


def _before(left: Range, right: Range) -> bool:
    compared = _order(left.high, right.low)
    return compared < 0 or (compared == 0 and not (left.high_closed and right.low_closed))


def _meets(left: Range, right: Range) -> bool:
    return left.high_closed and right.low_closed and _order(left.high, right.low) == 0


def _overlaps(left: Range, right: Range) -> bool:
    return not _before(left, right) and not _before(right, left)


def _includes(left: Range, right: Range) -> bool:
    return _starts(left, right) <= 0 <= _ends(left, right)


def _overlaps_before(left: Range, right: Range) -> bool:
    return _starts(left, right) < 0 and not _before(left, right) and _ends(left, right) <= 0


def _finishes(left: Range, right: Range) -> bool:
    return _ends(left, right) == 0 and _starts(left, right) >= 0


def _begins(left: Range, right: Range) -> bool:
    return _starts(left, right) == 0 and _ends(left, right) <= 0


def _coincides(left: Range, right: Range) -> bool:
    return _starts(left, right) == 0 == _ends(left, right)


Relation = Callable[[Range, Range], bool]
_RELATIONS: Final[dict[str, tuple[str, Relation]]] = {
    "before": ("pp", _before),
    "after": ("pp", lambda a, b: _before(b, a)),
    "meets": ("rr", _meets),
    "met by": ("rr", lambda a, b: _meets(b, a)),
    "overlaps": ("rr", _overlaps),
    "overlaps before": ("rr", _overlaps_before),
    "overlaps after": ("rr", lambda a, b: _overlaps_before(b, a)),
    "finishes": ("pr", _finishes),
    "finished by": ("rp", lambda a, b: _finishes(b, a)),
    "includes": ("rp", _includes),
    "during": ("pr", lambda a, b: _includes(b, a)),
    "starts": ("pr", _begins),
    "started by": ("rp", lambda a, b: _begins(b, a)),
    "coincides": ("pp", _coincides),
}


def _declare(name: str, shape: str, relation: Relation) -> None:
    def check(left: Any, right: Any) -> bool | None:
        for side, value in zip(shape, (left, right), strict=True):
            if value is None or (side == "r" and not isinstance(value, Range)):
                raise TypeError
        return relation(_as_range(left), _as_range(right))

    first = {"pp": "point1", "rr": "range1", "pr": "point", "rp": "range"}[shape]
    second = {"pp": "point2", "rr": "range2", "pr": "range", "rp": "point"}[shape]
    feel(f"{name}({first}: any, {second}: any) -> boolean")(check)


_ENDS: Final = ("date", "time", "date and time", "duration")


def _is_end(node: ast.Node | None) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.function, ast.Name) and node.function.name in _ENDS:
        return all(isinstance(arg, ast.Literal) for arg in node.args)
    return isinstance(node, (ast.Literal, ast.At)) or (isinstance(node, ast.Negate) and _is_end(node.operand))


@feel("range(from: string) -> range", run=True)
def read_range(run: Run, text: str) -> Any:
    """A range from its text; its ends are literals, nothing else is evaluated."""
    from forms.feel.build import build
    from forms.feel.parser import parse

    try:
        tree = parse(text)
    except FeelError:
        return None
    if not isinstance(tree, ast.Interval) or not _is_end(tree.low) or not _is_end(tree.high):
        return None
    return build(tree, Scope(set()))(Frame(run, None, None))


for _name, (_shape, _relation) in _RELATIONS.items():
    _declare(_name, _shape, _relation)
