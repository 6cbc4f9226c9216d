"""The published JSON Schemas are those of the models."""

from __future__ import annotations

import json

import jsonschema
import pytest

from forms.definition import Form
from forms.fields import registry
from forms.schema import FILES, HERE, schema_text
from tests.forms.examples import FORM


@pytest.mark.parametrize("name", FILES)
def test_the_published_schema_is_fresh(name: str) -> None:
    published = (HERE / name).read_text(encoding="utf-8")
    assert published == schema_text(FILES[name]), "run python -m forms.schema"


def test_the_schema_knows_every_field_type() -> None:
    definitions = json.loads(schema_text(Form))["$defs"]
    assert {c.__name__ for c in registry.classes()} <= definitions.keys()


def test_the_schema_accepts_a_form_and_refuses_an_unknown_key() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text(Form)))
    assert list(validator.iter_errors(FORM)) == []
    assert list(validator.iter_errors({**FORM, "page": []}))
    wrong = [{"id": "p", "title": "t", "fields": [{"key": "a", "type": "text", "title": "a", "requird": True}]}]
    assert list(validator.iter_errors({**FORM, "pages": wrong}))
