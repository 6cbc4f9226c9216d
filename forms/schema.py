"""Writes the JSON Schemas of forms and code lists from the models: `python -m forms.schema`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from forms.definition import CodeList, Form
from forms.fields import registry
from forms.policy import PolicyText
from forms.sharing import SharedSection

HERE = Path(__file__).parent
FILES: dict[str, type[BaseModel]] = {
    "form.schema.json": Form,
    "list.schema.json": CodeList,
    "policy.schema.json": PolicyText,
    "section.schema.json": SharedSection,
}


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema of a form or shared section, with every field type that there is, or of a code list."""
    return schema_with(model, registry.classes() if model in (Form, SharedSection) else [], "Field")


def schema_with(model: type[BaseModel], kinds: Sequence[type[BaseModel]], *bases: str) -> str:
    """The JSON Schema of a definition, with every kind of its parts that there is; their bases are none themselves."""
    _, schema = models_json_schema([(m, "validation") for m in (model, *kinds)], ref_template="#/$defs/{model}")
    defs: dict[str, Any] = schema["$defs"]
    whole = defs.pop(model.__name__)
    for base in bases:
        defs.pop(base, None)
    top = {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": dict(sorted(defs.items()))}
    return json.dumps(top, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    for name, model in FILES.items():
        (HERE / name).write_text(schema_text(model), encoding="utf-8")


if __name__ == "__main__":
    main()
