"""Kinds of jobs for tests: each raises a number, so that one effect too many shows."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from data.queries.series import next_number
from forms.text import Message
from workflows.cases.once import Refused
from workflows.engine.types import Refusal
from workflows.jobs.kinds import Effect, JobKind, registry
from workflows.jobs.run import Run


class Counting(JobKind):
    """Raises the number `counted`; `seconds` is how long it takes, `fail` how many attempts go wrong."""

    name = "test_counting"
    attempts = 3

    def run(self, run: Run) -> Effect:
        until = time.monotonic() + run.payload.get("seconds", 0)
        while time.monotonic() < until:
            run.at("job.counting", 1, 2)
            time.sleep(0.02)
        if run.attempt <= run.payload.get("fail", 0):
            raise OSError("the disk is full")
        if run.payload.get("refuse"):
            raise Refused(Refusal(Message("no_such_case"), guard="role"))
        return lambda session: self._count(session, run.payload.get("slow", 0), run.payload.get("break"))

    def _count(self, session: Session, slow: float, broken: Any) -> Mapping[str, Any]:
        number = next_number(session, "counted")
        time.sleep(slow)
        if broken:
            raise RuntimeError("in the middle of the effect")
        return {"number": number}


class Stepping(JobKind):
    """Raises the number once for each of five steps; stops for good in front of step `until`."""

    name = "test_stepping"

    def run(self, run: Run) -> Effect:
        for step in range(run.result.get("steps", 0), 5):
            if run.attempt == 1 and step == run.payload.get("until"):
                raise OSError("cut short")
            run.step(lambda session, step=step: {"steps": step + 1, "number": next_number(session, "counted")})
        return lambda session: {}


def register() -> None:
    """Makes them known, once in a process."""
    for cls in (Counting, Stepping):
        if cls.name not in list(registry):
            registry.add(cls)
