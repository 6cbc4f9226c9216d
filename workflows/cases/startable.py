"""What somebody may start, and what there is to know before they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from data.queries.visibility import may_see
from data.tables import Case
from forms.fields import Option
from forms.fields.organisation import CONFIRMED, OrganisationField
from forms.text import Text
from workflows.bundle import Bundle
from workflows.campaigns import Announced, announced
from workflows.cases.start import about_new
from workflows.definition import Procedure
from workflows.engine.start import decide_start, subject_of
from workflows.engine.types import Actor, Refusal
from workflows.keys import open_key
from workflows.office import Office
from workflows.rights import Subject, startable
from workflows.world import About, OfficeWorld

EARLIER = 10
"""Cases offered to begin with."""


@dataclass(frozen=True)
class Choice:
    """A procedure that somebody may start: for whom, for which of them 代, in which campaigns."""

    procedure: Procedure
    asks: Text  # how the subject is called
    own: tuple[Option, ...]
    on_behalf: tuple[Option, ...]
    campaigns: tuple[Announced, ...]  # those that have opened, the newest first; closed ones take late cases

    def acts_for(self, subject: str) -> bool:
        """Whether a case for this subject is entered for somebody else."""
        return any(o.key == subject for o in self.on_behalf)


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
        found = [_choice(office, session, actor, bundle, now) for bundle in offered if bundle]
        return [c for c in found if c.own or c.on_behalf]


def _choice(office: Office, session: Session, actor: Actor, bundle: Bundle, now: datetime) -> Choice:
    today, procedure = office.today(now), bundle.procedure
    known = _subjects(office, session, bundle, actor, today)
    where = startable(procedure, actor, [subject for subject, _ in known.values()])
    rounds = announced(office, session, actor, procedure.id, now) if procedure.campaign and where else []
    return Choice(
        procedure,
        bundle.form().by_path[procedure.case.subject].title,
        tuple(known[k][1] for k in where.own),
        tuple(known[k][1] for k in where.on_behalf if known[k][1].data.get("standing", CONFIRMED) == CONFIRMED),
        tuple(a for a in rounds if a.opens <= today),
    )


def _subjects(
    office: Office, session: Session, bundle: Bundle, actor: Actor, today: date
) -> dict[str, tuple[Subject, Option]]:
    """Everybody whose cases there may be, as far as the actor may know of them."""
    if not bundle.of_organisations:
        return {d: (Subject(d, d), o) for d, o in office.places(session, today, bundle.procedure).items()}
    options = office.options(session, bundle, today, actor.tokens)
    field = bundle.form().by_path[bundle.procedure.case.subject]
    offered = field.offered(options) if isinstance(field, OrganisationField) else {}
    return {key: (subject_of(bundle, key, options), option) for key, option in offered.items()}


def districts_of(office: Office, session: Session, bundle: Bundle, today: date) -> list[Subject]:
    """The districts that cases of a procedure may be about; none where they belong to organisations."""
    if bundle.of_organisations:
        return []
    return [Subject(d, d) for d in office.places(session, today, bundle.procedure)]


def prospect(
    office: Office, actor: Actor, procedure: str, subject: str, campaign: int | None, on_behalf: bool, now: datetime
) -> Prospect | None:
    """What stands against a case and what it could begin with; None for a procedure that is not offered."""
    today = office.today(now)
    with office.db.read() as session:
        bundle = office.current_version(session, procedure, today)
        if bundle is None:
            return None
        about = about_new(office, session, bundle, subject, campaign, today)
        world = OfficeWorld(office, session, bundle, about, today)
        found = decide_start(bundle, actor, subject, campaign, on_behalf, world, now)
        return Prospect(
            found if isinstance(found, Refusal) else None,
            _open_one(session, actor, bundle, about),
            tuple(_earlier(session, actor, bundle, about)),
        )


def _open_one(session: Session, actor: Actor, bundle: Bundle, about: About) -> int | None:
    key = open_key(bundle.procedure, about.campaign, about.values)
    if key is None:
        return None
    return session.exec(select(Case.id).where(Case.open_key == key, may_see(actor.tokens))).first()


def _earlier(session: Session, actor: Actor, bundle: Bundle, about: About) -> list[Earlier]:
    """Cases of the subject that were handed in and may be seen, the newest first."""
    theirs = Case.organisation_id == about.organisation if bundle.of_organisations else Case.district == about.district
    handed_in = (Case.procedure == bundle.procedure.id, theirs, col(Case.filed_on).is_not(None))
    wanted = select(Case).where(*handed_in, may_see(actor.tokens))
    rows = session.exec(wanted.order_by(col(Case.filed_on).desc(), col(Case.id).desc()).limit(EARLIER))
    return [Earlier(c.id or 0, c.number or "", Text(zh=c.title, en=c.title_en or None), c.filed_on) for c in rows]
