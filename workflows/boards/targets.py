"""What was promised or planned, as a number."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workflows.parameters import value_of as parameter_of

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Amount


def value_of(asked: Asked) -> Amount | None:
    """The number of the definition, or what a parameter of the procedure says for the whole city."""
    target = asked.chart.target
    if target is None:
        return None
    if target.value is not None:
        number = Decimal(target.value)
        return int(number) if number == int(number) else number
    bundle = asked.every.get(target.procedure) if target.procedure else asked.one
    if bundle is None or target.parameter is None:
        return None
    found = parameter_of(asked.view.session, bundle.procedure, target.parameter, "", None)
    return found if isinstance(found, int) else None
