"""The days on which offices work against the week, or rest on a weekday, as officially announced."""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "workdays.csv"


@lru_cache(maxsize=1)
def exceptions() -> dict[date, bool]:
    """Every day that breaks the rule of the week: True where offices work, False where they rest."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["day"]): row["kind"] == "work" for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def occasions() -> dict[date, str]:
    """For which holiday each of these days is off, or made up."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["day"]): row["occasion"] for row in csv.DictReader(file)}
