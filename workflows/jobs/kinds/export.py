"""A large list as a file: made by a process of its own, kept for its person for some days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlmodel import Session

from workflows.exports import service
from workflows.exports.asked import Asked
from workflows.exports.beside import made_beside
from workflows.exports.lists import registry
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run


@job_kind
class Export(JobKind):
    """Payload: what is asked for (`Asked`)."""

    name: ClassVar[str] = service.EXPORT
    attempts: ClassVar[int] = 3

    def run(self, run: Run) -> Effect:
        asked, now = Asked.unpacked(run.payload), run.clock()
        name, lines = service.new_name(asked), [0]
        run.at("job.exporting", 0, 0, now=True)

        def tick(done: int, total: int) -> None:
            lines[0] = total
            run.at("job.exporting", done, total, now=done == total)

        try:
            with run.office.db.read() as session:
                actor = run.actor(session)
            made_beside(run.office, actor.id, asked, now, service.place(run.office, name), tick)
        except BaseException:
            service.place(run.office, name).unlink(missing_ok=True)
            raise
        kind = registry.get(asked.what)
        title = kind.title().code if kind else ""
        told = {"file": name, "lines": lines[0], "title": title, "rights": service.rights(actor), "form": asked.form}

        def effect(session: Session) -> Mapping[str, Any]:
            service.done(session, run.office, run.id, actor, told, run.clock())
            return told

        return effect


@job_kind
class ExportGone(JobKind):
    """Payload: `file`, which nobody may have any more."""

    name: ClassVar[str] = service.GONE
    of_cases: ClassVar[bool] = False

    def run(self, run: Run) -> Effect:
        service.place(run.office, run.payload["file"]).unlink(missing_ok=True)
        return lambda session: {}


