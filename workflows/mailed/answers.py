"""One answer for each mailed file: the file itself with its marks, or a short receipt that says what was taken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from forms.sheet.pen import write
from forms.text import Message
from workflows.engine.types import Actor
from workflows.jobs import service
from workflows.jobs.marking import marked_file
from workflows.jobs.packing import unpacked
from workflows.jobs.service import JobView
from workflows.messages import say
from workflows.office import Office


@dataclass(frozen=True)
class Answer:
    """A file to send back."""

    name: str
    content: bytes


def answer(office: Office, actor: Actor, job_id: int, number: int, lang: str, now: datetime) -> Answer | None:
    """The answer to the file of that number in a batch of the actor's; None for one that is not theirs or not done."""
    job = service.job(office, actor, job_id)
    done = job.result.get("files", []) if job else []
    if job is None or not 0 <= number < len(done):
        return None
    return _answer(office, actor, job, number, lang, now)


def all_answers(office: Office, actor: Actor, job_id: int, lang: str, now: datetime) -> bytes:
    """Every answer of a batch as one archive; empty for one that is not theirs."""
    job = service.job(office, actor, job_id)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        taken: set[str] = set()
        for number in range(len(job.result.get("files", [])) if job else 0):
            made = answer(office, actor, job_id, number, lang, now)
            if made is not None:
                archive.writestr(_free(made.name, taken), made.content)
    return out.getvalue()


def _free(name: str, taken: set[str]) -> str:
    """A name that no other file in the archive has."""
    path = PurePath(name)
    names = [name, *(f"{path.stem}({n}){path.suffix}" for n in range(2, 1000))]
    found = next(n for n in names if n.casefold() not in taken)
    taken.add(found.casefold())
    return found


def _answer(office: Office, actor: Actor, job: JobView, number: int, lang: str, now: datetime) -> Answer:
    file, told = job.payload["files"][number], job.result["files"][number]
    stem = PurePath(file["name"]).stem
    name = say(Message("mailed.answer_name", {"name": stem}), lang)
    made = None
    if told.get("case") and told["wrong"]:
        content = office.files.get(file["file"])
        made = marked_file(office, actor, told["case"], content, file["name"], lang, now)
    return Answer(f"{name}.xlsx", made or receipt(office, job, file, told, lang))


def receipt(office: Office, job: JobView, file: Mapping[str, Any], told: Mapping[str, Any], lang: str) -> bytes:
    """A short workbook: which file, for whom, what was taken, what is to be mended."""
    book = Workbook()
    sheet = book.active
    sheet.title = say(Message("mailed.receipt"), lang)
    write(sheet.cell(1, 1), say(Message("mailed.receipt_title"), lang)).font = Font(bold=True, size=14)
    for row, (title, value) in enumerate(_facts(office, job, file, told, lang), 3):
        write(sheet.cell(row, 1), title).font = Font(bold=True)
        write(sheet.cell(row, 2), value)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 60
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _facts(
    office: Office, job: JobView, file: Mapping[str, Any], told: Mapping[str, Any], lang: str
) -> list[tuple[str, str]]:
    def word(code: str, **data: Any) -> str:
        return say(Message(f"mailed.receipt_{code}", data), lang)

    with office.db.read() as session:
        names = office.district_names(session)
    district = names[file["district"]].title.say(lang) if file["district"] in names else ""
    at = (job.finished_at or job.created_at).astimezone(office.zone)
    found = [(word("file"), file["name"]), (word("district"), district), (word("at"), f"{at:%Y-%m-%d %H:%M}")]
    if told["does"] in ("new", "update"):
        found.append((word("outcome"), word(told["does"])))
        found.append((word("rows"), str(told["rows"])))
        found.append((word("mend"), word("wrong", count=told["wrong"]) if told["wrong"] else word("right")))
    else:
        found.append((word("outcome"), word("refused")))
        found.append((word("why"), say(unpacked(told["why"]), lang) if told["why"] else ""))
    return found
