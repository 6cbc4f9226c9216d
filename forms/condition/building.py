"""A condition as lines that a person chooses: what about, how compared, with what; joined by and or or, nested once.

`read` takes any expression: what no line can say stays as the expression it is, in a line of its own, so that nothing
is lost; `write` gives the expression back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any, Final, Literal

from forms.condition.from_feel import Inexpressible, from_feel
from forms.condition.model import Comparison, Moment, Number
from forms.condition.to_feel import tree
from forms.definition import CodeList, Form
from forms.feel import FeelError, ast, parse, render
from forms.fields import Field
from forms.fields.choice import ChoiceField
from forms.fields.table import TableField
from forms.names import choices_of
from forms.text import Text

Kind = Literal["number", "string", "boolean", "date", "choice", "other"]
Join = Literal["all", "any"]
FIELD, COUNT = "field", "count"
_ORDERED: Final = ("=", "!=", "<", "<=", ">", ">=", "between", "filled", "empty")
WAYS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "number": _ORDERED,
    "date": ("=", "<", "<=", ">", ">=", "between", "filled", "empty"),
    "string": ("=", "!=", "contains", "starts with", "ends with", "filled", "empty"),
    "choice": ("=", "!=", "in", "filled", "empty"),
    "boolean": ("true", "false", "filled", "empty"),
    "other": ("filled", "empty"),
}
"""How each kind of value can be compared; `false` is said of a yes or no that is no."""
_VALUES: Final = {"between": 2, "true": 0, "empty": 0, "filled": 0}


@dataclass(frozen=True)
class Subject:
    """What a line can be about: a field, or how many rows a table has."""

    what: str  # field | count
    path: str
    title: Text
    kind: Kind
    options: str = ""  # code list of a choice

    @property
    def name(self) -> str:
        return f"{self.what}:{self.path}"


@dataclass(frozen=True)
class Line:
    """A comparison that can be shown as three boxes."""

    subject: str
    way: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """A part that only its expression can say."""

    text: str


@dataclass(frozen=True)
class Group:
    """Parts that all have to hold, or one of which has to."""

    join: Join = "all"
    parts: tuple[Line | Said | Group, ...] = ()

    def with_part(self, at: int, part: Line | Said | Group | None) -> Group:
        """The group with one part exchanged, added behind the last, or (None) taken away."""
        kept = list(self.parts)
        kept[at : at + 1] = [] if part is None else [part]
        return replace(self, parts=tuple(kept))


def subjects(form: Form, table: str, lists: Mapping[str, CodeList]) -> list[Subject]:
    """Everything that a condition in a table, or outside them, may be about; the row's own fields first."""
    here: list[Field] = form.tables[table].fields if table else []
    own = {f.key for f in here}
    found = [s for f in here for s in _subjects(f, lists)]
    return found + [s for f in form.fields if f.key not in own for s in _subjects(f, lists)]


def _subjects(field: Field, lists: Mapping[str, CodeList]) -> list[Subject]:
    if not field.valued:
        return []
    if isinstance(field, TableField):
        return [Subject(COUNT, field.key, field.title, "number")]
    kind = field.shape(choices_of(lists)).kind
    if isinstance(field, ChoiceField):
        return [Subject(FIELD, field.key, field.title, "choice", field.options)]
    known: dict[str, Kind] = {"number": "number", "string": "string", "boolean": "boolean", "date": "date"}
    return [Subject(FIELD, field.key, field.title, known.get(kind, "other"))]


def begun(subject: Subject, way: str = "") -> Line:
    """A line about something, with values to go on from."""
    way = way if way in WAYS[subject.kind] else WAYS[subject.kind][0]
    return Line(subject.name, way, ("",) * _VALUES.get(way, 1))


def in_way(line: Line, way: str) -> Line:
    """The same line compared in another way; values stay as far as that takes them."""
    count = _VALUES.get(way, 1)
    return Line(line.subject, way, (*line.values, "", "")[:count])


