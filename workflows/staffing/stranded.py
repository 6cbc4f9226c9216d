"""Running cases in which all who are asked have to stand aside, whatever that hangs on."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from data.tables import Case, Task
from forms.text import Text
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.staffing.lacking import Lack
from workflows.staffing.needs import Need

_NOBODY = Actor(0, "", 0, (), frozenset())


def stranded(office: Office, session: Session, procedure: str, now: datetime) -> list[Lack]:
    """For each open case of a procedure in a round with recusal, the roles of which nobody is left."""
    from workflows.cases.opened import reopened
    from workflows.cases.opinions import nobody_left
    from workflows.engine.rounds.groups import BESIDES, round_of

    wanted = select(Task.case_id).where(col(Task.state).in_(("open", "waiting")), col(Task.round) != "")
    cases = select(Case.id).where(Case.procedure == procedure, col(Case.ended).is_(False), col(Case.id).in_(wanted))
    lacks = []
    for case in session.exec(cases.order_by(col(Case.id))).all():
        found = reopened(office, session, case or 0, _NOBODY, now)
        held = round_of(found.bundle.procedure, found.facts) if found else None
        if found is None or held is None or held[1].recused_if is None:
            continue
        tasks = [t for t in found.facts.tasks if t.active and t.round == held[0] and t.relation not in BESIDES]
        roles = list(dict.fromkeys(t.role for t in tasks if nobody_left(found, t)))
        if roles:
            titles = [found.bundle.procedure.roles[r].title for r in roles if r in found.bundle.procedure.roles]
            title = Text(zh=found.case.number or found.case.title)
            lacks.append(Lack("stranded", Need(tuple(roles), title, ""), tuple(titles)))
    return lacks
