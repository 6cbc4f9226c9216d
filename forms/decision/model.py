"""A decision table as a definition (OMG DMN 1.5, clause 8)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Attr

from forms.model import Model, UserKey
from forms.text import Text

Kind = Literal[
    "any", "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
    "years and months duration", "context", "list",
]  # fmt: skip
Hit = Literal["U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#"]
"""Unique, any, by priority, first, all in the order of rules, all in the order of outputs, collected (sum, least,
greatest, count)."""
SINGLE: frozenset[str] = frozenset({"U", "A", "P", "F"})
"""Policies that give the outputs of one rule."""
ADDED: frozenset[str] = frozenset({"C+", "C<", "C>", "C#"})
"""Policies that make one value of all outputs."""


class DecisionInput(Model):
    """What is handed in, called by `name`. What it can be: `values`, unary tests; or the keys of a code list."""

    name: UserKey
    title: Text | None = None
    type: Kind = "any"
    values: str | None = None  # FEEL unary tests
    options: str | None = None  # code list
    whole: bool = False  # numbers without fraction


class DecisionOutput(Model):
    """What comes out. `values` in their order are the priorities; `else` is the value when no rule applies."""

    name: UserKey
    title: Text | None = None
    type: Kind = "any"
    values: str | None = None  # FEEL unary tests
    otherwise: str | None = Attr(default=None, alias="else")  # FEEL


class DecisionRule(Model):
    """One row: a unary test per input (`-` for any value), an expression per output."""

    when: list[str]
    then: list[str]
    note: str = ""
    basis: str | None = None


class DecisionTable(Model):
    """A function of its inputs, written as rows of conditions and results; called by its name in any expression.

    One output gives its value, several a context of them; a policy that takes all rules gives a list.
    """

    title: Text | None = None
    hit: Hit = "U"
    inputs: list[DecisionInput]
    outputs: list[DecisionOutput]
    rules: list[DecisionRule] = []
    basis: str | None = None

    @property
    def params(self) -> tuple[str, ...]:
        """The names of the inputs in their order."""
        return tuple(each.name for each in self.inputs)
