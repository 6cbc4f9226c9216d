"""The published JSON Schemas say what the models say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from workflows.publishing import DEFINITIONS, shipped
from workflows.schema import FILES, HERE, schema_text


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_published_schema_is_fresh(name: str) -> None:
    written = (HERE / name).read_text(encoding="utf-8")
    assert written == schema_text(FILES[name]), "run `python -m workflows.schema`"


def test_the_schema_offers_every_effect() -> None:
    from workflows.engine.effects import registry

    defs: dict[str, Any] = json.loads((HERE / "procedure.schema.json").read_text(encoding="utf-8"))["$defs"]
    assert {c.__name__ for c in registry.classes()} <= defs.keys()


def test_what_is_shipped_fits_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schemas = {n: json.loads((HERE / n).read_text(encoding="utf-8")) for n in FILES}
    for texts in shipped().values():
        jsonschema.validate(json.loads(texts["procedure"]), schemas["procedure.schema.json"])
    for path in DEFINITIONS.glob("*/rehearsals/*.json"):
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schemas["rehearsal.schema.json"])
