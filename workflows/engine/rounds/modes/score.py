"""评分: everybody gives a number; the mean counts, without the extremes where the round says so."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.rounds.modes.base import Mode, mode


@mode
class Score(Mode):
    """Complete when nobody is waited for and there are enough scores."""

    name: ClassVar[str] = "score"
    needs: ClassVar[tuple[str, ...]] = ("score",)
    uses: ClassVar[tuple[str, ...]] = ("trim", "agrees")
