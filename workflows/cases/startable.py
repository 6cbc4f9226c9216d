"""What somebody may start, and what there is to know before they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from data.queries.visibility import may_see
from data.tables import Case
from forms.fields import Option
from forms.text import Text
from workflows.bundle import Bundle
from workflows.campaigns import Announced, announced
from workflows.definition import Procedure
from workflows.engine.start import decide_start
from workflows.engine.types import Actor, Refusal
from workflows.keys import open_key
from workflows.office import Office
from workflows.rights import startable
from workflows.world import About, OfficeWorld

EARLIER = 10
"""Cases offered to begin with."""


@dataclass(frozen=True)
class Choice:
    """A procedure that somebody may start: for which districts, for which of them 代, in which campaigns."""

    procedure: Procedure
    own: tuple[Option, ...]
    on_behalf: tuple[Option, ...]
    campaigns: tuple[Announced, ...]  # those that have opened, the newest first; closed ones take late cases

    def acts_for(self, district: str) -> bool:
        """Whether a case for this district is entered for somebody else."""
        return any(o.key == district for o in self.on_behalf)


@dataclass(frozen=True)
class Earlier:
    """A case to begin with: a copy of what it holds."""

    id: int
    number: str
    title: Text
    filed_on: date | None


@dataclass(frozen=True)
class Prospect:
    """What is known before a case is opened: why not, the one that is open already, what to begin with."""

    why_not: Refusal | None
    open_case: int | None  # only if the actor may see it
    earlier: tuple[Earlier, ...]


def choices(office: Office, actor: Actor, now: datetime) -> list[Choice]:
    """Every procedure that somebody may start today."""
    today = office.today(now)
    with office.db.read() as session:
        offered = [office.current_version(session, p, today) for p in office.procedures(session)]
        found = [_choice(office, session, actor, bundle.procedure, now) for bundle in offered if bundle]
        return [c for c in found if c.own or c.on_behalf]


def _choice(office: Office, session: Session, actor: Actor, procedure: Procedure, now: datetime) -> Choice:
    today = office.today(now)
    districts = office.districts(session, today)
    where = startable(procedure, actor, districts)
    rounds = announced(office, session, actor, procedure.id, now) if procedure.campaign and where else []
    return Choice(
        procedure,
        tuple(districts[d] for d in where.own),
        tuple(districts[d] for d in where.on_behalf),
        tuple(a for a in rounds if a.opens <= today),
    )


def prospect(
    office: Office, actor: Actor, procedure: str, subject: str, campaign: int | None, on_behalf: bool, now: datetime
) -> Prospect | None:
    """What stands against a case and what it could begin with; None for a procedure that is not offered."""
    today = office.today(now)
    with office.db.read() as session:
        bundle = office.current_version(session, procedure, today)
        if bundle is None:
            return None
        about = About(None, subject, campaign, {bundle.procedure.case.subject: subject})
        world = OfficeWorld(office, session, bundle, about, today)
        found = decide_start(bundle, actor, subject, campaign, on_behalf, world, now)
        return Prospect(
            found if isinstance(found, Refusal) else None,
            _open_one(session, actor, bundle, about),
            tuple(_earlier(session, actor, procedure, subject)),
        )


def _open_one(session: Session, actor: Actor, bundle: Bundle, about: About) -> int | None:
    key = open_key(bundle.procedure, about.campaign, about.values)
    if key is None:
        return None
    return session.exec(select(Case.id).where(Case.open_key == key, may_see(actor.tokens))).first()


def _earlier(session: Session, actor: Actor, procedure: str, subject: str) -> list[Earlier]:
    """Cases of the subject that were handed in and may be seen, the newest first."""
    handed_in = (Case.procedure == procedure, Case.district == subject, col(Case.filed_on).is_not(None))
    wanted = select(Case).where(*handed_in, may_see(actor.tokens))
    rows = session.exec(wanted.order_by(col(Case.filed_on).desc(), col(Case.id).desc()).limit(EARLIER))
    return [Earlier(c.id or 0, c.number or "", Text(zh=c.title, en=c.title_en or None), c.filed_on) for c in rows]
