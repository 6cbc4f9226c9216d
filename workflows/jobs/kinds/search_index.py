"""Filling the search index of an office that was there before it, some cases and entries in each transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlmodel import Session

from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run
from workflows.jobs.service import SEARCH_INDEX
from workflows.search.rebuild import KINDS, make, next_ids


@job_kind
class SearchIndex(JobKind):
    """Payload: nothing, or `organisation`, whose cases are found by another name; tells up to where it came."""

    name: ClassVar[str] = SEARCH_INDEX

    def run(self, run: Run) -> Effect:
        for kind in KINDS:
            while ids := self._next(run, kind):
                run.step(self._some(run, kind, ids))
        return lambda session: {}

    def _next(self, run: Run, kind: str) -> list[int]:
        with run.office.db.read() as session:
            return next_ids(session, kind, int(run.result.get(kind, 0)), run.payload.get("organisation"))

    def _some(self, run: Run, kind: str, ids: list[int]) -> Effect:
        def effect(session: Session) -> Mapping[str, Any]:
            make(run.office, session, kind, ids, run.clock())
            return {kind: ids[-1]}

        return effect
