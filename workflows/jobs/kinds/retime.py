"""The due dates of open cases after the table of working days has changed, some cases in each transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlmodel import Session

from workflows.clocks.moving import follow_table, timed_cases
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run

TOGETHER = 50


@job_kind
class Retime(JobKind):
    """No payload; its result counts the due dates that moved, and tells up to which case it came."""

    name: ClassVar[str] = "retime"

    def run(self, run: Run) -> Effect:
        while True:
            with run.office.db.read() as session:
                cases = timed_cases(run.office, session, TOGETHER, int(run.result.get("above", 0)))
            if len(cases) < TOGETHER:
                return self._some(run, cases)
            run.step(self._some(run, cases))

    def _some(self, run: Run, cases: list[int]) -> Effect:
        def effect(session: Session) -> Mapping[str, Any]:
            moved = follow_table(run.office, session, cases, run.clock())
            return {"above": cases[-1] if cases else 0, "moved": int(run.result.get("moved", 0)) + moved}

        return effect
