"""What FEEL may expect of decision tables: their parameters and results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.decision.model import ADDED, SINGLE, DecisionInput, DecisionOutput, DecisionTable
from forms.feel import FeelError, parse_tests
from forms.feel.sets import Values, among
from forms.feel.shapes import NUMBER, WHOLE, Shape, grouped, listed
from forms.feel.solve import passing
from forms.fields import Choices


def shapes_of(tables: Mapping[str, DecisionTable], choices: Choices) -> dict[str, Shape]:
    """Each table as a function under its name."""
    return {name: shape_of(table, choices) for name, table in tables.items()}


def shape_of(table: DecisionTable, choices: Choices) -> Shape:
    """A function with the shapes of its parameters and of its result."""
    params = tuple((each.name, input_shape(each, choices)) for each in table.inputs)
    return Shape("function", _result(table), params)


def input_shape(each: DecisionInput, choices: Choices = lambda _: ()) -> Shape:
    """What an input can be."""
    known = list(choices(each.options)) if each.options else []
    return Shape(each.type, values=among(known) if known else possible(each.values), whole=each.whole)


def output_shape(each: DecisionOutput) -> Shape:
    """What an output can be."""
    return Shape(each.type, values=possible(each.values))


def possible(tests: str | None) -> Values | None:
    """The values that pass unary tests; None when all may, or when that cannot be told."""
    try:
        return None if tests is None else passing(parse_tests(tests))
    except FeelError:
        return None


def _result(table: DecisionTable) -> Shape:
    if table.hit in ADDED:
        return WHOLE if table.hit == "C#" else NUMBER if table.hit == "C+" else Shape(table.outputs[0].type)
    one = _one(table.outputs)
    return one if table.hit in SINGLE else listed(one)


def _one(outputs: Iterable[DecisionOutput]) -> Shape:
    found = {each.name: output_shape(each) for each in outputs}
    return next(iter(found.values())) if len(found) == 1 else grouped(found)
