from __future__ import annotations

import pytest

from tests.workflows.bureau import Bureau, bureau
from workflows.office import Office


@pytest.fixture
def desk(office: Office) -> Bureau:
    """A bureau at work, on both databases."""
    return bureau(office)
