"""The shipped forms with lists and districts, as tests need them."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from forms import Form, ListOptions, Option, Text, load_form, load_list
from forms.reading import load
from forms.sharing import SharedSection, whole

ROOT = Path(__file__).resolve().parents[2]
LISTS = ROOT / "workflows/definitions/shared/lists"
SECTIONS = ROOT / "workflows/definitions/shared/sections"
SAMPLES = ROOT / "workflows/definitions/region_declaration/samples"
DISTRICTS = {
    "500103": Option("500103", Text(zh="渝中区", en="Yuzhong"), "渝中"),
    "500112": Option("500112", Text(zh="渝北区", en="Yubei"), "渝北"),
}


@cache
def form(name: str = "region_declaration") -> Form:
    """With the sections that it names."""
    return whole(written(name), sections()).form


def written(name: str) -> Form:
    return load_form((ROOT / f"forms/definitions/{name}.json").read_text(encoding="utf-8"))


@cache
def sections() -> dict[str, SharedSection]:
    found = (load(SharedSection, p.read_text(encoding="utf-8")) for p in sorted(SECTIONS.glob("*.json")))
    return {section.id: section for section in found}


@cache
def options() -> ListOptions:
    lists = [load_list(p.read_text(encoding="utf-8")) for p in sorted(LISTS.glob("*.json"))]
    return ListOptions({found.id: found for found in lists}, DISTRICTS, date(2024, 8, 5))


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found
