"""Writes the JSON Schemas of procedures, registers, boards … from the models: `python -m workflows.schema`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from forms.schema import FILES as FORM_FILES
from forms.schema import schema_text as form_schema
from forms.schema import schema_with
from workflows.boards import dimensions, measures, sources
from workflows.checks.texts import MODELS
from workflows.definition import Procedure
from workflows.engine.effects import registry
from workflows.model.boards import Board
from workflows.model.papers import PaperFile
from workflows.model.registers import RegisterFile
from workflows.model.statistics import Statistic
from workflows.rehearsal.model import Rehearsal

HERE = Path(__file__).parent
FILES: dict[str, type[BaseModel]] = {
    "procedure.schema.json": Procedure, "rehearsal.schema.json": Rehearsal, "register.schema.json": RegisterFile,
    "board.schema.json": Board, "statistics.schema.json": Statistic,
}  # fmt: skip
COUNTED = (
    [c for kinds in (sources.kinds, measures.kinds, dimensions.kinds) for c in kinds.classes()],
    ["Source", "Measure", "Dimension"],
)
PARTS: dict[type[BaseModel], tuple[Sequence[type[BaseModel]], list[str]]] = {
    Procedure: (registry.classes(), ["Effect"]),
    Board: COUNTED, Statistic: COUNTED,
}  # fmt: skip
"""Definitions with parts of open kinds: every kind that there is, and their bases."""


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema of a definition, with every kind of its parts that there is."""
    kinds, bases = PARTS.get(model, ([], []))
    return schema_with(model, kinds, *bases)


@cache
def schema_of(kind: str) -> str | None:
    """The JSON Schema of a kind of definitions; None for what is none, or is not written as JSON."""
    model = MODELS.get(kind)
    if model is None or model is PaperFile:
        return None
    return form_schema(model) if model in FORM_FILES.values() else schema_text(model)


def main() -> None:
    for name, model in FILES.items():
        (HERE / name).write_text(schema_text(model), encoding="utf-8")


if __name__ == "__main__":
    main()
