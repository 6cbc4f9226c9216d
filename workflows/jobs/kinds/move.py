"""Moving cases to another version, or taking that back: each case in a transaction of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlmodel import Session

from forms.text import Message
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.packing import packed
from workflows.jobs.run import Run

TOLD = 500
"""Refusals that are kept; the others are counted."""


@job_kind
class Move(JobKind):
    """Payload: `cases` with `from`, `to` and `mapping`, or with `back`, the job to be taken back.

    Its result tells up to which case it came, how many were moved, and which were not and why.
    """

    name: ClassVar[str] = "move"

    def run(self, run: Run) -> Effect:
        every = run.payload["cases"]
        for case in every:
            if case > int(run.result.get("above", 0)):
                done = int(run.result.get("moved", 0)) + int(run.result.get("kept", 0))
                run.at("job.moving", done, len(every))
                run.step(self._one(run, case))
        return lambda session: {}

    def _one(self, run: Run, case: int) -> Effect:
        def effect(session: Session) -> Mapping[str, Any]:
            from workflows.moving import service  # which enqueues jobs itself

            actor, now, payload = run.actor(session), run.clock(), run.payload
            if "back" in payload:
                against = service.back_one(run.office, session, actor, case, payload["back"], now)
            else:
                against = service.move_one(run.office, session, actor, case, payload, run.id, now)
            return self._told(run, case, against)

        return effect

    @staticmethod
    def _told(run: Run, case: int, against: list[Message] | None) -> dict[str, Any]:
        before = run.result
        if against is None:
            return {"above": case, "moved": int(before.get("moved", 0)) + 1}
        kept = [*before.get("refused", ()), {"case": case, "why": [packed(m) for m in against]}]
        return {"above": case, "kept": int(before.get("kept", 0)) + 1, "refused": kept[:TOLD]}
