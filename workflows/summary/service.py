"""The summary of a case for who asks for it, and what they say about suggestions: one transaction each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from forms.fields import OptionSource
from forms.text import Text
from workflows.audit import readings
from workflows.cases.act import LATEST, act
from workflows.cases.once import Done
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.engine.suggestions import ANSWER, MERGE
from workflows.engine.types import Action, Actor, Refusal
from workflows.engine.verbs.suggestion import APART
from workflows.office import Office
from workflows.summary.sheet import Sheet, sheets


@dataclass(frozen=True, eq=False)
class Summary:
    """Every visit to a round of a case, the newest first, as far as somebody may see it."""

    case: int
    number: str | None
    title: Text
    sheets: tuple[Sheet, ...]
    options: OptionSource


def summary(office: Office, actor: Actor, case_id: int, now: datetime) -> Summary | Refusal:
    """The summary, or that there is no such case."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        made = no_such_case() if found is None else summed_up(found)
    readings.keep(office, found, "page", now)
    return made


def summed_up(found: Opened) -> Summary:
    """The same for a case that is open anyway."""
    title = Text(zh=found.case.title, en=found.case.title_en or None)
    return Summary(found.id, found.case.number, title, sheets(found), found.world.options)


def answer(
    office: Office, actor: Actor, case_id: int, ids: str, verdict: str, because: str, key: str, now: datetime
) -> Done | Refusal:  # fmt: skip
    """Says what became of suggestions: `ids` as `Point.ids` has them, or "*" for all that wait."""
    action = Action(actor, "", LATEST, key, verb=ANSWER, row=ids, target=verdict, reason=because)
    return act(office, case_id, action, now)


def merge(
    office: Office, actor: Actor, case_id: int, ids: Iterable[str], key: str, now: datetime, *, apart: bool = False
) -> Done | Refusal:  # fmt: skip
    """Takes suggestions for one, or each for itself again."""
    action = Action(actor, "", LATEST, key, verb=MERGE, row=",".join(ids), target=APART if apart else "")
    return act(office, case_id, action, now)
