"""Campaigns are announced here: under a name of their own, for the districts that are expected to declare."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from data.queries.dialect import hold
from data.tables import Campaign, CampaignMember, Grant
from forms.chars import one_line
from forms.text import LANGUAGES, Message, Text
from workflows.definition import Procedure
from workflows.engine.types import Actor, Refusal
from workflows.office import ADMIN, Office, holds
from workflows.world import in_force


@dataclass(frozen=True)
class Described:
    """What an administrator says about a campaign."""

    title: str
    title_en: str
    opens: date
    closes: date

    @property
    def named(self) -> Text:
        return Text(zh=self.title, en=self.title_en or None)


def announce(
    office: Office,
    actor: Actor,
    procedure: str,
    described: Described,
    now: datetime,
    districts: Collection[str] | None = None,
) -> int | Refusal:
    """Open a campaign for districts, without them for every one in which somebody may declare; gives its id."""
    if not holds(actor, ADMIN):
        return Refusal(Message("not_admin"), guard="role")
    described = trimmed(described)
    with office.db.write() as session:
        bundle = office.newest(session, procedure)
        if bundle is None:
            return Refusal(Message("no_such_procedure", {"procedure": procedure}), guard="procedure")
        known = office.places(session, described.opens, bundle.procedure)
        expected = _able(session, bundle.procedure, known, office.today(now)) if districts is None else set(districts)
        refused = against(session, procedure, described) or _nobody(expected, known)
        return refused or _made(session, procedure, described, expected)


def _made(session: Session, procedure: str, described: Described, expected: Iterable[str]) -> int:
    made = Campaign(procedure=procedure, **vars(described))
    session.add(made)
    session.flush()
    campaign_id = made.id or 0
    session.add_all(CampaignMember(campaign_id=campaign_id, district=d) for d in sorted(expected))
    return campaign_id


def trimmed(described: Described) -> Described:
    """The same with the names as they are kept."""
    title, title_en = one_line(described.title), one_line(described.title_en)
    return Described(title, title_en, described.opens, described.closes)


def _able(session: Session, procedure: Procedure, known: Iterable[str], today: date) -> set[str]:
    """The districts in which somebody holds a role that may declare."""
    granted = select(Grant.district).where(col(Grant.role).in_(procedure.start.by), *in_force(today))
    return set(session.exec(granted.distinct())) & set(known)


def _nobody(expected: set[str], known: Collection[str]) -> Refusal | None:
    if strange := sorted(expected - set(known)):
        return Refusal(Message("campaign_districts", {"districts": strange}), guard="districts")
    return None if expected else Refusal(Message("campaign_nobody"), guard="districts")


def against(session: Session, procedure: str, described: Described, own: int = 0) -> Refusal | None:
    """Why no campaign can be called and last like that."""
    if not described.title:
        return Refusal(Message("campaign_title_needed"), guard="title")
    if described.closes < described.opens:
        data = {"opens": described.opens.isoformat(), "closes": described.closes.isoformat()}
        return Refusal(Message("campaign_dates", data), guard="dates")
    hold(session, f"campaigns|{procedure}")  # looked at before it is written: the next one waits
    others = select(Campaign).where(Campaign.procedure == procedure, col(Campaign.id) != own)
    taken = next((c for c in session.exec(others) if _same_name(c, described)), None)
    return (
        Refusal(Message("campaign_title_taken", {"title": described_as(taken).named}), guard="title") if taken else None
    )


def _same_name(campaign: Campaign, described: Described) -> bool:
    """Whether lists would show both by the same words in some language."""
    one, other = described_as(campaign).named, described.named
    return any(one.say(x).casefold() == other.say(x).casefold() for x in LANGUAGES)


def described_as(campaign: Campaign) -> Described:
    """A campaign as it is."""
    return Described(campaign.title, campaign.title_en, campaign.opens, campaign.closes)
