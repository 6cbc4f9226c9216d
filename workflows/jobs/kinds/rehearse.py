"""Playing what was approved of a procedure with its texts of now, and making what could be approved besides."""

from __future__ import annotations

from typing import ClassVar

from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run


@job_kind
class Rehearse(JobKind):
    """Payload: `procedure`, `texts`, and their `digest`. Nothing in the office is touched."""

    name: ClassVar[str] = "rehearse"
    of_cases: ClassVar[bool] = False

    def run(self, run: Run) -> Effect:
        from workflows.rehearsal import approving  # which plays jobs itself

        run.at("job.playing", now=True)
        result = approving.rehearsed(run.office, run.payload["procedure"], run.payload["texts"], run.at)
        return lambda session: result
