"""The small office on both databases."""

from __future__ import annotations

import pytest

from tests.workflows.people.office import Small
from workflows.office import Office


@pytest.fixture
def small(office: Office) -> Small:
    return Small(office)
