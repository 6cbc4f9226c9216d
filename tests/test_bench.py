"""Every measurement can still be started; how long something takes fails no test."""

import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "bench"


@pytest.mark.parametrize("name", sorted(p.stem for p in FOLDER.glob("[!_]*.py")))
def test_a_measurement_finds_what_it_measures(name: str) -> None:
    assert callable(importlib.import_module(f"tests.bench.{name}").main)
