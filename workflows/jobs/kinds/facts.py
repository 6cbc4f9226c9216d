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
    """It enqueues itself for the next night; with `begin` it only makes tallies that do not answer yet.

    Every part is a short transaction of its own.
    """

    name: ClassVar[str] = "facts"
    of_cases: ClassVar[bool] = False
    by_the_clock: ClassVar[bool] = True

    def run(self, run: Run) -> Effect:
        from workflows.facts import nightly

        _until(run, _fold, "folded")
        if run.payload.get(nightly.BEGIN):
            _make_all(run)
            return lambda session: {}
        with run.office.db.read() as session:
            ends = nightly.missing(session, run.office.today(run.clock()))
        for end in ends:
            run.step(partial(_close, run, end))
        with run.office.db.read() as session:
            days = nightly.busy(session, run.office.today(run.clock()))
        for day in days:
            run.step(partial(_begin, day))
        _make_all(run)
        with run.office.db.read() as session:
            wrong = nightly.proved(session, run.office.today(run.clock()))
        return lambda session: nightly.finish(run.office, session, wrong, run.clock())


def _until(run: Run, part: Effect, told: str) -> None:
    """Does a part again and again until it says that there was nothing to do."""
    more = True
    while more:
        run.step(part)
        more = bool(run.result[told])


def _make_all(run: Run) -> None:
    """The tallies that do not answer yet, one family after the other."""
    from workflows.facts import nightly

    with run.office.db.read() as session:
        ends = nightly.month_ends(session, run.office.today(run.clock()))
    _until(run, lambda session: {"made": tallies.make(session, ends)}, "made")


def _fold(session: Session) -> Mapping[str, Any]:
    return {"folded": tallies.fold(session)}


def _begin(day: date, session: Session) -> Mapping[str, Any]:
    tallies.close(session, day)
    return {"begun": day.isoformat()}


def _close(run: Run, end: date, session: Session) -> Mapping[str, Any]:
    tallies.close(session, end)
    return {"sealed": int(run.result.get("sealed", 0)) + bool(seals.seal(session, end, run.clock()))}
