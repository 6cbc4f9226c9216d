"""Playing the rehearsals that a package brings with its definitions."""

from __future__ import annotations

from typing import ClassVar

from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run


@job_kind
class TryPackage(JobKind):
    """Payload: `file`, the hash of the package. Nothing in the office is touched."""

    name: ClassVar[str] = "try_package"
    of_cases: ClassVar[bool] = False

    def run(self, run: Run) -> Effect:
        from workflows import packs  # which enqueues jobs itself

        run.at("job.playing", now=True)
        result = packs.tried(run.office, packs.opened(run.office.files.get(run.payload["file"])), run.at)
        return lambda session: result
