"""Decision tables of the kit as our own."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import lru_cache
from typing import Any

from forms.decision import DecisionTable, decide
from forms.feel.runtime import Run
from tests.forms.feel.tck.cases import below, first

POLICIES = {
    "UNIQUE": "U", "ANY": "A", "PRIORITY": "P", "FIRST": "F", "RULE ORDER": "R", "OUTPUT ORDER": "O", "COLLECT": "C",
}  # fmt: skip
ADDED = {None: "", "SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#"}


def text_of(node: ET.Element | None) -> str:
    text = None if node is None else first(node, "text")
    return "" if text is None else (text.text or "").strip()


def inputs_of(node: ET.Element) -> list[str]:
    """The expressions that a table asks."""
    return [text_of(first(each, "inputExpression")) for each in below(node, "input")]


@lru_cache(maxsize=256)
def table_of(node: ET.Element) -> DecisionTable:
    outputs = list(below(node, "output"))
    return DecisionTable.model_validate({
        "hit": POLICIES[node.get("hitPolicy", "UNIQUE")] + ADDED[node.get("aggregation")],
        "inputs": [
            {"name": f"i{n}", "values": text_of(first(each, "inputValues")) or None}
            for n, each in enumerate(below(node, "input"))
        ],
        "outputs": [
            {
                "name": f"o{n}",
                "values": text_of(first(each, "outputValues")) or None,
                "else": text_of(first(each, "defaultOutputEntry")) or None,
            }
            for n, each in enumerate(outputs)
        ],
        "rules": [
            {
                "when": [text_of(each) for each in below(rule, "inputEntry")],
                "then": [text_of(each) for each in below(rule, "outputEntry")],
            }
            for rule in below(node, "rule")
        ],
    })


def answer(node: ET.Element, values: list[Any], run: Run, names: frozenset[str]) -> Any:
    """What a table says, with the names that its model gives to the outputs."""
    found = decide(table_of(node), values, run, names=names)
    called = {f"o{n}": str(each.get("name")) for n, each in enumerate(below(node, "output"))}
    return _called(found, called) if len(called) > 1 else found


def _called(found: Any, names: dict[str, str]) -> Any:
    if isinstance(found, list):
        return [_called(each, names) for each in found]
    return {names.get(key, key): value for key, value in found.items()} if isinstance(found, dict) else found
