"""Campaigns are corrected here: what cases stand on stays as it is, and what was before is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from data.tables import Campaign, CampaignChange, Case, Person
from forms.text import Message
from workflows.announcing import Described, against, described_as, trimmed
from workflows.engine.types import Actor, Refusal
from workflows.office import ADMIN, Office, holds

KEPT = ("title", "title_en", "opens", "closes")
FIXED = KEPT[:3]
"""What cases bear in their titles, and the day from which they could be opened."""


@dataclass(frozen=True)
class StandingOn:
    """How many cases stand on a campaign, and the last day on which one was handed in in time."""

    count: int
    last: date | None


@dataclass(frozen=True)
class Correction:
    """What somebody corrected: (what, before, after) for each of KEPT that changed."""

    at: datetime
    by: str
    why: str
    changed: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Correctable:
    """A campaign as it was entered, what binds it, and how it came to be so."""

    described: Described
    cases: StandingOn
    corrections: tuple[Correction, ...]


def correctable(office: Office, actor: Actor, campaign_id: int) -> Correctable | None:
    """What an administrator may correct; None for nobody's campaign, or for somebody else."""
    with office.db.read() as session:
        row = session.get(Campaign, campaign_id) if holds(actor, ADMIN) else None
        if row is None:
            return None
        return Correctable(described_as(row), standing_on(session, campaign_id), tuple(corrections(session, row)))


def correct(
    office: Office, actor: Actor, campaign_id: int, described: Described, why: str, now: datetime
) -> Refusal | None:
    """Change what a campaign is called and when it lasts, for a reason; what it was before is kept."""
    if not holds(actor, ADMIN):
        return Refusal(Message("not_admin"), guard="role")
    described = trimmed(described)
    with office.db.write() as session:
        # For update: a case that is being opened on it comes before, and counts, or after.
        row = session.get(Campaign, campaign_id, with_for_update=True)
        if row is None:
            return Refusal(Message("no_such_campaign"), guard="campaign")
        refused = against(session, row.procedure, described, campaign_id) or _kept_from(session, row, described, why)
        if refused is None:
            was = vars(described_as(row))
            session.add(CampaignChange(campaign_id=campaign_id, reason=why.strip(), at=now, by=actor.id, **was))
            row.sqlmodel_update(vars(described))
            session.add(row)
        return refused


def _kept_from(session: Session, row: Campaign, described: Described, why: str) -> Refusal | None:
    """Why this campaign may not become that."""
    changed = {name for name in KEPT if getattr(row, name) != getattr(described, name)}
    cases = standing_on(session, row.id or 0)
    if not changed:
        return Refusal(Message("campaign_unchanged"), guard="unchanged")
    if cases.count and changed & set(FIXED):
        return Refusal(Message("campaign_fixed", {"count": cases.count}), guard="cases")
    if cases.last and described.closes < cases.last:
        data = {"closes": described.closes.isoformat(), "last": cases.last.isoformat()}
        return Refusal(Message("campaign_closes_before", data), guard="cases")
    return None if why.strip() else Refusal(Message("campaign_reason"), guard="reason")


def standing_on(session: Session, campaign_id: int) -> StandingOn:
    """The cases of a campaign, as far as they bind it."""
    mine = col(Case.campaign_id) == campaign_id
    count = session.exec(select(func.count()).select_from(Case).where(mine)).one()
    last = session.exec(select(func.max(Case.filed_on)).where(mine, col(Case.late).is_(False))).one()
    return StandingOn(count, last)


def corrections(session: Session, campaign: Campaign) -> Iterator[Correction]:
    """Everything that was corrected in a campaign, the newest first."""
    kept = (
        select(CampaignChange, Person.name)
        .join(Person, col(Person.id) == col(CampaignChange.by))
        .where(CampaignChange.campaign_id == campaign.id)
        .order_by(col(CampaignChange.id).desc())
    )
    after: Campaign | CampaignChange = campaign
    for change, name in session.exec(kept):
        yield Correction(change.at, name, change.reason, tuple(_changed(change, after)))
        after = change


def _changed(before: CampaignChange, after: Campaign | CampaignChange) -> Iterator[tuple[str, str, str]]:
    for name in KEPT:
        was, became = getattr(before, name), getattr(after, name)
        if was != became:
            yield name, str(was), str(became)
