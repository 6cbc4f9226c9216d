"""A large workbook into a draft: read, checked and compared beside the requests, written in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlmodel import Session

from data.queries import jobs
from forms.definition import Form
from forms.fields.table import ROW_ID
from forms.finding import Finding
from forms.sheet import Base, Read, SheetRefused, read
from forms.values import all_rows
from workflows.cases import bulk
from workflows.cases.once import Refused
from workflows.cases.opened import Opened
from workflows.engine.types import Refusal
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.packing import packed, packed_text
from workflows.jobs.run import Run
from workflows.jobs.service import of_case

STEPS = 4
"""What the progress counts: looking, reading, checking, writing."""
EARLIER = 50
"""Earlier uploads of a case that are looked at."""
LISTED = 50
"""Wrong places and problems of the file that the result lists; it counts all of them."""


@job_kind
class Upload(JobKind):
    """Payload: `case`, `file` (hash), `replacing`: rows that the file does not have go."""

    name: ClassVar[str] = "upload"

    def run(self, run: Run) -> Effect:
        run.at("job.looking", 0, STEPS, now=True)
        try:
            plan, told = self._planned(run)
        except SheetRefused as refused:
            raise Refused(Refusal(refused.message, guard="file")) from None
        run.at("job.writing", 3, STEPS, now=True)
        return lambda session: {**told, **self._written(run, session, plan)}

    def _planned(self, run: Run) -> tuple[bulk.Plan, dict[str, Any]]:
        content, name = run.office.files.get(run.payload["file"]), run.payload.get("name", "")
        with run.office.db.read() as session:
            actor, now = run.actor(session), run.clock()
            found = bulk.for_writing(run.office, session, actor, run.payload["case"], now, lock=False)
            run.at("job.reading", 1, STEPS, now=True)
            taken = read(
                found.form, content, found.world.options, access=found.access, name=name,
                version=str(found.bundle.number),
            )  # fmt: skip
            run.at("job.checking", 2, STEPS, now=True)
            base = _base(run, session, found, taken.base)
            plan = bulk.planned(found, taken, replacing=bool(run.payload.get("replacing")), base=base)
            token = taken.base.token if taken.base else ""
            return plan, {**_told(found.form, taken, plan), "token": token}

    def _written(self, run: Run, session: Session, plan: bulk.Plan) -> Mapping[str, Any]:
        now = run.clock()
        case = run.payload["case"]
        found = bulk.for_writing(run.office, session, run.actor(session), case, now, lock=True)
        count = bulk.write(found, plan, now)
        return {"added": count.added, "changed": count.changed, "deleted": count.deleted}


def _base(run: Run, session: Session, found: Opened, known: Base | None) -> Mapping[str, Any] | None:
    """What the file was made from: the download, or what was taken of the same download last."""
    if known is None:
        return None
    done = (j for j in jobs.about(session, of_case(found.id), EARLIER) if j.kind == Upload.name and j.state == "done")
    last = next((j for j in done if (j.result or {}).get("token") == known.token), None)
    if last is None:
        return known.values
    try:
        return read(found.form, run.office.files.get(last.payload["file"]), found.world.options).values
    except (SheetRefused, OSError):
        return known.values


def _told(form: Form, taken: Read, plan: bulk.Plan) -> dict[str, Any]:
    """What there is to say about the file: how much was read, what is wrong in it and where."""
    came = {row[ROW_ID] for _, row, _ in all_rows(form, taken.values)}
    wrong = [f for f in plan.findings if f.level == "error" and f.place.row in came]
    return {
        "rows": len(came),
        "wrong_rows": len({f.place.row for f in wrong}),
        "wrong": len(wrong),
        "clashes": plan.clashes,
        "listed": [_one(taken, f) for f in wrong[:LISTED]],
        "notes": [packed(n) for n in taken.notes],
        "problems": [{"sheet": p.sheet, "cell": p.cell, "message": packed(p.message)} for p in taken.problems[:LISTED]],
        "problem_count": len(taken.problems),
    }


def _one(taken: Read, finding: Finding) -> dict[str, Any]:
    sheet, cell = taken.where.get((finding.place.row, finding.place.field), ("", ""))
    return {
        "sheet": sheet, "cell": cell, "label": packed_text(finding.label), "message": packed(finding.message),
        "todo": packed(finding.todo) if finding.todo else None,
    }  # fmt: skip
