"""Writes the JSON Schemas of procedures, registers and rehearsals from the models: `python -m workflows.schema`."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from forms.schema import schema_with
from workflows.definition import Procedure
from workflows.engine.effects import registry
from workflows.model.registers import RegisterFile
from workflows.rehearsal.model import Rehearsal

HERE = Path(__file__).parent
FILES: dict[str, type[BaseModel]] = {
    "procedure.schema.json": Procedure, "rehearsal.schema.json": Rehearsal, "register.schema.json": RegisterFile,
}  # fmt: skip


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema of a procedure, with every effect that there is, or of what else there is."""
    return schema_with(model, registry.classes() if model is Procedure else [], "Effect")


def main() -> None:
    for name, model in FILES.items():
        (HERE / name).write_text(schema_text(model), encoding="utf-8")


if __name__ == "__main__":
    main()
