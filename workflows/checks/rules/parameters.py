"""Parameters: values of their type, within bounds, in a scope that there is."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms.text import Message
from workflows.checks.base import Problems, procedure_check
from workflows.definition import Parameter


@procedure_check
def check_values(problems: Problems) -> None:
    """The value that is published fits the parameter; without one it has to be set per campaign or district."""
    for name, parameter in problems.procedure.parameters.items():
        here = problems.at("parameters", name)
        if parameter.value is None and parameter.per == "city":
            here.error("parameter_empty", name=name)
        elif parameter.value is not None and not _fits(parameter, parameter.value):
            kind = Message(f"type.{parameter.type}")
            here.at("value").error("parameter_value", name=name, value=parameter.value, type=kind)


@procedure_check
def check_bounds(problems: Problems) -> None:
    """Bounds are for whole numbers, the lower below the upper, and the value between them."""
    for name, parameter in problems.procedure.parameters.items():
        here, low, high = problems.at("parameters", name), parameter.min, parameter.max
        if parameter.type != "integer" and (low is not None or high is not None):
            here.error("bounds_no_number", name=name)
        if low is not None and high is not None and low > high:
            here.error("bounds_reversed", name=name, low=low, high=high)
        elif _outside(parameter):
            here.at("value").error("parameter_outside", name=name, value=parameter.value)


@procedure_check
def check_scopes(problems: Problems) -> None:
    """A parameter per campaign needs campaigns."""
    for name, parameter in problems.procedure.parameters.items():
        if parameter.per == "campaign" and problems.procedure.campaign is None:
            problems.at("parameters", name, "per").error("no_campaigns", name=name)


def _fits(parameter: Parameter, value: Any) -> bool:
    if parameter.type == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str) and (parameter.type == "text" or is_day(value))


def _outside(parameter: Parameter) -> bool:
    value, low, high = parameter.value, parameter.min, parameter.max
    if parameter.type != "integer" or not _fits(parameter, value):
        return False
    return (low is not None and value < low) or (high is not None and value > high)


def is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2026-03-13")
