"""Case numbers: which series one comes from, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from workflows.definition import Procedure
from workflows.model.numbers import Number

PARTS = ("year", "month", "district", "campaign")
_PLACE = re.compile(r"\{(\w+)(?::(\d+))?\}")


def series_key(procedure: Procedure, district: str, campaign: int | None, on: date) -> str:
    """The series that a number is taken from: `<procedure>|year=2026|district=500112`."""
    return _series(procedure.id, procedure.case.number, _facts(district, campaign, on))


def number_text(procedure: Procedure, district: str, campaign: int | None, on: date, seq: int) -> str:
    """The number itself, from the pattern."""
    pattern = procedure.case.number.pattern if procedure.case.number else ""
    return _written(pattern, {**_facts(district, campaign, on), "seq": str(seq)})


def paper_series(number: Number, district: str, campaign: int | None, on: date) -> str:
    """The series of a 文号: papers whose numbers are written alike share it, whatever procedure they belong to."""
    return _series(f"paper|{number.pattern}", number, _facts(district, campaign, on))


def paper_number(number: Number, district: str, campaign: int | None, on: date, seq: int | str) -> str:
    """The 文号 itself: `京技沙受〔2026〕3 号`; a text in the place of the number is shown as it is."""
    return _written(number.pattern, {**_facts(district, campaign, on), "seq": str(seq)})


def _series(begin: str, number: Number | None, facts: Mapping[str, str]) -> str:
    return "|".join([begin, *(f"{p}={facts[p]}" for p in (number.series if number else []))])


def _written(pattern: str, facts: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda found: facts[found[1]].zfill(int(found[2] or 0)), pattern)


def places(pattern: str) -> list[str]:
    """The names in the braces of a pattern."""
    return [found[1] for found in _PLACE.finditer(pattern)]


def _facts(district: str, campaign: int | None, on: date) -> Mapping[str, str]:
    return {"year": str(on.year), "month": f"{on.month:02}", "district": district, "campaign": str(campaign or "")}
