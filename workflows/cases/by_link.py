"""What somebody came for who was let in by a link: one case, one task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import select

from data.tables import Task
from workflows.cases.opinions import About, Asked, RoundView
from workflows.cases.view import CaseView, view
from workflows.engine.types import Actor
from workflows.office import Office


@dataclass(frozen=True)
class CameFor:
    """The case as a guest may see it, and what is asked of them in it."""

    view: CaseView
    round: RoundView
    about: About
    asked: Asked

    @property
    def done(self) -> bool:
        return self.asked.given

    @property
    def closed(self) -> bool:
        """Whether it is not to be done any more: called off, or the round is over."""
        return not self.asked.given and not self.asked.mine


def came_for(office: Office, actor: Actor, now: datetime) -> CameFor | None:
    """What the actor's link opens; None where it opens nothing any more."""
    with office.db.read() as session:
        case = session.exec(select(Task.case_id).where(Task.id == actor.task)).first()
    found = view(office, actor, case, now) if case is not None else None
    if not isinstance(found, CaseView):
        return None
    for each in found.rounds:
        for about in each.about:
            for asked in about.asked:
                if asked.task == actor.task:
                    return CameFor(found, each, about, asked)
    return None


