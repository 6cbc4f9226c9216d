"""What every drawn chart says of itself beside its marks."""

from __future__ import annotations

from typing import Any

from workflows.boards import criteria
from workflows.boards.answers import Answers, line


def about(answers: Answers) -> dict[str, Any]:
    """The fields of a card that are the same for every kind."""
    asked = answers.asked
    return {
        "id": f"{asked.board.id}.{asked.chart.id}", "note": criteria.note(asked), "how": criteria.how(asked),
        "unit": asked.chart.measure.unit(asked), "listing": answers.listing, "doubts": answers.doubts,
        "target": line(answers),
    }  # fmt: skip
