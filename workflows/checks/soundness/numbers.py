"""What a number in a definition can be: worked out for every value that its parameters may take."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from typing import Any

from forms import feel
from forms.feel import FeelError, ast
from workflows.definition import Parameter, Procedure

MOST = 200


def extremes(procedure: Procedure, text: str) -> list[Decimal]:
    """The values of an expression at the bounds and the value of each parameter it asks for; none that is known."""
    asked = sorted(_asked(text) & procedure.parameters.keys())
    ends = [_ends(procedure.parameters[name]) for name in asked]
    found = []
    for n, values in enumerate(product(*ends)):
        if n >= MOST:
            break
        value = feel.evaluate(text, {}, _services(dict(zip(asked, values, strict=True))))
        if isinstance(value, Decimal):
            found.append(value)
    return found


def most(procedure: Procedure, text: str) -> Decimal | None:
    """The largest value of an expression; None when it hangs on the case."""
    return max(extremes(procedure, text), default=None)


def _ends(parameter: Parameter) -> list[Any]:
    found = [v for v in (parameter.min, parameter.value, parameter.max) if v is not None]
    return sorted({*map(int, found)}) if parameter.type == "integer" and found else [parameter.value]


def _asked(text: str) -> set[str]:
    try:
        tree = feel.parse(text)
    except FeelError:
        return set()
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and n.function == ast.Name("parameter")]
    return {str(n.args[0].value) for n in calls if n.args and isinstance(n.args[0], ast.Literal)}


def _services(values: Mapping[str, Any]) -> feel.Services:
    return feel.Services(parameter=values.get)
