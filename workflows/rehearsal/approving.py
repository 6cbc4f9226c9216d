"""Approving rehearsals once: what was made from a definition is looked at by an administrator, kept with the
procedure, and played again before anything of it is published; only what comes out otherwise is shown again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlmodel import Session, col, select

from data.tables import ApprovedRehearsal, Job, Person
from forms.text import LANGUAGES, Message, Text
from workflows import editing
from workflows.bundle import bundle_of
from workflows.engine.types import Actor, Refusal
from workflows.jobs import service
from workflows.messages import say
from workflows.office import Office
from workflows.rehearsal.beside import beside, folder_of
from workflows.rehearsal.branches import Branch, branch_words, missed
from workflows.rehearsal.files import read_folder
from workflows.rehearsal.generate import generate
from workflows.rehearsal.generate.making import MOST
from workflows.rehearsal.model import Approval, Rehearsal
from workflows.rehearsal.stage import theatre

KIND: Final = "rehearse"
Told = Callable[[str, int, int], None]
"""Is told how far it is: a stage, so many done, of so many; may raise to stop."""


@dataclass(frozen=True)
class Kept:
    """An approved rehearsal, and who found it right when."""

    rehearsal: Rehearsal
    by: str
    at: datetime


def digest(texts: Mapping[str, str]) -> str:
    """What tells the texts of one procedure from others."""
    return hashlib.sha256(json.dumps(dict(texts), sort_keys=True).encode()).hexdigest()


def kept(office: Office, procedure: str) -> dict[str, Kept]:
    """The rehearsals of a procedure that were approved in this office, by their ids."""
    with office.db.read() as session:
        rows = session.exec(
            select(ApprovedRehearsal, Person.name).join(Person)
            .where(ApprovedRehearsal.procedure == procedure).order_by(col(ApprovedRehearsal.id))
        )  # fmt: skip
        return {r.key: Kept(Rehearsal.model_validate(r.body), name, r.approved_at) for r, name in rows}


def counted(office: Office, procedure: str) -> dict[str, Rehearsal]:
    """Every rehearsal that says what is wanted of a procedure: shipped beside it, or approved here, which counts first.
    """
    mine = {name: each.rehearsal for name, each in kept(office, procedure).items()}
    return {**{r.id: r for r in _shipped(procedure)}, **mine}


@cache
def _shipped(procedure: str) -> tuple[Rehearsal, ...]:
    """Those that lie beside it, read once: a page asks each time it is drawn."""
    folder = folder_of(procedure)
    read = [each.model for each in read_folder(folder).values()] if folder else []
    return tuple(r for r in read if r is not None and r.counts)


def rehearse_later(
    office: Office, actor: Actor, procedure: str, texts: Mapping[str, str], now: datetime
) -> int | Refusal:  # fmt: skip
    """Enqueues playing what counts with these texts, and making what could be approved besides; the id of the job."""
    if not editing.may_define(actor):
        return editing.not_admin()
    payload = {"procedure": procedure, "texts": dict(texts), "digest": digest(texts)}
    with office.db.write() as session:
        return service.enqueue(
            session, KIND, payload, now, person=actor.id, about=f"procedure/{procedure}", title=procedure
        )


def last(office: Office, actor: Actor, procedure: str) -> service.JobView | None:
    """The actor's newest rehearsing of a procedure."""
    with office.db.read() as session:
        mine = (Job.kind == KIND, Job.about == f"procedure/{procedure}", Job.person_id == actor.id)
        found = session.exec(select(Job.id).where(*mine).order_by(col(Job.id).desc()).limit(1)).first()
    return service.job(office, actor, found) if found else None


def rehearsed(
    office: Office, procedure: str, texts: Mapping[str, str], told: Told, most: int = MOST
) -> dict[str, Any]:  # fmt: skip
    """What comes of it, as JSON: what goes otherwise than it was approved, and what could be approved besides."""
    wanted = counted(office, procedure)
    with theatre() as stage, beside(office, procedure) as folder:
        differs, taken = {}, set[Branch]()
        for number, (name, each) in enumerate(wanted.items()):
            told("job.playing", number, len(wanted))
            played = stage.played(texts, each, folder)
            taken |= played.branches
            if not played.ok:
                differs[name] = [{x: m.say(x) for x in LANGUAGES} for m in played.mismatches]

        def going(done: int, of: int) -> bool:
            told("job.making", done, done + of)
            return True

        made = generate(stage, texts, folder, most, told=going)
    known = {name: each for name, each in wanted.items() if name not in differs}
    fresh = {n: r for n, r in made.rehearsals.items() if n not in known}
    return {
        "digest": digest(texts), "played": len(wanted), "differs": differs,
        "proposed": {n: _body(r) for n, r in fresh.items()},
        "titles": {n: [r.title.zh, r.title.en] for n, r in wanted.items() if n in differs},
        "generated": [n for n, r in wanted.items() if r.generated],
        "missed": [[m.zh, m.en] for m in made.missed], "left": made.left,
        "open": _open(texts, taken | made.taken),
    }  # fmt: skip


