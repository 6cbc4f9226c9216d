"""Generated rehearsals: goals gone step by step in an office of their own, with what the engine answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from forms.text import Text
from workflows.bundle import bundle_of
from workflows.rehearsal.generate.goals import Goal, goals
from workflows.rehearsal.generate.trying import Trying, people_of
from workflows.rehearsal.generate.values import Maker
from workflows.rehearsal.model import CampaignPlan, Rehearsal
from workflows.rehearsal.model import Step as Played
from workflows.rehearsal.stage import Theatre

DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Made:
    """The rehearsals by their names, and the goals for which no way was found."""

    rehearsals: Mapping[str, Rehearsal]
    missed: tuple[str, ...]


def generate(stage: Theatre, texts: Mapping[str, str], folder: Path, most: int = 40) -> Made:
    """Tries every goal; what turns no new way of a condition and takes no new transition is left out.

    The same definition gives the same rehearsals.
    """
    bundle = bundle_of(texts)
    found: dict[str, Rehearsal] = {}
    missed: list[str] = []
    known: set[Any] = set()
    with stage.office(texts) as office, office.db.read() as session:
        options = office.options(session, bundle, DAY)
    for goal in goals(bundle, options):
        if len(found) >= most:
            break
        rehearsal = _begun(bundle.procedure.id, goal, texts)
        trying = Trying(bundle, rehearsal, Maker(options, folder), goal.change)
        with stage.office(texts) as office:
            reached = trying.go(office, folder, goal)
        news = trying.news - known
        known |= trying.news
        if not reached:
            missed.append(goal.name)
        elif news:
            made = rehearsal.model_copy(update={"play": trying.steps})
            if stage.played(texts, made, folder).ok:
                found[made.id] = made
            else:
                missed.append(goal.name)
    return Made(found, tuple(missed))


def _begun(procedure: str, goal: Goal, texts: Mapping[str, str]) -> Rehearsal:
    """A rehearsal with its people and campaign, and nothing done yet."""
    bundle = bundle_of(texts)
    plan = CampaignPlan(
        title=Text(zh="生成的批次", en="Generated"), opens=DAY.isoformat(), closes=(DAY + timedelta(14)).isoformat()
    )
    return Rehearsal(
        id=f"generated_{goal.name}", title=Text(zh=f"生成：{goal.name}", en=f"Generated: {goal.name}"),
        procedure=procedure, generated=True, people=people_of(bundle.procedure),
        campaigns={"批次": plan} if bundle.procedure.campaign is not None else {}, play=[Played(on=DAY.isoformat())],
    )  # fmt: skip
