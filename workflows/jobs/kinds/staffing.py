"""The nightly look at who is missing in the office."""

from __future__ import annotations

from typing import ClassVar

from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run


@job_kind
class Staffing(JobKind):
    """Payload: `told`, what the administrators know already. It enqueues itself for the next night."""

    name: ClassVar[str] = "staffing"
    attempts: ClassVar[int] = 50
    of_cases: ClassVar[bool] = False

    def run(self, run: Run) -> Effect:
        from workflows.staffing import nightly

        return lambda session: nightly.look(run.office, session, run.payload, run.clock())