def _open(texts: Mapping[str, str], taken: Collection[Branch]) -> list[Any]:
    """What neither the approved nor the proposed ones try, in words."""
    procedure = bundle_of(texts).procedure
    words = [branch_words(procedure, b) for b in missed(procedure, taken)]
    return [[say(w, x) for x in LANGUAGES] for w in words]


def _body(rehearsal: Rehearsal) -> dict[str, Any]:
    data: dict[str, Any] = rehearsal.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return data


def proposed(job: service.JobView) -> list[Rehearsal]:
    """The rehearsals that a job proposes."""
    return [Rehearsal.model_validate(body) for body in job.result.get("proposed", {}).values()]


def approve(office: Office, actor: Actor, procedure: str, names: Collection[str], now: datetime) -> Refusal | None:
    """Keeps proposals of the actor's last rehearsing as approved; those of the same names before give way."""
    job = last(office, actor, procedure)
    if not editing.may_define(actor):
        return editing.not_admin()
    if job is None or job.state != "done":
        return Refusal(Message("rehearsal.none_proposed"), guard="state")
    with office.db.write() as session:
        for each in proposed(job):
            if each.id in names:
                _keep(session, actor, each, now)
    return None


def _keep(session: Session, actor: Actor, rehearsal: Rehearsal, now: datetime) -> None:
    approved = rehearsal.model_copy(update={"approved": Approval(by=actor.name, on=now.date().isoformat())})
    before = _row(session, rehearsal.procedure, rehearsal.id)
    row = before or ApprovedRehearsal(
        procedure=rehearsal.procedure, key=rehearsal.id, body={}, approved_by=actor.id, approved_at=now
    )
    row.body, row.approved_by, row.approved_at = _body(approved), actor.id, now
    session.add(row)


def withdraw(office: Office, actor: Actor, procedure: str, name: str) -> Refusal | None:
    """An approved rehearsal is not wanted any more."""
    if not editing.may_define(actor):
        return editing.not_admin()
    with office.db.write() as session:
        row = _row(session, procedure, name)
        if row is not None:
            session.delete(row)
    return None


def _row(session: Session, procedure: str, name: str) -> ApprovedRehearsal | None:
    mine = select(ApprovedRehearsal).where(ApprovedRehearsal.procedure == procedure, ApprovedRehearsal.key == name)
    return session.exec(mine).first()


def waiting(office: Office, actor: Actor, procedure: str) -> dict[str, Text]:
    """Which approved rehearsals went otherwise in the last rehearsing and were not approved anew since, by id."""
    job = last(office, actor, procedure)
    if job is None or job.state != "done":
        return {}
    mine = kept(office, procedure)
    done = {n for n, each in mine.items() if job.finished_at is not None and each.at > job.finished_at}
    titles = job.result.get("titles", {})
    return {n: Text(zh=titles[n][0], en=titles[n][1]) for n in job.result.get("differs", {}) if n not in done}


def against(office: Office, actor: Actor, procedure: str, texts: Mapping[str, str]) -> Refusal | None:
    """What stands against publishing: approved rehearsals that were not played with these texts, or went otherwise.

    Nothing where none was approved in this office.
    """
    mine = kept(office, procedure)
    if not mine:
        return None
    job = last(office, actor, procedure)
    if job is None or job.state != "done" or job.result.get("digest") != digest(texts):
        return Refusal(Message("rehearsal.not_played", {"count": len(mine)}), guard="rehearsal")
    other = [title for name, title in waiting(office, actor, procedure).items() if name in mine]
    return Refusal(Message("rehearsal.other", {"titles": other}), guard="rehearsal") if other else None


def against_now(office: Office, procedure: str, texts: Mapping[str, str]) -> Refusal | None:
    """The same for whoever publishes without a page: what was approved is played with these texts at once."""
    mine = kept(office, procedure)
    if not mine:
        return None
    with theatre() as stage:
        folder = folder_of(procedure)
        other = [k.rehearsal.title for k in mine.values() if not stage.played(texts, k.rehearsal, folder).ok]
    return Refusal(Message("rehearsal.other_now", {"titles": other}), guard="rehearsal") if other else None
