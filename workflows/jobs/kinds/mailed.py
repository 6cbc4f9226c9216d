"""Mailed workbooks, file by file: each is taken in one transaction with the note that it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlmodel import Session

from forms.sheet import Read, SheetRefused, read
from workflows.cases.once import Refused
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.packing import packed
from workflows.jobs.run import Run
from workflows.mailed.about import Sorted
from workflows.mailed.taking import take


@job_kind
class Mailed(JobKind):
    """Payload: `files`, each with `name`, `file` (hash), and what it is about; `why` where it is not to be taken."""

    name: ClassVar[str] = "mailed"

    def run(self, run: Run) -> Effect:
        files = run.payload["files"]
        for number in range(len(run.result.get("files", [])), len(files)):
            run.at("job.taking", number, len(files), now=True)
            run.step(self._one(run, files[number]))
        run.at("job.taking", len(files), len(files), now=True)
        return lambda session: {}

    def _one(self, run: Run, file: Mapping[str, Any]) -> Effect:
        """The effect of one file; what stands against it is noted instead."""
        if file.get("why"):
            return _noted(run, {"does": file["does"], "why": file["why"]})
        try:
            return self._tried(run, file, _read(run, file))
        except SheetRefused as refused:
            return _noted(run, {"does": "refused", "why": packed(refused.message)})

    def _tried(self, run: Run, file: Mapping[str, Any], taken: Read) -> Effect:
        def effect(session: Session) -> Mapping[str, Any]:
            try:
                with session.begin_nested():  # what is refused leaves nothing behind
                    done = take(run.office, session, run.actor(session), _about(file), taken, run.clock())
            except Refused as refused:
                return _noted(run, {"does": "refused", "why": packed(refused.refusal.message)})(session)
            told = {"does": done.does, "case": done.case, "changes": done.changes, "wrong": done.wrong}
            return _noted(run, {**told, "rows": file["rows"]})(session)

        return effect


def _noted(run: Run, told: Mapping[str, Any]) -> Effect:
    return lambda session: {"files": [*run.result.get("files", []), dict(told)]}


def _read(run: Run, file: Mapping[str, Any]) -> Read:
    content = run.office.files.get(file["file"])
    today = run.office.today(run.clock())
    with run.office.db.read() as session:
        bundle = run.office.current_version(session, file["procedure"], today)
        if bundle is None:
            raise SheetRefused("no_such_procedure", procedure=file["procedure"])
        options = run.office.options(session, bundle, today)
        return read(bundle.form(), content, options, name=file["name"], version=str(bundle.number))


def _about(file: Mapping[str, Any]) -> Sorted:
    return Sorted(
        file["name"], file["file"], file["does"], file["procedure"], district=file["district"],
        campaign=file["campaign"], case=file["case"], rows=file["rows"],
    )  # fmt: skip

