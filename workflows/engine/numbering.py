"""Case numbers: which series one comes from, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from workflows.definition import Procedure

PARTS = ("year", "month", "district", "campaign")
_PLACE = re.compile(r"\{(\w+)(?::(\d+))?\}")


def series_key(procedure: Procedure, district: str, campaign: int | None, on: date) -> str:
    """The series that a number is taken from: `<procedure>|year=2026|district=500112`."""
    facts = _facts(district, campaign, on)
    parts = procedure.case.number.series if procedure.case.number else []
    return "|".join([procedure.id, *(f"{p}={facts[p]}" for p in parts)])


def number_text(procedure: Procedure, district: str, campaign: int | None, on: date, seq: int) -> str:
    """The number itself, from the pattern."""
    facts = {**_facts(district, campaign, on), "seq": str(seq)}
    pattern = procedure.case.number.pattern if procedure.case.number else ""
    return _PLACE.sub(lambda found: facts[found[1]].zfill(int(found[2] or 0)), pattern)


def places(pattern: str) -> list[str]:
    """The names in the braces of a pattern."""
    return [found[1] for found in _PLACE.finditer(pattern)]


def _facts(district: str, campaign: int | None, on: date) -> Mapping[str, str]:
    return {"year": str(on.year), "month": f"{on.month:02}", "district": district, "campaign": str(campaign or "")}
