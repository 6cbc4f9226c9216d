"""A bureau with two districts, people of every role and a campaign over an empty office: for tests of services."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from data.reference.load import load_districts
from data.tables import Campaign, Grant, Organisation, Person
from forms.diff import edits_between
from forms.edits import Answer
from tests.seeds import begun
from workflows.attachments import store
from workflows.cases.act import act
from workflows.cases.drafts import Saved, Sheet, open_draft, save
from workflows.cases.once import Done
from workflows.cases.start import start
from workflows.cases.view import CaseView, view
from workflows.engine.types import Action, Actor, Refusal
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.publishing import DEFINITIONS, publish, shipped

PROCEDURE = "region_declaration"
SAMPLES = DEFINITIONS / PROCEDURE / "samples"
HERE, THERE, CITY = "500103", "500106", "500000"
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_keys = itertools.count(1)


def sample(name: str = "two_regions") -> dict[str, Any]:
    values: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return values


@dataclass
class Bureau:
    """The office and its people by login; `now` can be set by a test."""

    office: Office
    people: dict[str, int] = field(default_factory=dict)
    campaign: int = 0
    now: datetime = MONDAY

    def actor(self, login: str) -> Actor:
        with self.office.db.read() as session:
            return actor_of(self.office, session, self.people[login], self.now)

    def start(self, who: str = "clerk", subject: str = HERE, **more: Any) -> int:
        case = self.try_start(who, subject, **more)
        assert isinstance(case, int), case
        return case

    def try_start(self, who: str = "clerk", subject: str = HERE, **more: Any) -> int | Refusal:
        options = {"campaign": self.campaign, "key": f"k{next(_keys)}", "now": self.now, **more}
        return start(self.office, self.actor(who), PROCEDURE, subject=subject, **options)

    def fill(self, case: int, values: Mapping[str, Any], who: str = "clerk") -> Any:
        sheet = self.sheet(case, who)
        edits = edits_between(sheet.bundle.form(), sheet.values, {**sheet.values, **values})
        saved = save(self.office, self.actor(who), case, edits, self.now)
        assert isinstance(saved, Saved), saved
        return saved

    def sheet(self, case: int, who: str = "clerk") -> Sheet:
        sheet = open_draft(self.office, self.actor(who), case, self.now)
        assert isinstance(sheet, Sheet), sheet
        return sheet

    def view(self, case: int, who: str = "clerk") -> CaseView:
        found = view(self.office, self.actor(who), case, self.now)
        assert isinstance(found, CaseView), found
        return found

    def decided(self, case: int, reason: str = "边界不清") -> None:
        """The bureau takes the first region in and the others not; that closes the case."""
        self.refused(case, reason)
        for who in ("desk", "credit"):
            self.say(case, who, {"意见": "同意"})

    def answer(self, case: int, keys: Iterable[str], text: str, who: str = "clerk") -> None:
        """Answers to questions of the rules."""
        saved = save(self.office, self.actor(who), case, [Answer(k, text) for k in keys], self.now)
        assert isinstance(saved, Saved), saved

    def refused(self, case: int, reason: str = "边界不清") -> None:
        """The desk does not agree to any region but the first, the others have no objection; the first waits."""
        for row in self.sheet(case, "desk").values["区域"][1:]:
            self.say(case, "desk", {"意见": "不同意", "理由": reason}, row["_id"])
            self.say(case, "credit", {"意见": "同意"}, row["_id"])

    def say(self, case: int, who: str, given: Mapping[str, Any], row: str = "*") -> Done:
        """An opinion on one region, or on all that wait for somebody."""
        action = Action(self.actor(who), "", -1, f"k{next(_keys)}", given, "opinion", row=row)
        found = act(self.office, case, action, self.now)
        assert isinstance(found, Done), found
        return found

    def act(self, case: int, transition: str, who: str, given: Mapping[str, Any] | None = None, **more: Any) -> Any:
        options = {"seen": -1, "key": f"k{next(_keys)}", **more}
        action = Action(self.actor(who), transition, given=given or {}, **options)
        return act(self.office, case, action, self.now)

    def done(self, case: int, transition: str, who: str, given: Mapping[str, Any] | None = None, **more: Any) -> Done:
        found = self.act(case, transition, who, given, **more)
        assert isinstance(found, Done), found
        return found

    def stamp(self, case: int, who: str = "head", name: str = "盖章.pdf") -> None:
        content = (SAMPLES / "stamped.pdf").read_bytes()
        file = store(self.office, self.actor(who), content, name, self.now)
        assert isinstance(file, dict), file
        self.fill(case, {"盖章扫描件": [file]}, who)

    def filed(self, subject: str = HERE, values: Mapping[str, Any] | None = None) -> int:
        """A case that the district handed in to the bureau."""
        here = "" if subject == HERE else "2"
        case = self.start(f"clerk{here}", subject)
        content = {**sample(), "填报区县": subject, **(values or {})}
        self.fill(case, content, f"clerk{here}")
        self.done(case, "submit", f"clerk{here}")
        self.stamp(case, f"head{here}")
        self.done(case, "endorse", f"head{here}")
        return case

    def later(self, **span: int) -> None:
        self.now += timedelta(**span)


PEOPLE = {
    "clerk": ("clerk", HERE), "colleague": ("clerk", HERE), "head": ("head", HERE), "clerk2": ("clerk", THERE),
    "head2": ("head", THERE), "desk": ("desk", CITY), "leader": ("leader", CITY), "admin": ("admin", CITY),
    "credit": ("credit", CITY), "law": ("law", CITY), "auditor": ("auditor", CITY),
    "nobody": (None, HERE),
}  # fmt: skip


def bureau(
    office: Office,
    change: Callable[[dict[str, Any]], None] | None = None,
    texts_change: Callable[[dict[str, str]], None] | None = None,
) -> Bureau:
    """Fill an empty office; `change` may alter the procedure, `texts_change` all its texts, before publishing."""
    texts = dict(shipped()[PROCEDURE])
    if change is not None:
        procedure = json.loads(texts["procedure"])
        change(procedure)
        texts["procedure"] = json.dumps(procedure, ensure_ascii=False)
    if texts_change is not None:
        texts_change(texts)
    people, campaign = begun(office.db, ("bureau", *sorted(texts.items())), lambda: _filled(office, texts))
    return Bureau(office, dict(people), campaign)


def _filled(office: Office, texts: dict[str, str]) -> tuple[dict[str, int], int]:
    """Its people by login, and its campaign."""
    people: dict[str, int] = {}
    published = publish(office, texts, "", None, MONDAY)
    assert published, [f.say() for f in published.findings]
    with office.db.write() as session:
        load_districts(session)
        offices = {code: Organisation(name=f"{code}局", district=code) for code in (HERE, THERE, CITY)}
        session.add_all(offices.values())
        session.flush()
        for login, (role, district) in PEOPLE.items():
            own = offices[district].id or 0
            person = Person(login=login, name=f"某{login}", organisation_id=own, created_at=MONDAY)
            session.add(person)
            session.flush()
            people[login] = person.id or 0
            if role:
                grant = Grant(
                    person_id=person.id or 0, role=role, organisation_id=own, district=district,
                    valid_from=date(2020, 1, 1),
                )  # fmt: skip
                session.add(grant)
        campaign = Campaign(procedure=PROCEDURE, title="2026年第一批", title_en="First 2026",
                            opens=date(2026, 2, 1), closes=date(2026, 3, 13))  # fmt: skip
        session.add(campaign)
        session.flush()
        return people, campaign.id or 0
