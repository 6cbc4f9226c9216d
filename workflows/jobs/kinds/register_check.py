"""What a file would change in a register: read, checked and compared; nothing is written."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlmodel import Session

from forms.finding import Finding
from forms.sheet import Problem, Read, SheetRefused
from forms.text import Message
from workflows.cases.once import Refused
from workflows.engine.types import Refusal
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.packing import packed, packed_text
from workflows.jobs.run import Run
from workflows.registers import importing, imports
from workflows.registers.importing import Plan, Wanted
from workflows.registers.known import Known
from workflows.registers.sheet import Taken, taken, todo

STEPS = 3
LISTED = 200
"""Wrong places that the result lists; it counts all of them."""


@job_kind
class RegisterCheck(JobKind):
    """Payload: an import (`Wanted`)."""

    name: ClassVar[str] = imports.CHECK

    def run(self, run: Run) -> Effect:
        wanted = imports.unpacked(run.payload)
        run.at("job.reading", 0, STEPS, now=True)
        with run.office.db.read() as session:
            found = known(run, session, wanted)
            rows = read_rows(run, session, wanted, found)
            run.at("job.checking", 1, STEPS, now=True)
            plan = importing.planned(session, wanted, found.register, rows)
        result = told(rows.read, plan)
        return lambda session: result


def known(run: Run, session: Session, wanted: Wanted) -> Known:
    """The register; raises `Refused` for who may not import into it any more."""
    found = imports.importable_in(run.office, session, run.actor(session), wanted.register, run.clock())
    if found is None:
        raise Refused(Refusal(Message("import.not_yours"), guard="role"))
    return found


def read_rows(run: Run, session: Session, wanted: Wanted, found: Known) -> Taken:
    """What the file holds; raises `Refused` for one that cannot be read."""
    options = run.office.options(session, found.bundle, run.office.today(run.clock()), run.actor(session).tokens)
    content = run.office.files.get(wanted.file)
    try:
        return taken(wanted.register, found.register, content, wanted.name, options, wanted.on, wanted.reason)
    except SheetRefused as refused:
        raise Refused(Refusal(refused.message, guard="file")) from None


def told(read: Read, plan: Plan) -> dict[str, Any]:
    """What there is to say about the file: what it would change, what is wrong in it, where, and what to do."""
    wrong = [*(_unread(p) for p in plan.problems), *(_one(read, f) for f in plan.findings)]
    return {
        "counts": plan.counts, "severable": plan.severable, "listed": wrong[:LISTED],
        "notes": [packed(n) for n in read.notes],
    }  # fmt: skip


def _unread(problem: Problem) -> dict[str, Any]:
    told = {"label": None, "message": packed(problem.message), "todo": packed(todo(problem.message.code))}
    return {"sheet": problem.sheet, "cell": problem.cell, **told}


def _one(read: Read, finding: Finding) -> dict[str, Any]:
    place = finding.place
    sheet, cell = read.where.get((place.row, place.field), read.where.first(place.row) or ("", ""))
    return {
        "sheet": sheet, "cell": cell, "label": packed_text(finding.label), "message": packed(finding.message),
        "todo": packed(finding.todo) if finding.todo else None,
    }  # fmt: skip
