"""A timer of a case: when it is due it looks again, and does what the clocks have to do by then."""

from __future__ import annotations

from typing import ClassVar

from workflows.clocks.acting import look
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run


@job_kind
class Timer(JobKind):
    """Payload: `case`. Everything it does is one transaction with the end of the job."""

    name: ClassVar[str] = "timer"
    attempts: ClassVar[int] = 1000  # a timer is not given up while what stands in its way may still be mended
    by_the_clock: ClassVar[bool] = True

    def run(self, run: Run) -> Effect:
        return lambda session: {"did": look(run.office, session, run.payload["case"], run.clock())}
