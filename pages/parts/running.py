"""What an administrator sets for a running procedure: its campaigns, and the values of its parameters."""

from __future__ import annotations

from pages.context import actor, now, office
from pages.parts.running_campaigns import campaign_card
from pages.parts.running_parameters import parameter_card
from workflows import campaigns


def running(procedure: str) -> None:
    """The two cards below the definition of a procedure."""
    with office().db.read() as session:
        known = campaigns.announced(office(), session, actor(), procedure, now())
    campaign_card(procedure, known)
    parameter_card(procedure, known)
