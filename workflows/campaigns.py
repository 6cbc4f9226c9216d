"""Campaigns: who is expected to declare, from when, until when, and how far each of them got."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select

from data.queries.visibility import may_see
from data.tables import Campaign, CampaignMember, Case
from forms.text import Text
from workflows.bundle import Bundle
from workflows.definition import Procedure, State
from workflows.engine.situation import Situation
from workflows.engine.types import Actor, CaseFacts
from workflows.office import Office
from workflows.rights import overseeing, token
from workflows.world import About, OfficeWorld, dropped_states

Reached = Literal["nothing", "filling", "handed_in", "ended"]


@dataclass(frozen=True)
class Announced:
    """A campaign as lists show it; `closes` is what the procedure's rule makes of it."""

    id: int
    procedure: str
    title: Text
    opens: date
    closes: date
    members: int


@dataclass(frozen=True)
class Standing:
    """How far a district got: nothing, at home until those who follow may read it, handed in, ended.

    `late` is said of what came after the last day, and of what has not come although the day is over. `case` is
    None where the actor may know that much but not see the case itself.
    """

    district: str
    reached: Reached
    late: bool
    state: Text | None = None
    on: date | None = None  # handed in, else last changed
    case: int | None = None
    number: str | None = None

    @property
    def missing(self) -> bool:
        """Whether the declaration has not been handed in."""
        return self.reached in ("nothing", "filling")


def announced(office: Office, session: Session, actor: Actor, procedure: str, now: datetime) -> list[Announced]:
    """The campaigns of a procedure, the newest first."""
    return [kept(office, session, actor, c, now) for c in entered(session, procedure)]


def entered(session: Session, procedure: str) -> list[Announced]:
    """The same with the last days as they were entered, whatever the procedure's rule makes of them."""
    counted = select(CampaignMember.campaign_id, func.count()).group_by(col(CampaignMember.campaign_id))
    members = dict(session.exec(counted).all())
    wanted = select(Campaign).where(Campaign.procedure == procedure)
    rows = session.exec(wanted.order_by(col(Campaign.opens).desc(), col(Campaign.id).desc()))
    return [
        Announced(
            c.id or 0,
            c.procedure,
            Text(zh=c.title, en=c.title_en or None),
            c.opens,
            c.closes,
            members.get(c.id or 0, 0),
        )
        for c in rows
    ]


def kept(office: Office, session: Session, actor: Actor, campaign: Announced, now: datetime) -> Announced:
    """A campaign with its last day as the procedure's rule says it."""
    bundle, row = office.newest(session, campaign.procedure), session.get(Campaign, campaign.id)
    if bundle is None or row is None:
        return campaign
    return replace(campaign, closes=last_day(office, session, bundle, actor, row, now))


def last_day(office: Office, session: Session, bundle: Bundle, actor: Actor, campaign: Campaign, now: datetime) -> date:
    """The last day to hand in, as the procedure's rule says it."""
    about = About(None, "", campaign.id, {})
    facts = CaseFacts(
        id=None, state=bundle.procedure.initial, revision=0, values={}, answers={}, organisation=0, district="",
        campaign=campaign.id,
    )  # fmt: skip
    world = OfficeWorld(office, session, bundle, about, office.today(now))
    return Situation(bundle, facts, actor, world, now).closes or campaign.closes


def may_know(procedure: Procedure, actor: Actor, district: str) -> bool:
    """Whether somebody may know how far a district got in a campaign, before they may see its case."""
    told = procedure.campaign.status_for if procedure.campaign else []
    return bool(overseeing(actor)) or any(token(procedure, role, district) in actor.tokens for role in told)


def standings(office: Office, session: Session, actor: Actor, campaign_id: int, now: datetime) -> list[Standing]:
    """How far each member got that the actor may know of, by district code; empty for a campaign nobody knows."""
    campaign = session.get(Campaign, campaign_id)
    bundle = office.newest(session, campaign.procedure) if campaign else None
    if campaign is None or bundle is None:
        return []
    over = office.today(now) > last_day(office, session, bundle, actor, campaign, now)
    members = select(CampaignMember.district).where(CampaignMember.campaign_id == campaign_id)
    known = [d for d in sorted(session.exec(members)) if may_know(bundle.procedure, actor, d)]
    best = _best(office, session, campaign_id)
    seen = select(Case.id).where(col(Case.id).in_([c.id for c in best.values()]), may_see(actor.tokens))
    visible = set(session.exec(seen))
    return [_standing(office, session, d, best.get(d), visible, over) for d in known]


def _best(office: Office, session: Session, campaign_id: int) -> Mapping[str, Case]:
    """District → its newest case in the campaign that has arrived, else the newest that was not given up."""
    newest = select(func.max(Case.id), Case.district, Case.state, Case.version_id)
    newest = newest.where(Case.campaign_id == campaign_id).group_by(Case.district, Case.state, col(Case.version_id))
    home: dict[str, int] = {}
    arrived: dict[str, int] = {}
    known: dict[int, tuple[set[str], set[str]]] = {}
    for case, district, state, version in sorted(session.exec(newest), key=lambda row: row[0] or 0):
        there, dropped = known.get(version) or known.setdefault(version, _kinds(office.bundle(session, version)))
        if state in there:
            arrived[district] = case or 0
        elif state not in dropped:
            home[district] = case or 0
    found = session.exec(select(Case).where(col(Case.id).in_((home | arrived).values())))
    return {c.district: c for c in found}


def _kinds(bundle: Bundle) -> tuple[set[str], set[str]]:
    """The states of declarations that have arrived, and of those that were given up."""
    return set(declared_states(bundle.procedure)), set(dropped_states(bundle))


def _standing(
    office: Office, session: Session, district: str, case: Case | None, visible: Collection[int | None], over: bool
) -> Standing:
    if case is None:
        return Standing(district, "nothing", over)
    procedure = office.bundle(session, case.version_id).procedure
    reached = _reached(procedure, case)
    changed = office.today(case.changed_at)
    shown = (case.id, case.number) if case.id in visible else (None, None)
    if reached == "filling":
        return Standing(district, reached, over, procedure.states[case.state].title, changed, *shown)
    return Standing(district, reached, case.late, procedure.states[case.state].title, case.filed_on, *shown)


def _reached(procedure: Procedure, case: Case) -> Reached:
    if case.ended:
        return "ended"
    return "handed_in" if case.state in declared_states(procedure) else "filling"


def declared_states(procedure: Procedure) -> list[str]:
    """The states of a declaration that has arrived: those who follow the campaign may read it, or it ended there.

    Without a campaign rule, every state behind the first stage. What was given up is no declaration.
    """
    dropped = {t.to for t in procedure.transitions.values() if t.kind == "drop"}
    return [key for key, state in procedure.states.items() if key not in dropped and _arrived(procedure, state)]


def _arrived(procedure: Procedure, state: State) -> bool:
    if procedure.campaign is None or not procedure.campaign.status_for:
        return state.stage != procedure.states[procedure.initial].stage
    told = set(procedure.campaign.status_for)
    return any(told & {*rights.read, *rights.write} for rights in state.rights.values())


def missing(found: Sequence[Standing]) -> list[Standing]:
    """Those who have not handed in."""
    return [s for s in found if s.missing]
