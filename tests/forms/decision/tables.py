"""Decision tables for tests."""

from __future__ import annotations

from typing import Any

from forms.decision import DecisionTable

KINDS = '"园区", "楼宇", "街区"'
LEVELS = '"高", "中", "低"'


def levels(*rules: tuple[str, str, str], hit: str = "U", **more: Any) -> DecisionTable:
    """How closely a region is watched, by the number of its enterprises and its kind."""
    return DecisionTable.model_validate({
        "hit": hit,
        "inputs": [
            {"name": "户数", "type": "number", "values": ">= 0", "whole": True},
            {"name": "类型", "type": "string", "values": KINDS},
        ],
        "outputs": [{"name": "等级", "type": "string", "values": LEVELS, **more}],
        "rules": [{"when": [one, two], "then": [result]} for one, two, result in rules],
    })


SOUND = levels(("> 100", '"园区"', '"高"'), ("<= 100", '"园区"', '"中"'), ("-", 'not("园区")', '"低"'))
"""A table without gaps and overlaps."""


def ages(*rules: tuple[str, str], hit: str = "U", **more: Any) -> DecisionTable:
    """One number in, one out."""
    return DecisionTable.model_validate({
        "hit": hit,
        "inputs": [{"name": "n", "type": "number"}],
        "outputs": [{"name": "out", "type": "any", **more}],
        "rules": [{"when": [test], "then": [result]} for test, result in rules],
    })
