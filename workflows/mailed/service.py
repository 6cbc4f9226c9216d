"""Confirming what was sorted out, and the answers once it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workflows.engine.types import Actor
from workflows.jobs import service
from workflows.jobs.packing import packed
from workflows.mailed.about import Mail, Sorted
from workflows.office import Office

KIND = "mailed"


def confirm(
    office: Office, actor: Actor, mails: Sequence[Mail], found: Sequence[Sorted], key: str, now: datetime
) -> int:
    """Keeps the files and enqueues what was shown; the id of the job. The same key again is the same job.

    Rights are asked again when each file is taken.
    """
    for mail in mails:
        office.files.put(mail.content)
    payload = {"files": [_file(each) for each in found]}
    with office.db.write() as session:
        return service.enqueue(
            session, KIND, payload, now, person=actor.id, key=f"{KIND}/{actor.id}/{key}", title=str(len(found))
        )


def _file(each: Sorted) -> dict[str, Any]:
    return {
        "name": each.name, "file": each.hash, "does": each.does, "procedure": each.procedure,
        "district": each.district, "campaign": each.campaign, "case": each.case if each.does == "update" else None,
        "rows": each.rows, "why": None if each.takes else packed(each.why) if each.why else {},
    }  # fmt: skip
