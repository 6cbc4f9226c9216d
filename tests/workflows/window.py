"""A procedure whose cases belong to applicants, and an office with two of them: for tests of whose case it is."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from data.reference.load import load_places
from data.tables import Grant, Organisation, Person
from forms.diff import edits_between
from tests.seeds import begun
from workflows.bundle import Bundle, bundle_of
from workflows.cases.act import act
from workflows.cases.drafts import Saved, Sheet, open_draft, save
from workflows.cases.start import start
from workflows.engine.types import Action, Actor, Refusal
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.publishing import publish

PLACE, CITY = "1101A1", "110000"
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
FORM: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "permit", "title": {"zh": "许可申请", "en": "Permit"},
    "pages": [{"id": "p", "title": "页", "fields": [
        {"key": "申请人", "type": "organisation", "where": "applicant", "title": {"zh": "申请人", "en": "Applicant"}},
        {"key": "事由", "type": "text", "title": {"zh": "事由", "en": "Matter"}, "required": True, "find": True},
        {"key": "秘密", "type": "text", "title": {"zh": "技术秘密", "en": "Secret"}},
        {"key": "结论", "type": "text", "title": {"zh": "结论", "en": "Result"}}]}],
}  # fmt: skip
PROCEDURE: dict[str, Any] = {
    "format": 1, "kind": "procedure", "id": "permit", "title": {"zh": "许可", "en": "Permit"}, "city": CITY,
    "valid": {"from": "2024-01-01"},
    "roles": {"applicant": {"zh": "申请人", "where": "organisation(申请人)"},
              "window": {"zh": "窗口", "where": "city"}, "chief": {"zh": "主任", "where": "city"}},
    "start": {"by": ["applicant"], "on_behalf": ["window"]},
    "case": {"subject": "申请人", "title": "申请人.名称 + \"许可\"", "one_open_per": ["申请人"],
             "number": {"pattern": "许{year}-{district}-{seq:3}", "series": ["year", "district"]}},
    "forms": {"main": {"form": "permit", "groups": {"申请": ["申请人", "事由"], "秘密": ["秘密"], "结论": ["结论"]}}},
    "stages": [{"id": "fill", "zh": "填报"}, {"id": "work", "zh": "办理"}],
    "initial": "draft",
    "states": {
        "draft": {"zh": "草稿", "stage": "fill", "holder": "applicant",
                  "rights": {"申请": {"write": ["applicant"]}, "秘密": {"write": ["applicant"]}}},
        "work": {"zh": "办理", "stage": "work", "holder": "window",
                 "rights": {"申请": {"read": ["applicant", "window", "chief"]},
                            "秘密": {"read": ["applicant", "window"]}, "结论": {"write": ["window"]}}},
        "done": {"zh": "办结", "stage": "work", "end": "done",
                 "rights": {"申请": {"read": ["applicant", "window", "chief"]},
                            "结论": {"read": ["applicant", "window"]}}}},
    "transitions": {
        "submit": {"zh": "提交", "from": ["draft"], "to": "work", "by": ["applicant"], "check": "main",
                   "do": [{"effect": "number"}], "basis": "own"},
        "close": {"zh": "办结", "from": ["work"], "to": "done", "by": ["window"], "bulk": True, "basis": "own"}},
    "worklists": {"mine": {"zh": "我的", "role": "applicant", "states": ["draft"]},
                  "incoming": {"zh": "待办", "role": "window", "states": ["work"], "bulk": ["close"]}},
}  # fmt: skip
PEOPLE = {
    "window": ("window", CITY, "审批局"), "chief": ("chief", CITY, "审批局"), "admin": ("admin", CITY, "审批局"),
    "auditor": ("auditor", CITY, "审批局"),
    "first": ("applicant", PLACE, "甲公司"), "second": ("applicant", PLACE, "乙公司"),
    "third": ("applicant", PLACE, "丙公司"),
}  # fmt: skip
STANDINGS = {"丙公司": "pending"}
_keys = itertools.count(1)


def texts(**changes: Any) -> dict[str, str]:
    """The texts of the procedure; `changes` replace its top keys."""
    procedure = {**PROCEDURE, **changes}
    return {"procedure": json.dumps(procedure, ensure_ascii=False), "form/permit": json.dumps(FORM, ensure_ascii=False)}


def bundle() -> Bundle:
    return bundle_of(texts())


@dataclass
class Window:
    """The office, people by login, organisations by name."""

    office: Office
    people: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    now: datetime = MONDAY

    def actor(self, login: str) -> Actor:
        with self.office.db.read() as session:
            return actor_of(self.office, session, self.people[login], self.now)

    def try_start(self, who: str, organisation: str, **more: Any) -> int | Refusal:
        subject = str(self.organisations.get(organisation, organisation))
        more = {"key": f"k{next(_keys)}", "now": self.now, **more}
        return start(self.office, self.actor(who), "permit", subject=subject, **more)

    def start(self, who: str = "first", organisation: str = "甲公司", **more: Any) -> int:
        found = self.try_start(who, organisation, **more)
        assert isinstance(found, int), found
        return found

    def sheet(self, case: int, who: str) -> Sheet | Refusal:
        return open_draft(self.office, self.actor(who), case, self.now)

    def fill(self, case: int, who: str, **values: Any) -> Saved | Refusal:
        sheet = self.sheet(case, who)
        if isinstance(sheet, Refusal):
            return sheet
        edits = edits_between(sheet.bundle.form(), sheet.values, {**sheet.values, **values})
        return save(self.office, self.actor(who), case, edits, self.now)

    def act(self, case: int, who: str, transition: str) -> Any:
        action = Action(self.actor(who), transition, -1, f"k{next(_keys)}", {})
        return act(self.office, case, action, self.now)

    def filed(self, who: str = "first", organisation: str = "甲公司", secret: str = "配方") -> int:
        case = self.start(who, organisation)
        assert isinstance(self.fill(case, who, 事由="开店", 秘密=secret), Saved)
        done = self.act(case, who, "submit")
        assert not isinstance(done, Refusal), done
        return case


def window(office: Office, others: Mapping[str, str] | None = None, **changes: Any) -> Window:
    """Fills an empty office; `others` are texts beside, or in place of, those of the procedure."""
    given = {**texts(**changes), **(others or {})}
    people, organisations = begun(office.db, ("window", *given.items()), lambda: _filled(office, given))
    return Window(office, dict(people), dict(organisations))


def _filled(office: Office, given: dict[str, str]) -> tuple[dict[str, int], dict[str, int]]:
    """Its people by login, its organisations by name."""
    people, organisations = dict[str, int](), dict[str, int]()
    published = publish(office, given, "", None, MONDAY)
    assert published, [f.say() for f in published.findings]
    with office.db.write() as session:
        load_places(session)
        for login, (role, place, name) in PEOPLE.items():
            if name not in organisations:
                row = Organisation(
                    name=name, district=place, kind="applicant" if role == "applicant" else "office",
                    standing=STANDINGS.get(name, "confirmed"),
                )  # fmt: skip
                session.add(row)
                session.flush()
                organisations[name] = row.id or 0
            own = organisations[name]
            person = Person(login=login, name=f"某{login}", organisation_id=own, created_at=MONDAY)
            session.add(person)
            session.flush()
            people[login] = person.id or 0
            session.add(Grant(
                person_id=person.id or 0, role=role, organisation_id=own, district=place, valid_from=date(2020, 1, 1),
            ))  # fmt: skip
    return people, organisations
