"""The shipped forms with lists and districts, as tests need them."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from forms import Form, ListOptions, Option, Text, load_form, load_list

ROOT = Path(__file__).resolve().parents[2]
LISTS = ROOT / "workflows/definitions/shared/lists"
SAMPLES = ROOT / "workflows/definitions/region_declaration/samples"
DISTRICTS = {
    "500103": Option("500103", Text(zh="渝中区", en="Yuzhong"), "渝中"),
    "500112": Option("500112", Text(zh="渝北区", en="Yubei"), "渝北"),
}


@cache
def form(name: str = "region_declaration") -> Form:
    return load_form((ROOT / f"forms/definitions/{name}.json").read_text(encoding="utf-8"))


@cache
def options() -> ListOptions:
    lists = [load_list(p.read_text(encoding="utf-8")) for p in sorted(LISTS.glob("*.json"))]
    return ListOptions({found.id: found for found in lists}, DISTRICTS, date(2024, 8, 5))


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found