def read(text: str | None, known: Sequence[Subject]) -> Group | None:
    """An expression as lines; None for one that cannot be read. Nothing said is a group without parts."""
    if not text or not text.strip():
        return Group()
    try:
        node = parse(text)
    except FeelError:
        return None
    names = {s.name: s for s in known}
    found = _group(node, names)
    return found if found is not None else Group(parts=(_part(node, names, deep=True),))


def _group(node: ast.Node, known: Mapping[str, Subject], deep: bool = False) -> Group | None:
    if not isinstance(node, ast.Binary) or node.op not in ("and", "or"):
        return None
    parts = tuple(_part(part, known, deep) for part in _parts(node, node.op))
    return Group("all" if node.op == "and" else "any", parts)


def _parts(node: ast.Node, op: str) -> list[ast.Node]:
    if isinstance(node, ast.Binary) and node.op == op:
        return [*_parts(node.left, op), node.right]
    return [node]


def _part(node: ast.Node, known: Mapping[str, Subject], deep: bool) -> Line | Said | Group:
    inner = None if deep else _group(node, known, deep=True)
    if inner is not None:
        return inner
    text = render(node)
    try:
        found = from_feel(text)
    except Inexpressible:
        return Said(text)
    line = _line(found, known) if isinstance(found, Comparison) else None
    return line or Said(text)


def _line(found: Comparison, known: Mapping[str, Subject]) -> Line | None:
    ((what, path),) = found.subject.items()
    subject = known.get(f"{what}:{path}")
    if subject is None or found.where is not None:
        return None
    way = found.comparing
    if subject.kind == "boolean" and way == "=" and found.values == [False]:
        return Line(subject.name, "false")
    values = [_typed(v, subject.kind) for v in found.values]
    if way not in WAYS[subject.kind] or any(v is None for v in values):
        return None
    return Line(subject.name, way, tuple(v for v in values if v is not None))


def _typed(value: Any, kind: Kind) -> str | None:
    if kind == "number":
        return value.number if isinstance(value, Number) else None
    if kind == "date":
        return value.at if isinstance(value, Moment) and _is_day(value.at) else None
    return value if kind in ("string", "choice") and isinstance(value, str) else None


def write(group: Group, known: Sequence[Subject]) -> str | None:
    """The expression of the lines; None for a group without parts. Raises `FeelError` for a part that is none."""
    names = {s.name: s for s in known}
    node = _tree(group, names)
    return None if node is None else render(node)


def _tree(group: Group, known: Mapping[str, Subject]) -> ast.Node | None:
    made = [_node(part, known) for part in group.parts]
    nodes = [n for n in made if n is not None]
    op = "and" if group.join == "all" else "or"
    return reduce(lambda left, right: ast.Binary(op, left, right), nodes) if nodes else None


def _node(part: Line | Said | Group, known: Mapping[str, Subject]) -> ast.Node | None:
    if isinstance(part, Group):
        return _tree(part, known)
    if isinstance(part, Said):
        return parse(part.text) if part.text.strip() else None
    return tree(comparison(part, known[part.subject]))


def comparison(line: Line, subject: Subject) -> Comparison:
    """A line as the condition it is; an empty number is nought, an empty day the first of the year 2000."""
    if line.way == "false":
        return Comparison.model_validate({subject.what: subject.path, "is": "=", "values": [False]})
    values = [_VALUE[subject.kind](v) for v in line.values] if subject.kind in _VALUE else list(line.values)
    return Comparison.model_validate({subject.what: subject.path, "is": line.way, "values": values})


def _number(text: str) -> Number:
    try:
        return Number(number=text.strip())
    except ValueError:
        return Number(number="0")


def _day(text: str) -> Moment:
    return Moment(at=text if _is_day(text) else "2000-01-01")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_VALUE: Final[dict[Kind, Callable[[str], Any]]] = {"number": _number, "date": _day}
