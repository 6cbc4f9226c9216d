"""The rehearsals of a package, played with its definitions on empty databases; the office is not touched."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlmodel import col, select

from data.tables import Job
from forms.text import LANGUAGES, Message
from workflows.editing import may_define, not_admin
from workflows.engine.types import Actor, Refusal
from workflows.jobs import service
from workflows.office import Office
from workflows.packs.looking import files_beside, rehearsals
from workflows.packs.manifest import Pack
from workflows.packs.opening import opened
from workflows.packs.trust import known
from workflows.rehearsal.approving import Told, counted
from workflows.rehearsal.beside import beside
from workflows.rehearsal.stage import NotPublished, theatre

KIND: Final = "try_package"


def try_later(office: Office, actor: Actor, data: bytes, now: datetime) -> int | Refusal:
    """Enqueues playing what a package brings; the file waits among the office's files. The id of the job."""
    if not may_define(actor):
        return not_admin()
    pack = opened(data)
    if known(office, pack.signer) is None:
        return Refusal(Message("pack.unknown_signer"), guard="signer")
    payload = {"file": office.files.put(data)}
    with office.db.write() as session:
        about = f"package/{pack.manifest.digest}"
        title = pack.manifest.title.say("zh")
        return service.enqueue(session, KIND, payload, now, person=actor.id, about=about, title=title)


def last(office: Office, actor: Actor, pack: Pack) -> service.JobView | None:
    """The actor's newest trial of the same things."""
    with office.db.read() as session:
        mine = (Job.kind == KIND, Job.about == f"package/{pack.manifest.digest}", Job.person_id == actor.id)
        found = session.exec(select(Job.id).where(*mine).order_by(col(Job.id).desc()).limit(1)).first()
    return service.job(office, actor, found) if found else None


def tried(office: Office, pack: Pack, told: Told) -> dict[str, Any]:
    """What comes of it, as JSON: how many were played, and what goes otherwise than somebody found right.

    Played are those of the package, and those of this office that the package does not replace.
    """
    wanted = {p: {**counted(office, p), **rehearsals(pack, p)} for p in pack.procedures}
    every = [(p, name) for p, some in wanted.items() for name in some]
    differs: dict[str, list[dict[str, str]]] = {}
    with theatre() as stage:
        for procedure, some in wanted.items():
            with beside(office, procedure, files_beside(pack, procedure)) as folder:
                for name, each in some.items():
                    told("job.playing", every.index((procedure, name)), len(every))
                    try:
                        played = stage.played(_staged(pack, procedure), each, folder)
                    except NotPublished:
                        return {"played": 0, "differs": {}, "titles": {}, "unsound": True}
                    if not played.ok:
                        differs[f"{procedure}/{name}"] = [{x: m.say(x) for x in LANGUAGES} for m in played.mismatches]
    titles = {f"{p}/{n}": [r.title.zh, r.title.en] for p, some in wanted.items() for n, r in some.items()}
    shown = {name: titles[name] for name in differs}
    return {"played": len(every), "differs": differs, "titles": shown, "unsound": False}


def _staged(pack: Pack, procedure: str) -> dict[str, str]:
    """The texts as a stage takes them: one procedure is the one that is played."""
    own = f"procedure/{procedure}"
    return {"procedure" if part == own else part: text for part, text in pack.texts.items()}
