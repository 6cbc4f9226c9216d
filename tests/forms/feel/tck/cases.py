"""Reads the test cases of the DMN Technology Compatibility Kit."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms.feel import temporal

KIT = Path(os.environ.get("DMN_TCK", Path(__file__).resolve().parents[5] / "shared" / "dmn-tck"))
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def tag(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]


def below(node: ET.Element, *names: str) -> Iterator[ET.Element]:
    return (each for each in node if tag(each) in names)


def first(node: ET.Element, *names: str) -> ET.Element | None:
    return next(below(node, *names), None)


@dataclass(frozen=True)
class Case:
    """One expected result of one test case."""

    model: Path
    id: str
    inputs: dict[str, Any]
    invocable: str | None
    decision: str
    kind: str
    expected: Any

    @property
    def level(self) -> str:
        """The compliance level, as its folder is called."""
        return self.model.parent.parent.name

    def __str__(self) -> str:
        return f"{self.model.parent.name}/{self.id}/{self.decision}"


def cases(kit: Path = KIT) -> Iterator[Case]:
    for file in sorted(kit.glob("compliance-level-*/*/*-test-*.xml")):
        root = ET.parse(file).getroot()
        name = first(root, "modelName")
        model = file.parent / (name.text or "").strip() if name is not None else file
        for case in below(root, "testCase"):
            yield from _results(case, model)


def _results(case: ET.Element, model: Path) -> Iterator[Case]:
    inputs = {each.get("name", ""): value(each) for each in below(case, "inputNode")}
    for result in below(case, "resultNode"):
        wanted = first(result, "expected")
        expected = None if wanted is None else value(wanted)
        kind = case.get("type") or result.get("type") or "decision"
        yield Case(model, case.get("id", ""), inputs, case.get("invocableName"), result.get("name", ""), kind, expected)


def value(node: ET.Element) -> Any:
    components = list(below(node, "component"))
    if components:
        return {each.get("name", ""): value(each) for each in components}
    items = first(node, "list")
    if items is not None:
        return [value(each) for each in below(items, "item")]
    plain = first(node, "value")
    return None if plain is None or plain.get(_NIL) == "true" else scalar(plain)


def scalar(node: ET.Element) -> Any:
    kind, text = (node.get(_TYPE) or "xsd:string").rpartition(":")[2], node.text or ""
    if kind in ("decimal", "double", "integer", "int", "float", "long"):
        return Decimal(text.strip())
    if kind == "boolean":
        return text.strip() in ("true", "1")
    read = {"date": temporal.read_date, "time": temporal.read_time, "dateTime": temporal.read_moment,
            "duration": temporal.read_duration}.get(kind)  # fmt: skip
    return read(text.strip()) if read else text
