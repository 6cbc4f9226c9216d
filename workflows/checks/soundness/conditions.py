"""Conditions as formulas over what they speak of: for each thing the values of which they are true.

What compares with constants becomes an atom with a set of values; two things compared with each other become the sign
of their difference; what cannot be read becomes a free statement, true or false as it likes, the same wherever it
stands. `every` is written as `not some`, so that it meets its opposite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from forms.feel import FeelError, Shape, Types, ast, parse, render
from forms.feel.constant import NO_CONSTANT, constant
from forms.feel.infer import View, infer
from forms.feel.sets import EVERYTHING, NOTHING, Incomparable, Values, among, compared, single
from forms.feel.shapes import ANY
from forms.feel.solve import is_thing, solve

_SIGNS: Final = {"<": [-1], "<=": [-1, 0], ">": [1], ">=": [0, 1], "=": [0], "!=": [-1, 1]}
_OPPOSITE: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_FLIPPED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_STANDS_IN: Final = "thing"
ONE_EMPTY, BOTH_EMPTY = Decimal(2), Decimal(3)
"""Besides the signs: two things compared of which one is empty, or both, which are equal then."""


@dataclass(frozen=True)
class Formula:
    """`and`, `or`, `not`, `if`; `const` true, false or None; `atom`: a thing and its values; `free`: a statement."""

    kind: str
    parts: tuple[Formula, ...] = ()
    thing: str = ""  # text of what an atom or a free statement speaks of
    values: Values = NOTHING
    empty: bool | None = None  # what the atom says of the empty value
    silent: Values = NOTHING  # the values of which an atom says nothing
    value: bool | None = None  # of a const


@dataclass
class Thing:
    """Something that conditions speak of: what it can be, and whether it can be empty."""

    node: ast.Node
    shape: Shape
    may_be_empty: bool = True
    sets: list[Values] = field(default_factory=list)


@dataclass
class Reader:
    """Reads conditions; all that are read by one of them share their things."""

    types: Types
    never_empty: frozenset[str] = frozenset()
    things: dict[str, Thing] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    _shapes: Mapping[int, Shape] = field(default_factory=dict)

    def read(self, text: str) -> Formula:
        """The formula of a condition; a free statement for one that cannot be read."""
        try:
            tree = parse(text)
        except FeelError:
            return self._statement(ast.Name(text))
        view = View(self.types)
        try:
            infer(tree, view)
        except FeelError:
            view = View({})  # what it speaks of is told elsewhere
        self._shapes = view.shapes
        return self._formula(tree)

    def _formula(self, node: ast.Node) -> Formula:
        value = constant(node)
        if value is not NO_CONSTANT:
            return Formula("const", value=value if isinstance(value, bool) else None)
        if isinstance(node, ast.Binary) and node.op in ("and", "or"):
            return Formula(node.op, (self._formula(node.left), self._formula(node.right)))
        if isinstance(node, ast.If):
            return Formula("if", tuple(map(self._formula, (node.condition, node.yes, node.no))))
        inner = negated(node)
        if inner is not None:
            return Formula("not", (self._formula(inner),))
        return self._atom(node)

    def _atom(self, node: ast.Node) -> Formula:
        try:
            found = self._emptiness(node) or self._signs(node) or self._of_values(node)
        except Incomparable:
            found = None
        return found or self._statement(node)

    def _statement(self, node: ast.Node) -> Formula:
        """Something that is true or false for reasons that are not looked into."""
        text = render(node)
        self.free.add(text)
        return Formula("free", thing=text)

    def _emptiness(self, node: ast.Node) -> Formula | None:
        """`x = null`, `x != null`."""
        if not isinstance(node, ast.Binary) or node.op not in ("=", "!=") or not _is_null(node.right, node.left):
            return None
        name = self._thing(node.left if _is_null(node.right) else node.right)
        return Formula("atom", thing=name, values=NOTHING if node.op == "=" else EVERYTHING, empty=node.op == "=")

    def _signs(self, node: ast.Node) -> Formula | None:
        """Two things compared with each other."""
        if not isinstance(node, ast.Binary) or node.op not in _SIGNS:
            return None
        left, right, op = node.left, node.right, node.op
        if NO_CONSTANT is not constant(left) or NO_CONSTANT is not constant(right):
            return None
        if render(right) < render(left):
            left, right, op = right, left, _FLIPPED[op]
        signs, empty = list(map(Decimal, _SIGNS[op])), sum(map(self._may_be_empty, (left, right)))
        if op in ("=", "!="):
            signs.append(BOTH_EMPTY if op == "=" else ONE_EMPTY)
        can = among([*map(Decimal, (-1, 0, 1)), *(ONE_EMPTY, BOTH_EMPTY)[:empty]])
        silent = NOTHING if op in ("=", "!=") else among([ONE_EMPTY, BOTH_EMPTY])
        name = self._known(ast.Binary("-", left, right), Shape("number", values=can, whole=True), among(signs), False)
        return Formula("atom", thing=name, values=among(signs), silent=silent)

    def _of_values(self, node: ast.Node) -> Formula | None:
        """One thing compared with constants, or a condition that is a thing itself."""
        spoken = _subject(node)
        if spoken is None:
            if self._shape(node).kind != "boolean" or not is_thing(node):
                return None
            return Formula("atom", thing=self._thing(node, single(True)), values=single(True))
        solved = solve(_with(node, spoken, ast.Name(_STANDS_IN)))
        if solved is None or solved[0] != ast.Name(_STANDS_IN):
            return None
        name = self._thing(spoken, solved[1])
        return Formula("atom", thing=name, values=solved[1], empty=_of_empty(node))

    def _thing(self, node: ast.Node, values: Values = NOTHING) -> str:
        return self._known(node, self._shape(node), values, self._may_be_empty(node))

    def _known(self, node: ast.Node, shape: Shape, values: Values, may_be_empty: bool) -> str:
        name = render(node)
        thing = self.things.setdefault(name, Thing(node, shape, may_be_empty))
        thing.sets.append(values)
        return name

    def _shape(self, node: ast.Node) -> Shape:
        found = self._shapes.get(id(node), ANY)
        if isinstance(node, ast.Call) and node.function == ast.Name("count"):
            return replace(found, kind="number", whole=True, values=compared(">=", Decimal(0)))
        return found

    def _may_be_empty(self, node: ast.Node) -> bool:
        counts = isinstance(node, ast.Call) and node.function in (ast.Name("count"), ast.Name("parameter"))
        return not counts and render(node) not in self.never_empty and constant(node) is NO_CONSTANT


def negated(node: ast.Node) -> ast.Node | None:
    """What a negation negates: of `not(a)`, and of `every`, which is `not some … not`."""
    if isinstance(node, ast.Call) and node.function == ast.Name("not") and len(node.args) == 1:
        return node.args[0]
    if isinstance(node, ast.Quantified) and node.kind == "every":
        return ast.Quantified("some", node.iterations, opposite(node.condition))
    return None


def opposite(node: ast.Node) -> ast.Node:
    """The condition that is true where this one is false, as short as it can be written."""
    if isinstance(node, ast.Binary) and node.op in _OPPOSITE:
        return ast.Binary(_OPPOSITE[node.op], node.left, node.right)
    if isinstance(node, ast.Binary) and node.op in ("and", "or"):
        return ast.Binary("or" if node.op == "and" else "and", opposite(node.left), opposite(node.right))
    if isinstance(node, ast.Call) and node.function == ast.Name("not") and len(node.args) == 1:
        return node.args[0]
    return ast.Call(ast.Name("not"), (node,))


def _is_null(*nodes: ast.Node) -> bool:
    return any(node == ast.Literal(None) for node in nodes)


def _subject(node: ast.Node) -> ast.Node | None:
    """What a comparison with constants speaks of."""
    if isinstance(node, (ast.In, ast.Between)):
        return node.operand
    if isinstance(node, ast.Binary) and node.op in _SIGNS:
        sides = [side for side in (node.left, node.right) if constant(side) is NO_CONSTANT]
        return sides[0] if len(sides) == 1 else None
    return None


def _with(node: ast.Node, old: ast.Node, new: ast.Node) -> ast.Node:
    """A comparison that speaks of something else."""
    if isinstance(node, (ast.In, ast.Between)):
        return replace(node, operand=new)
    if isinstance(node, ast.Binary):
        return replace(node, left=new) if node.left is old else replace(node, right=new)
    return node


def _of_empty(node: ast.Node) -> bool | None:
    """What a comparison with constants says of the empty value: an equation is false, an order says nothing."""
    if isinstance(node, ast.Binary):
        return {"=": False, "!=": True}.get(node.op)
    if isinstance(node, ast.In):
        if any(test == ast.Literal(None) for test in node.tests):
            return True
        plain = all(isinstance(constant(test), (str, Decimal, bool)) for test in node.tests)
        return False if plain else None
    return None


def spoken_of(formula: Formula) -> Sequence[str]:
    """The texts of everything that a formula speaks of."""
    own = [formula.thing] if formula.thing else []
    return [*own, *(name for part in formula.parts for name in spoken_of(part))]


def truth(formula: Formula, at: Mapping[str, Any]) -> bool | None:
    """What a formula says where each thing lies in a piece of its values (None: it is empty) or is simply true."""
    if formula.kind == "const":
        return formula.value
    if formula.kind == "free":
        found: bool | None = at[formula.thing]
        return found
    if formula.kind == "atom":
        piece = at[formula.thing]
        if piece is None or piece & formula.silent:
            return formula.empty
        return bool(piece & formula.values)
    return _connected(formula, at)


def _connected(formula: Formula, at: Mapping[str, Any]) -> bool | None:
    found = [truth(part, at) for part in formula.parts]
    if formula.kind == "not":
        return None if found[0] is None else not found[0]
    if formula.kind == "if":
        return found[1] if found[0] is True else found[2]
    decisive = formula.kind == "or"
    if decisive in found:
        return decisive
    return None if None in found else not decisive
