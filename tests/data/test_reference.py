"""The districts of Chongqing by date."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlmodel import select

from data import Database
from data.reference.load import load_districts, read_districts
from data.tables import District


def valid(on: str, kind: str = "district") -> list[dict]:
    day = date.fromisoformat(on)
    rows = [r for r in read_districts() if r["kind"] == kind]
    return [r for r in rows if r["valid_from"] <= day and (r["valid_until"] is None or day < r["valid_until"])]


DAYS = [("2024-08-01", 38), ("2025-11-05", 38), ("2025-11-06", 37), ("2026-03-01", 37)]


@pytest.mark.parametrize(("on", "districts"), DAYS)
def test_there_are_37_districts_since_november_2025_and_38_before(on: str, districts: int) -> None:
    assert len(valid(on)) == districts


def test_26_districts_8_counties_and_4_autonomous_counties_made_the_38() -> None:
    ends = Counter("自治县" if r["full"].endswith("自治县") else r["full"][-1] for r in valid("2025-11-05"))
    assert ends == {"区": 26, "县": 8, "自治县": 4}


def test_what_was_abolished_names_its_successor() -> None:
    gone = {r["name"]: r["successor"] for r in read_districts() if r["valid_until"]}
    assert gone == {"江北区": "500157", "渝北区": "500157"}


@pytest.mark.parametrize("on", ["2025-11-05", "2025-11-06"])
def test_every_place_on_the_tile_grid_is_taken_once(on: str) -> None:
    places = Counter((r["column"], r["row"]) for r in [*valid(on), *valid(on, "unit")])
    assert max(places.values()) == 1
    assert (None, None) not in places


def test_codes_of_units_cannot_be_mistaken_for_statutory_ones() -> None:
    assert all(r["code"].isdigit() == (r["kind"] != "unit") for r in read_districts())


def test_loading_twice_changes_nothing_and_mends_what_was_changed(database: Database) -> None:
    with database.write() as s:
        assert load_districts(s) == 42
        s.get_one(District, "500103").name = "别的"
    with database.write() as s:
        load_districts(s)
    with database.read() as s:
        assert len(s.exec(select(District)).all()) == 42
        found = s.get_one(District, "500103")
        assert (found.name, found.short, found.name_en) == ("渝中区", "渝中", "Yuzhong District")
