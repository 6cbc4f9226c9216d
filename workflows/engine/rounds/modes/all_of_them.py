"""会签: everybody who is asked answers, in whatever order."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.rounds.modes.base import Mode, mode


@mode
class All(Mode):
    """Complete when nobody is waited for."""

    name: ClassVar[str] = "all"
