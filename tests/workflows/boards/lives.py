"""A small generated history: cases with everything that befell them, as plain Python lists and written into an office.

The lists are what the figures are worked out from by hand; the office gets the same through the tables that services
write.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from data.queries import visibility
from data.queries.facts import spans
from data.tables import Case, CaseValue, History, Task
from tests.seeds import begun
from tests.workflows.boards import seed
from workflows.bundle import Bundle
from workflows.cases import indexing
from workflows.engine.types import CaseFacts
from workflows.office import Office
from workflows.rights import holder_token
from workflows.rights import tokens as case_tokens

FIRST = date(2025, 10, 1)
PLACES = ("500103", "500101", "500105", "5001A1", "500106")
WAYS: dict[str, list[tuple[str, str]]] = {
    "draft": [("submit", "review"), ("submit", "review"), ("drop", "dropped")],
    "review": [("endorse", "filed"), ("endorse", "filed"), ("bounce", "draft")],
    "filed": [("accept", "joint"), ("accept", "joint"), ("ask", "mend")],
    "joint": [("conclude", "closed"), ("ask", "mend")],
    "mend": [("answer", "joint"), ("withdraw", "withdrawn")],
}
STAGES = {
    "draft": "fill", "review": "district", "filed": "city", "joint": "city", "mend": "city", "closed": "done",
    "dropped": "done", "withdrawn": "done",
}  # fmt: skip
FINAL = {"closed", "dropped", "withdrawn"}


@dataclass
class Life:
    """What befell a case: steps (day, transition, state it came to), limits, tasks, what was filled in."""

    district: str
    steps: list[tuple[date, str, str]]
    due: date | None = None  # from when it came to the city
    regions: int = 0
    kinds: list[str] = field(default_factory=list)  # of its rows
    tasks: list[tuple[str, date, date]] = field(default_factory=list)  # role, came, done
    late: bool = False

    @property
    def filed(self) -> date | None:
        return next((day for day, _, to in self.steps if to == "review"), None)

    @property
    def ended(self) -> date | None:
        day, _, to = self.steps[-1]
        return day if to in FINAL else None

    def state(self, on: date) -> str | None:
        """Where it was at the end of a day; None before it was opened."""
        return next((to for day, _, to in reversed(self.steps) if day <= on), None)

    @property
    def limited(self) -> date | None:
        """The day on which its limit was set."""
        return next((day for day, _, to in self.steps if to == "filed"), None)

    def red(self, on: date) -> bool:
        """Whether it is open and over its limit at the end of a day."""
        state = self.state(on)
        known = self.due is not None and self.limited is not None and self.limited <= on
        return state is not None and state not in FINAL and known and self.due is not None and self.due < on

    @property
    def overran(self) -> date | None:
        """The first day over its limit, if it had not ended by then."""
        if self.due is None:
            return None
        day = self.due + timedelta(1)
        return day if day <= seed.TODAY and (self.ended is None or self.ended > self.due) else None


def lives(number: int, luck: int) -> list[Life]:
    """So many made-up cases, always the same for the same luck."""
    chance = random.Random(luck)
    return [_life(chance) for _ in range(number)]


def _life(chance: random.Random) -> Life:
    day, state = FIRST + timedelta(chance.randrange(380)), "draft"
    made = Life(chance.choice(PLACES), [(day, "start", "draft")], late=chance.random() < 0.2)
    made.regions = chance.randrange(1, 5)
    made.kinds = [chance.choice(["园区", "孵化园", "其他"]) for _ in range(made.regions)]
    while state not in FINAL and chance.random() < 0.9:
        day += timedelta(chance.randrange(0, 25))
        if day > seed.TODAY:
            break
        action, to = chance.choice(WAYS[state])
        if state == "joint":
            came = next(d for d, _, t in reversed(made.steps) if t == "joint")
            made.tasks += [(role, came, day) for role in ("desk", "credit") if chance.random() < 0.8]
        made.steps.append((day, action, to))
        if to == "filed" and made.due is None:
            made.due = day + timedelta(chance.randrange(5, 40))
        state = to
    return made


def moment(day: date, hour: int) -> datetime:
    """A moment of a day in China."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour)


def written(office: Office, all_of_them: Sequence[Life]) -> Office:
    """The same in an office with districts and definitions."""

    def write() -> None:
        bundle = seed.found(office)
        for life in all_of_them:
            with office.db.write() as session:
                _write(session, bundle, life)

    begun(office.db, ("lives", str(all_of_them)), write)
    return office


def _write(session: Session, bundle: Bundle, life: Life) -> None:
    day = life.steps[0][0]
    spans.at(session, moment(day, 1))
    made = seed.case(
        session, bundle, "draft", life.district, opened_at=moment(day, 1), changed_at=moment(day, 1), late=life.late,
        columns={"区域数": life.regions, "经营主体数": 10 * life.regions},
    )  # fmt: skip
    before: str | None = None
    for n, (when, action, to) in enumerate(life.steps):
        if n:
            spans.at(session, moment(when, 1 + n % 12))
            _move(session, bundle, made, life, when, to)
        step = History(
            case_id=made.id or 0, step=n + 1, at=moment(when, 1 + n % 12), actor_id=1, role="clerk", action=action,
            from_state=before, to_state=to, commitment="", previous="", hash="",
        )  # fmt: skip
        session.add(step)
        session.flush()
        before = to
    for role, came, done in life.tasks:
        session.add(Task(
            case_id=made.id or 0, round="joint", case_state="joint", role=role, token=f"{role}@*", state="done",
            opened_at=moment(came, 2), done_at=moment(done, 2), done_by=1,
        ))  # fmt: skip
    for n, kind in enumerate(life.kinds):
        row = f"r{n}"
        session.add(CaseValue(case_id=made.id or 0, group="申报", field="区域.所属类型", row=row, text=kind))


def _move(session: Session, bundle: Bundle, made: Case, life: Life, when: date, to: str) -> None:
    facts = CaseFacts(None, to, 1, {}, {}, 1, life.district, campaign=1)
    groups = indexing.with_columns(bundle, case_tokens(bundle, facts))
    made.state, made.stage, made.ended = to, STAGES[to], to in FINAL
    made.holder, made.audience_id = holder_token(bundle, facts), visibility.audience(session, groups)
    made.filed_on = made.filed_on or (when if to == "review" else None)
    made.due = made.due or (life.due if to == "filed" else None)
    made.ended_on = when if made.ended else None
    made.changed_at = moment(when, 1)
    session.flush()
