"""Decision tables: functions written as tables, evaluated, examined, and carried in workbooks."""

from forms.decision.examine import Examined, examine
from forms.decision.function import decide, function, functions
from forms.decision.model import DecisionInput, DecisionOutput, DecisionRule, DecisionTable
from forms.decision.shape import shape_of, shapes_of

__all__ = [
    "DecisionInput", "DecisionOutput", "DecisionRule", "DecisionTable", "Examined", "decide", "examine", "function",
    "functions", "shape_of", "shapes_of",
]  # fmt: skip
