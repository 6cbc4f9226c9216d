"""A procedure whose rows belong to departments, and an office that works with it: for tests of rights per row."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from data.reference.load import load_districts
from data.tables import Grant, Organisation, Person
from forms.draft import AddRows, Edit
from tests.seeds import begun
from workflows.bundle import Bundle, bundle_of
from workflows.cases.act import act
from workflows.cases.drafts import Saved, Sheet, open_draft, save
from workflows.cases.start import start
from workflows.engine.types import Action, Actor, Refusal
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.publishing import publish

HERE, CITY = "500103", "500000"
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MINE = "row.主管 = actor.organisation"
FORM: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "plots", "title": {"zh": "地块清单", "en": "Plots"},
    "pages": [{"id": "p", "title": "页", "fields": [
        {"key": "辖区", "type": "district", "title": {"zh": "辖区", "en": "Area"}},
        {"key": "说明", "type": "text", "title": {"zh": "说明", "en": "Note"}},
        {"key": "总额", "type": "computed", "of": "integer", "title": {"zh": "总额", "en": "All"},
         "value": "sum(地块.金额)"},
        {"key": "地块", "type": "table", "title": {"zh": "地块", "en": "Plot"}, "row_title": "名称", "fields": [
            {"key": "名称", "type": "text", "title": {"zh": "名称", "en": "Name"}, "find": True, "required": True,
             "unique": [{"within": "form"}]},
            {"key": "主管", "type": "integer", "title": {"zh": "主管", "en": "Office"}},
            {"key": "金额", "type": "integer", "title": {"zh": "金额", "en": "Amount"}, "count": True},
            {"key": "户", "type": "table", "title": {"zh": "户", "en": "Tenant"}, "fields": [
                {"key": "户名", "type": "text", "title": {"zh": "户名", "en": "Tenant"}, "find": True}]}]}]}],
    "rules": [
        {"id": "much", "each": "地块", "at": "金额", "holds": "金额 <= 100",
         "message": "超过上限，全部地块共 {sum(地块.金额)}"},
        {"id": "known", "level": "question", "each": "地块.户", "at": "户名",
         "holds": "count(declared elsewhere(户名)) = 0", "message": "别处也有：{declared elsewhere(户名)}"}],
}  # fmt: skip
LIMITS = [
    {"table": "地块", "roles": ["dept"], "read": MINE},
    {"table": "地块", "roles": ["peer"], "write": MINE},
]
PROCEDURE: dict[str, Any] = {
    "format": 1, "kind": "procedure", "id": "plots", "title": {"zh": "地块", "en": "Plots"},
    "valid": {"from": "2024-01-01"},
    "roles": {"writer": {"zh": "填报人", "where": "district(辖区)"}, "dept": {"zh": "部门", "where": "city"},
              "peer": {"zh": "同级", "where": "city"}, "chief": {"zh": "主任", "where": "city"}},
    "start": {"by": ["writer"]},
    "case": {"subject": "辖区", "title": "辖区.名称",
             "columns": {"总额": {"title": "总额", "value": "sum(地块.金额)"}}},
    "forms": {"main": {"form": "plots", "groups": {"全部": ["辖区", "说明", "总额", "地块"]}}},
    "stages": [{"id": "fill", "zh": "填报"}, {"id": "work", "zh": "办理"}],
    "initial": "draft",
    "states": {
        "draft": {"zh": "草稿", "stage": "fill", "holder": "writer", "rights": {"全部": {"write": ["writer"]}}},
        "work": {"zh": "办理", "stage": "work", "holder": "chief",
                 "rights": {"全部": {"write": ["dept", "peer", "chief"], "read": ["writer"], "rows": LIMITS}}},
        "done": {"zh": "办结", "stage": "work", "end": "done", "rights": {"*": {"read": ["writer", "chief"]}}}},
    "transitions": {
        "submit": {"zh": "提交", "from": ["draft"], "to": "work", "by": ["writer"], "basis": "own"},
        "again": {"zh": "再核", "from": ["work"], "to": "work", "by": ["chief"], "basis": "own"},
        "close": {"zh": "办结", "from": ["work"], "to": "done", "by": ["chief"], "basis": "own"}},
}  # fmt: skip
PEOPLE = {
    "writer": ("writer", HERE, "区局"), "dept": ("dept", CITY, "甲部"), "peer": ("peer", CITY, "甲部"),
    "chief": ("chief", CITY, "办公室"), "auditor": ("auditor", CITY, "办公室"), "both": ("dept", CITY, "乙部"),
}  # fmt: skip
_keys = itertools.count(1)


def texts() -> dict[str, str]:
    return {"procedure": json.dumps(PROCEDURE, ensure_ascii=False), "form/plots": json.dumps(FORM, ensure_ascii=False)}


def bundle() -> Bundle:
    return bundle_of(texts())


@dataclass
class Plots:
    """The office with people by login, organisations by name, and one case in the state `work`."""

    office: Office
    people: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    now: datetime = MONDAY

    def actor(self, login: str) -> Actor:
        with self.office.db.read() as session:
            return actor_of(self.office, session, self.people[login], self.now)

    def sheet(self, case: int, who: str) -> Sheet:
        found = open_draft(self.office, self.actor(who), case, self.now)
        assert isinstance(found, Sheet), found
        return found

    def try_save(self, case: int, who: str, *edits: Edit) -> Saved | Refusal:
        return save(self.office, self.actor(who), case, edits, self.now)

    def saved(self, case: int, who: str, *edits: Edit) -> None:
        done = self.try_save(case, who, *edits)
        assert isinstance(done, Saved) and not done.conflicts, done

    def step(self, case: int, who: str, transition: str) -> None:
        done = act(self.office, case, Action(self.actor(who), transition, -1, f"k{next(_keys)}", {}), self.now)
        assert not isinstance(done, Refusal), done

    def row(self, name: str, owner: str, amount: int, *tenants: str) -> dict[str, Any]:
        below = [{"_id": f"{name}-{t}", "户名": t} for t in tenants]
        return {"_id": name, "名称": name, "主管": self.organisations[owner], "金额": amount, "户": below}

    def case(self, rows: Sequence[Mapping[str, Any]], note: str = "说明") -> int:
        """A case with these rows that lies with the departments."""
        found = start(self.office, self.actor("writer"), "plots", subject=HERE, key=f"k{next(_keys)}", now=self.now)
        assert isinstance(found, int), found
        self.saved(found, "writer", AddRows("地块", tuple(rows)))
        self.step(found, "writer", "submit")
        return found


def plots(office: Office) -> Plots:
    """Fills an empty office."""
    people, organisations = begun(office.db, "plots", lambda: _filled(office))
    return Plots(office, dict(people), dict(organisations))


def _filled(office: Office) -> tuple[dict[str, int], dict[str, int]]:
    """Its people by login, its organisations by name."""
    people, organisations = dict[str, int](), dict[str, int]()
    published = publish(office, texts(), "", None, MONDAY)
    assert published, [f.say() for f in published.findings]
    with office.db.write() as session:
        load_districts(session)
        for login, (role, district, name) in PEOPLE.items():
            if name not in organisations:
                own = Organisation(name=name, district=district)
                session.add(own)
                session.flush()
                organisations[name] = own.id or 0
            where = organisations[name]
            person = Person(login=login, name=login, organisation_id=where, created_at=MONDAY)
            session.add(person)
            session.flush()
            people[login] = person.id or 0
            roles = [role, "peer"] if login == "both" else [role]
            for each in roles:
                session.add(Grant(person_id=people[login], role=each, organisation_id=where, district=district,
                                  valid_from=date(2020, 1, 1)))  # fmt: skip
    return people, organisations
