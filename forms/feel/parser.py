"""Tokens to syntax tree: precedence climbing, a bound on nesting instead of a RecursionError."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from forms.feel import ast, limits
from forms.feel.cursor import Cursor
from forms.feel.errors import FeelError
from forms.feel.lexer import Token
from forms.feel.values import number

LEVELS: Final = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "between": 3, "in": 3,
    "+": 4, "-": 4, "*": 5, "/": 5, "**": 6, "instance": 7,
}  # fmt: skip
COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
GENERIC: Final = frozenset({"list", "context", "range", "function"})
CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}


def parse(text: str, names: Iterable[str] = ()) -> ast.Node:
    """The tree of an expression; raises `FeelError`. `names` makes declared names with spaces readable."""
    return _checked(_Parser(text, names).whole())


def parse_tests(text: str, names: Iterable[str] = ()) -> ast.Node:
    """The tree of unary tests such as `> 5, [1..3], not(2), -`."""
    return _checked(_Parser(text, names).whole_tests())


def _checked(tree: ast.Node) -> ast.Node:
    count, height = ast.size(tree)
    if count > limits.NODES:
        raise FeelError("too_many_nodes", 0, {"limit": limits.NODES})
    if height > limits.DEPTH:
        raise FeelError("too_deep", tree.pos, {"limit": limits.DEPTH})
    return tree


class _Parser(Cursor):
    """The grammar; one method a rule."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        super().__init__(text, names)
        self.endpoint = False  # reading the upper end of a range: there `[` closes it

    def whole(self) -> ast.Node:
        return self.finished(self.expression())

    def whole_tests(self) -> ast.Node:
        return self.finished(self.unary_tests())

    def finished(self, tree: ast.Node) -> ast.Node:
        if self.now.kind != "end":
            raise self.wrong("unexpected")
        return tree

    # -- operators --

    def expression(self, level: int = 1) -> ast.Node:
        self.enter()
        outer, self.endpoint = self.endpoint, False
        tree = self.operators(level)
        self.endpoint = outer
        self.nesting -= 1
        return tree

    def operators(self, level: int) -> ast.Node:
        left = self.unary()
        while True:
            token = self.now
            strength = LEVELS.get(token.text, 0) if token.kind in ("sign", "name") else 0
            if strength < level or not strength:
                return left
            self.at += 1
            left = self.operator(token, left, strength)

    def operator(self, token: Token, left: ast.Node, strength: int) -> ast.Node:
        if token.text == "between":
            low = self.operators(4)
            self.need("and")
            return ast.Between(left, low, self.operators(4), pos=token.pos)
        if token.text == "in":
            return ast.In(left, self.in_tests(), pos=token.pos)
        if token.text == "instance":
            self.need("of")
            return ast.InstanceOf(left, self.type(), pos=token.pos)
        return ast.Binary(token.text, left, self.operators(strength + 1), pos=token.pos)

    def unary(self) -> ast.Node:
        token = self.now
        if self.take("-"):
            self.enter()
            operand = self.unary()
            self.nesting -= 1
            return ast.Negate(operand, pos=token.pos)
        return self.postfix(self.primary())

    def postfix(self, base: ast.Node) -> ast.Node:
        while self.now.kind == "sign":
            pos = self.now.pos
            if self.take("."):
                base = ast.Path(base, self.member(), pos=pos)
            elif self.sees("[") and not self.endpoint:
                self.at += 1
                base = ast.Filter(base, self.expression(), pos=pos)
                self.need("]")
            elif self.take("("):
                base = self.arguments(base)
            else:
                break
        return base

    def member(self) -> str:
        token = self.now
        if token.kind != "name":
            raise self.wrong("expected_value")
        self.at += 1
        return self.longest(token.text)

    def arguments(self, function: ast.Node) -> ast.Node:
        args: list[ast.Node] = []
        names: list[str] = []
        while not self.sees(")"):
            name = self.label()
            if (name is None) == bool(names) and args:
                raise self.wrong("unexpected")
            names += [name] if name is not None else []
            args.append(self.expression())
            if not self.take(","):
                break
        self.need(")")
        return ast.Call(function, tuple(args), tuple(names), pos=function.pos)

    # -- values --

    def primary(self) -> ast.Node:
        token = self.now
        if token.kind == "number":
            self.at += 1
            # As exact as numbers are; one that is too large is told when it is built.
            return ast.Literal(number(token.text) or Decimal(token.text), pos=token.pos)
        if token.kind == "text":
            self.at += 1
            return ast.Literal(token.text, pos=token.pos)
        if token.kind == "name":
            return self.word(token)
        return self.bracket(token)

    def word(self, token: Token) -> ast.Node:
        if token.text in CONSTANTS:
            self.at += 1
            return ast.Literal(CONSTANTS[token.text], pos=token.pos)
        if token.text in ("if", "for", "some", "every") or self.opens_function(token):
            self.enter()
            self.at += 1
            tree: ast.Node = getattr(self, "_" + token.text)(token)
            self.nesting -= 1
            return tree
        return ast.Name(self.variable(), pos=token.pos)

    def opens_function(self, token: Token) -> bool:
        return token.text == "function" and self.tokens[self.at + 1].text == "("

    def bracket(self, token: Token) -> ast.Node:
        if self.take("("):
            return self.parenthesised(token)
        if self.take("["):
            return self.list_or_range(token)
        if self.take("]"):
            return self.range_after(self.expression(), False, token)
        if self.take("{"):
            return self.context(token)
        if self.take("@"):
            if self.now.kind != "text":
                raise self.wrong("expected_value")
            return ast.At(self.step().text, pos=token.pos)
        raise self.wrong("expected_value")

    def parenthesised(self, token: Token) -> ast.Node:
        if self.now.text in COMPARISONS and self.now.kind == "sign":
            inner = self.compare()
            self.need(")")
            return inner
        inner = self.expression()
        if self.sees(".."):
            return self.range_after(inner, False, token)
        self.need(")")
        return inner

    def list_or_range(self, token: Token) -> ast.Node:
        items: list[ast.Node] = []
        while not self.sees("]"):
            items.append(self.expression())
            if len(items) == 1 and self.sees(".."):
                return self.range_after(items[0], True, token)
            if not self.take(","):
                break
        self.need("]")
        return ast.ListOf(tuple(items), pos=token.pos)

    def range_after(self, low: ast.Node, closed: bool, token: Token) -> ast.Node:
        self.need("..")
        self.enter()
        outer, self.endpoint = self.endpoint, True
        high = self.operators(4)
        self.endpoint = outer
        self.nesting -= 1
        if not self.sees("]", ")", "["):
            raise self.wrong("expected", wanted="]")
        return ast.Interval(low, high, closed, self.step().text == "]", pos=token.pos)

    def context(self, token: Token) -> ast.Node:
        entries: dict[str, ast.Node] = {}
        while not self.sees("}"):
            pos, key = self.now.pos, self.key()
            if key in entries:
                raise FeelError("duplicate_key", pos, {"name": key})
            if " " in key:
                self.local.add(key)
            entries[key] = self.expression()
            if not self.take(","):
                break
        self.need("}")
        return ast.ContextOf(tuple(entries.items()), pos=token.pos)

    def key(self) -> str:
        first = self.step()
        if first.kind == "text":
            self.need(":")
            return first.text
        if first.kind != "name":
            self.at -= 1
            raise self.wrong("expected_value")
        end = first
        while not self.sees(":", ",", "}", "{") and self.now.kind != "end":
            end = self.step()
        self.need(":")
        return first.text if end is first else " ".join(self.text[first.pos : end.end].split())

    # -- textual forms --

    def _if(self, token: Token) -> ast.Node:
        condition = self.expression()
        self.need("then")
        yes = self.expression()
        self.need("else")
        return ast.If(condition, yes, self.expression(), pos=token.pos)

    def _for(self, token: Token) -> ast.Node:
        iterations = self.iterations()
        self.need("return")
        return ast.For(iterations, self.expression(), pos=token.pos)

    def _some(self, token: Token) -> ast.Node:
        iterations = self.iterations()
        self.need("satisfies")
        return ast.Quantified(token.text, iterations, self.expression(), pos=token.pos)

    _every = _some

    def iterations(self) -> tuple[ast.Iteration, ...]:
        found = [self.iteration()]
        while self.take(","):
            found.append(self.iteration())
        return tuple(found)

    def iteration(self) -> ast.Iteration:
        pos, name = self.now.pos, self.variable()
        self.need("in")
        source = self.expression()
        until = self.expression() if self.take("..") else None
        return ast.Iteration(name, source, until, pos=pos)

    def _function(self, token: Token) -> ast.Node:
        self.need("(")
        params: list[tuple[str, ast.Type | None]] = []
        while not self.sees(")"):
            name = self.variable()
            params.append((name, self.type() if self.take(":") else None))
            if not self.take(","):
                break
        self.need(")")
        if self.sees("external"):
            raise self.wrong("external")
        return ast.Function(tuple(params), self.expression(), pos=token.pos)

    # -- tests --

    def in_tests(self) -> tuple[ast.Node, ...]:
        token = self.now
        if not self.take("("):
            return (self.test(4),)
        if self.sees(")"):
            raise self.wrong("expected_value")
        first = self.test(1)
        if self.sees(".."):
            return (self.range_after(first, False, token),)
        found = [first]
        while self.take(","):
            found.append(self.test(1))
        self.need(")")
        return tuple(found)

    def unary_tests(self) -> ast.Tests:
        pos = self.now.pos
        if self.sees("-") and self.tokens[self.at + 1].kind == "end":
            self.at += 1
            return ast.Tests((), pos=pos)
        negated = self.sees("not") and self.tokens[self.at + 1].text == "("
        start = self.at
        if negated:
            self.at += 2
        found = self.test_list()
        if negated:
            self.need(")")
            if self.now.kind != "end":  # `not(a) and b` is an expression, no list of tests
                self.at = start
                return ast.Tests(self.test_list(), pos=pos)
        return ast.Tests(found, negated, pos=pos)

    def test_list(self) -> tuple[ast.Node, ...]:
        found = [self.test(1)]
        while self.take(","):
            found.append(self.test(1))
        return tuple(found)

    def test(self, level: int) -> ast.Node:
        if self.now.text in COMPARISONS and self.now.kind == "sign":
            return self.compare()
        return self.expression(level)

    def compare(self) -> ast.Node:
        token = self.step()
        return ast.Compare(token.text, self.expression(4), pos=token.pos)

    # -- types --

    def type(self) -> ast.Type:
        self.enter()
        pos, name = self.now.pos, self.type_name()
        found = ast.Type(name, pos=pos)
        if name in GENERIC and self.take("<"):
            fields = self.type_fields() if name == "context" else ()
            args = () if name == "context" else self.type_args()
            self.need(">")
            if name == "function":
                self.need("->")
            result = (self.type(),) if name == "function" else ()
            found = ast.Type(name, args + result, fields, pos=pos)
        self.nesting -= 1
        return found

    def type_name(self) -> str:
        words = [self.member()]
        while self.now.kind == "name" and self.now.text in ("and", "time", "months", "duration"):
            if self.now.text == "and" and self.tokens[self.at + 1].text not in ("time", "months"):
                break
            words.append(self.step().text)
        name = " ".join(words)
        while self.take("."):
            name += "." + self.member()
        return name

    def type_args(self) -> tuple[ast.Type, ...]:
        found: list[ast.Type] = []
        while not self.sees(">"):
            found.append(self.type())
            if not self.take(","):
                break
        return tuple(found)

    def type_fields(self) -> tuple[tuple[str, ast.Type], ...]:
        found: list[tuple[str, ast.Type]] = []
        while not self.sees(">"):
            name = self.member()
            self.need(":")
            found.append((name, self.type()))
            if not self.take(","):
                break
        return tuple(found)
