"""Writes the JSON Schemas of procedures and rehearsals from the models: `python -m workflows.schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from workflows.definition import Procedure
from workflows.engine.effects import registry
from workflows.rehearsal.model import Rehearsal

HERE = Path(__file__).parent
FILES: dict[str, type[BaseModel]] = {"procedure.schema.json": Procedure, "rehearsal.schema.json": Rehearsal}


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema of a definition, with every effect that there is."""
    effects = registry.classes() if model is Procedure else []
    _, schema = models_json_schema([(m, "validation") for m in (model, *effects)], ref_template="#/$defs/{model}")
    defs: dict[str, Any] = schema["$defs"]
    whole = defs.pop(model.__name__)
    defs.pop("Effect", None)  # the base of the effects is none itself
    top = {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": dict(sorted(defs.items()))}
    return json.dumps(top, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    for name, model in FILES.items():
        (HERE / name).write_text(schema_text(model), encoding="utf-8")


if __name__ == "__main__":
    main()
