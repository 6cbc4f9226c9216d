"""A case taken from the database for one person at one moment: what every service begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session, col, select

from data.tables import Case, History, Submission
from forms.definition import Form
from forms.text import Message
from workflows.bundle import MAIN, Bundle
from workflows.cases import filled
from workflows.engine.situation import Situation
from workflows.engine.types import Actor, CaseFacts, Refusal
from workflows.office import Office
from workflows.rights import Access
from workflows.world import About, OfficeWorld


@dataclass(frozen=True, eq=False)
class Opened:
    """A case with its definition, its main submission, and the situation of who looks at it."""

    office: Office
    session: Session
    case: Case
    submission: Submission
    filled: filled.Filled
    situation: Situation

    @property
    def id(self) -> int:
        return self.case.id or 0

    @property
    def bundle(self) -> Bundle:
        return self.situation.bundle

    @property
    def form(self) -> Form:
        return self.situation.form

    @property
    def facts(self) -> CaseFacts:
        return self.situation.case

    @property
    def world(self) -> OfficeWorld:
        assert isinstance(self.situation.world, OfficeWorld)
        return self.situation.world

    @cached_property
    def access(self) -> Access:
        return self.situation.access


def opened(
    office: Office, session: Session, case_id: int, actor: Actor, now: datetime, *, lock: bool = False
) -> Opened | None:
    """The case if the actor may see anything of it, else None; with `lock` nobody else may write it meanwhile."""
    wanted = select(Case).where(Case.id == case_id)
    case = session.exec(wanted.with_for_update() if lock else wanted).first()
    if case is None:
        return None
    bundle = office.bundle(session, case.version_id)
    submission = main_of(session, case_id)
    content = filled.current(office, session, submission)
    facts = CaseFacts(
        id=case_id, state=case.state, revision=case.revision, values=content.values, answers=content.answers,
        organisation=case.organisation_id, district=case.district, number=case.number, campaign=case.campaign_id,
        on_behalf=case.on_behalf, late=case.late, returned_from=case.returned_from,
        last_actors=last_actors(session, case_id),
    )  # fmt: skip
    about = About(case_id, case.district, case.campaign_id, content.values, case.filed_on)
    world = OfficeWorld(office, session, bundle, about, office.today(now), actor.tokens)
    found = Opened(office, session, case, submission, content, Situation(bundle, facts, actor, world, now))
    return found if found.access else None


def main_of(session: Session, case_id: int) -> Submission:
    """The main submission of a case."""
    return session.exec(select(Submission).where(Submission.case_id == case_id, Submission.use == MAIN)).one()


def last_actors(session: Session, case_id: int) -> dict[str, int]:
    """Who took each transition last."""
    steps = select(History.action, History.actor_id).where(History.case_id == case_id).order_by(col(History.step))
    return dict(session.exec(steps).all())


def no_such_case() -> Refusal:
    """The same words for what is not there and what is not theirs to see."""
    return Refusal(Message("no_such_case"), guard="role")
