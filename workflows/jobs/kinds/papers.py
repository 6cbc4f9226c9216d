"""Papers for many cases: each is issued in one transaction with the note that it was, then all are put together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from sqlmodel import Session

from workflows.cases.once import Refused
from workflows.cases.opened import opened
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.packing import packed
from workflows.jobs.run import Run
from workflows.papers.batch import KIND, collected
from workflows.papers.issuing import Order, issued, request_of


@job_kind
class Papers(JobKind):
    """Payload: `paper`, a key of the procedure, and the `cases` it is issued for."""

    name: ClassVar[str] = KIND

    def run(self, run: Run) -> Effect:
        cases = run.payload["cases"]
        done = len(run.result.get("issued", [])) + len(run.result.get("refused", []))
        for number in range(done, len(cases)):
            run.at("job.papers", number, len(cases), now=True)
            run.step(partial(_one, run, cases[number]))
        run.at("job.papers_together", len(cases), len(cases), now=True)
        with run.office.db.read() as session:
            made = collected(run.office, session, run.result.get("issued", []), run.payload["paper"])
        return lambda session: made


def _one(run: Run, case: int, session: Session) -> Mapping[str, Any]:
    """One paper; what stands against it is noted with its case, and leaves nothing behind."""
    now, actor = run.clock(), run.actor(session)
    order = Order(run.payload["paper"], f"job {run.id}")
    found = opened(run.office, session, case, actor, now, lock=True)
    if found is None or found.bundle.procedure.id != run.payload["procedure"]:
        return {"refused": [*run.result.get("refused", []), {"case": case, "why": None}]}
    try:
        with session.begin_nested():
            row = issued(found, order, request_of(actor, case, order), now)
    except Refused as refused:
        why = {"case": case, "title": found.case.number or found.case.title, "why": packed(refused.refusal.message)}
        return {"refused": [*run.result.get("refused", []), why]}
    return {"issued": [*run.result.get("issued", []), row.id]}
