"""What a campaign and its like have to say when a case is opened or handed in."""

from __future__ import annotations

from forms.text import Message, Text
from workflows.engine.situation import Situation
from workflows.engine.types import CampaignFacts, Refusal


def campaign_against(situation: Situation) -> Refusal | None:
    """Why the campaign takes nothing today; None without a campaign rule."""
    rule, campaign = situation.procedure.campaign, situation.campaign
    if rule is None:
        return None
    if campaign is None:
        return Refusal(Message("campaign_needed"))
    title = campaign_title(campaign)
    if situation.today < campaign.opens:
        return Refusal(Message("campaign_not_open", {"campaign": title, "opens": campaign.opens.isoformat()}))
    closes = situation.closes
    if rule.late == "refuse" and closes is not None and situation.today > closes:
        return Refusal(Message("campaign_closed", {"campaign": title, "closes": closes.isoformat()}))
    return None


def one_open_against(situation: Situation) -> Refusal | None:
    """Another case like this one that is still open."""
    if not situation.procedure.case.one_open_per:
        return None
    other = situation.world.open_case_like()
    return Refusal(Message("open_already", {"case": other})) if other is not None else None


def campaign_title(campaign: CampaignFacts) -> Text:
    return Text(zh=campaign.title, en=campaign.title_en or None)
