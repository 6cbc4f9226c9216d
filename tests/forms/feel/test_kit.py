"""The DMN Technology Compatibility Kit, where it lies beside the checkout; `DMN_TCK` names another folder."""

from __future__ import annotations

import pytest

from tests.forms.feel.tck.cases import KIT
from tests.forms.feel.tck.run import lines, tallies

LEAST = {"compliance-level-2": 97.0, "compliance-level-3": 95.0}
"""Percent of the cases in scope that have to pass, of those that expect a value and of those that expect null."""


@pytest.mark.skipif(not KIT.is_dir(), reason=f"the conformance kit is not here: {KIT.name} belongs beside the checkout")
def test_the_conformance_kit_passes(capsys: pytest.CaptureFixture[str]) -> None:
    found = tallies()
    with capsys.disabled():
        print("", *lines(found), sep="\n")
    for (level, kind), tally in found.items():
        assert tally.share >= LEAST.get(level, 95.0), f"{level} {kind}\n" + "\n".join(tally.failed)
