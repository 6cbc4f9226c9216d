"""The nightly work on figures: tallies, months' ends, proof."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar

from sqlmodel import Session

from data.queries.facts import seals, tallies
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run


@job_kind
class Facts(JobKind):
    """No payload; it enqueues itself for the next night. Every part is a short transaction of its own."""

    name: ClassVar[str] = "facts"
    of_cases: ClassVar[bool] = False
    by_the_clock: ClassVar[bool] = True

    def run(self, run: Run) -> Effect:
        from workflows.facts import nightly

        more = True
        while more:
            run.step(_fold)
            more = bool(run.result["folded"])
        with run.office.db.read() as session:
            ends = nightly.missing(session, run.office.today(run.clock()))
        for end in ends:
            run.step(partial(_close, run, end))
        with run.office.db.read() as session:
            days = nightly.busy(session, run.office.today(run.clock()))
        for day in days:
            run.step(partial(_begin, day))
        with run.office.db.read() as session:
            wrong = nightly.proved(session, run.office.today(run.clock()))
        return lambda session: nightly.finish(run.office, session, wrong, run.clock())


def _fold(session: Session) -> Mapping[str, Any]:
    return {"folded": tallies.fold(session)}


def _begin(day: date, session: Session) -> Mapping[str, Any]:
    tallies.close(session, day)
    return {"begun": day.isoformat()}


def _close(run: Run, end: date, session: Session) -> Mapping[str, Any]:
    tallies.close(session, end)
    return {"sealed": int(run.result.get("sealed", 0)) + bool(seals.seal(session, end, run.clock()))}
