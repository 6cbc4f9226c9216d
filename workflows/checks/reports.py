"""Annual reports of a procedure: who may have them, and every figure they speak of is in its tables."""

from __future__ import annotations

from forms.reading import DefinitionFinding, Positions, located
from workflows.annual import paths
from workflows.bundle import Bundle
from workflows.checks.base import Problems


def wrong(bundle: Bundle, positions: Positions) -> list[DefinitionFinding]:
    """Everything wrong in the reports, each at its place."""
    problems = Problems(bundle.procedure, bundle.forms, bundle.lists)
    for key, report in bundle.procedure.annual.items():
        here = problems.at("annual", key)
        here.at("readers").all_known(report.readers, problems.roles, "word.role")
        for place, message in paths.wrong(report, bundle.statistics, bundle.boards):
            here.at(*place).error(message.code, **message.data)
    return located(problems.found, positions)
