"""Entries from a file into a register, in one transaction with the end of the job: once, and as it was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlmodel import Session

from forms.text import Message
from workflows.cases.once import Refused
from workflows.clocks import entry_timers
from workflows.engine.types import Refusal
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.kinds.register_check import STEPS, known, read_rows
from workflows.jobs.run import Run
from workflows.registers import importing, imports
from workflows.registers.following import follow_all
from workflows.registers.importing import Wanted
from workflows.registers.known import Known
from workflows.registers.sheet import Taken
from workflows.registers.writing import hold_register
from workflows.search.of_entries import Ready


@job_kind
class RegisterImporting(JobKind):
    """Payload: an import (`Wanted`), the `counts` that were confirmed, and whether what is wrong is left (`leave`)."""

    name: ClassVar[str] = imports.IMPORT

    def run(self, run: Run) -> Effect:
        wanted = imports.unpacked(run.payload)
        run.at("job.reading", 0, STEPS, now=True)
        with run.office.db.read() as session:
            found = known(run, session, wanted)
            rows = read_rows(run, session, wanted, found)
            run.at("import.indexing", 1, STEPS, now=True)
            ready = importing.ready(session, found.bundle, wanted, rows)
        run.at("import.writing", 2, STEPS, now=True)
        return lambda session: _written(run, session, wanted, found, rows, ready)


def _written(
    run: Run, session: Session, wanted: Wanted, found: Known, rows: Taken, ready: Ready
) -> Mapping[str, Any]:
    """Compared again under a lock: what was confirmed is what is written, or nothing is."""
    hold_register(session, wanted.register)
    plan = importing.planned(session, wanted, found.register, rows)
    if plan.counts != run.payload["counts"] or (plan.counts["wrong"] and not (run.payload["leave"] and plan.severable)):
        raise Refused(Refusal(Message("import.changed"), guard="changed"))
    row = importing.write(session, found.bundle, wanted, plan, run.person_id or 0, run.clock(), ready)
    follow_all(run.office, session, wanted.register, wanted.on, run.clock(), row.id)
    entry_timers.schedule(run.office, session, [wanted.register], run.clock())
    return {"import": row.id, "counts": plan.counts, "check": run.payload["check"]}
