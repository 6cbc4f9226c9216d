"""Who may issue which paper of a case now, and who may have one that was issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import col, select

from data.tables import IssuedPaper
from forms.text import Message, Text
from workflows.cases.opened import Opened
from workflows.engine.types import Refusal
from workflows.model.papers import Paper
from workflows.papers.making import shows
from workflows.rights import overseeing


@dataclass(frozen=True)
class Offered:
    """A paper that the person's role issues; `why_not` says what stands against it now."""

    key: str
    title: Text
    why_not: Refusal | None = None


def offered(found: Opened) -> tuple[Offered, ...]:
    """The papers of a case that the actor's roles issue."""
    return tuple(_offered(found))


def _offered(found: Opened) -> Iterator[Offered]:
    for key, paper in found.bundle.procedure.papers.items():
        if _role(found, paper) is not None:
            yield Offered(key, paper.title, against(found, key))


def _role(found: Opened, paper: Paper) -> str | None:
    """In which role the actor issues it."""
    return next((r for r in paper.by if r in found.situation.roles), None)


def role_of(found: Opened, key: str) -> str:
    """The same for one that they may issue."""
    return _role(found, found.bundle.procedure.papers[key]) or ""


def against(found: Opened, key: str, *, again: bool = False) -> Refusal | None:
    """What stands against issuing a paper now; with `again` it is there already and is to be replaced."""
    paper = found.bundle.procedure.papers.get(key)
    if paper is None or _role(found, paper) is None:
        return Refusal(Message("paper_not_yours"), guard="role")
    if not again and not _now(found, paper):
        data = {"paper": paper.title, "when": list(_when(found, paper))}
        return Refusal(Message("paper_not_now", data), guard="state")
    hidden = sorted(shows(found, paper).groups - found.access.groups_whole)
    if hidden:
        return Refusal(Message("paper_hidden", {"paper": paper.title, "groups": hidden}), guard="rights")
    standing = None if again else _standing(found, key, paper)
    if standing is not None:
        data = {"paper": paper.title, "number": standing.number or standing.issued_on.isoformat()}
        return Refusal(Message("paper_there", data), guard="once")
    return None


def _now(found: Opened, paper: Paper) -> bool:
    taken = found.facts.last_actors.keys() & set(paper.after)
    return bool(taken) or found.case.state in paper.states or not (paper.after or paper.states)


def _when(found: Opened, paper: Paper) -> Iterator[Text]:
    procedure = found.bundle.procedure
    yield from (procedure.transitions[t].title for t in paper.after)
    yield from (procedure.states[s].title for s in paper.states)


def _standing(found: Opened, key: str, paper: Paper) -> IssuedPaper | None:
    """One that holds; it does not stand against another once what it is issued after has happened again."""
    wanted = select(IssuedPaper).where(
        IssuedPaper.case_id == found.id, IssuedPaper.paper == key, col(IssuedPaper.voided_at).is_(None)
    )
    last = found.session.exec(wanted.order_by(col(IssuedPaper.id).desc()).limit(1)).first()
    if last is None:
        return None
    since = [p.at for p in found.facts.trail if p.action in paper.after and p.at > last.issued_at]
    return None if since else last


def may_have(found: Opened, row: IssuedPaper) -> bool:
    """Whether the actor may have an issued paper: all field groups that it shows, and what else only some may see."""
    if not set(row.groups) <= found.access.groups_whole:
        return False
    paper = _as_issued(found, row)
    named = {*paper.by, *paper.readers} if paper is not None else set[str]()
    return not row.closed or bool(named & set(found.situation.roles) or overseeing(found.situation.actor))


def _as_issued(found: Opened, row: IssuedPaper) -> Paper | None:
    """The paper in the version that it was issued from."""
    return found.office.bundle(found.session, row.version_id).procedure.papers.get(row.paper)


