"""Joins forms and data: definitions of procedures, the engine, cases, people, registers, boards, audit.

What a page needs most lies here; each service has its own module: `cases`, `registers`, `campaigns`, `people` …
"""

from workflows.access import Access
from workflows.bundle import MAIN, Bundle
from workflows.definition import Procedure
from workflows.engine.decide import decide, offers, why_not
from workflows.engine.situation import Situation
from workflows.engine.start import decide_start
from workflows.engine.types import Action, Actor, CaseFacts, Decision, Offer, Opening, Refusal, World
from workflows.messages import MESSAGES, say
from workflows.office import Office
from workflows.publishing import Publication, check_texts, load_folder, publish
from workflows.rights import access, acting_roles, tokens

__all__ = [
    "MAIN", "MESSAGES", "Access", "Action", "Actor", "Bundle", "CaseFacts", "Decision", "Offer", "Office", "Opening",
    "Procedure", "Publication", "Refusal", "Situation", "World",
    "access", "acting_roles", "check_texts", "decide", "decide_start", "load_folder", "offers", "publish", "say",
    "tokens", "why_not",
]  # fmt: skip
