"""How cases stood that were there before anybody kept it, some cases in each transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlmodel import Session

from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run


@job_kind
class Spans(JobKind):
    """No payload; its result counts the cases."""

    name: ClassVar[str] = "spans"

    def run(self, run: Run) -> Effect:
        while True:
            before = int(run.result.get("cases", 0))
            run.step(self._some(run))
            if int(run.result.get("cases", 0)) == before:
                return lambda _session: {}

    def _some(self, run: Run) -> Effect:
        from workflows.facts import filling

        def effect(session: Session) -> Mapping[str, Any]:
            return {"cases": int(run.result.get("cases", 0)) + filling.fill_some(run.office, session)}

        return effect
