"""A small procedure with everything an engine has to judge, and a world whose answers a test can set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from forms import ListOptions, Option, Text, load_form, load_list
from forms.fields import OptionSource
from workflows.bundle import Bundle
from workflows.definition import Procedure
from workflows.engine.entry_types import ChildFacts
from workflows.engine.types import Action, Actor, CampaignFacts, CaseFacts, Held, Passed
from workflows.workdays import Calendar, shipped

FORM: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "permit", "title": {"zh": "许可", "en": "Permit"},
    "pages": [{"id": "p", "title": "页", "fields": [
        {"key": "辖区", "type": "district", "title": {"zh": "所属辖区", "en": "Area"}, "required": True},
        {"key": "事由", "type": "text", "title": {"zh": "申请事由", "en": "Purpose"}, "required": True},
        {"key": "天数", "type": "integer", "title": {"zh": "使用天数", "en": "Days"}, "min": 1, "default": "7"},
        {"key": "开始", "type": "date", "title": {"zh": "开始日期", "en": "First day"}},
        {"key": "合计", "type": "computed", "of": "integer", "title": {"zh": "合计", "en": "Total"},
         "value": "count(摊位)"},
        {"key": "摊位", "type": "table", "title": {"zh": "摊位", "en": "Stall"}, "fields": [
            {"key": "摊名", "type": "text", "title": {"zh": "摊位名称", "en": "Name"}, "required": True},
            {"key": "代码", "type": "text", "title": {"zh": "代码", "en": "Code"}, "find": True},
            {"key": "结果", "type": "choice", "title": {"zh": "结果", "en": "Result"}, "options": "results"},
            {"key": "人员", "type": "table", "title": {"zh": "人员", "en": "Staff"}, "fields": [
                {"key": "姓名", "type": "text", "title": {"zh": "姓名", "en": "Name"}}]}]}]}],
    "rules": [
        {"id": "known", "level": "question", "each": "摊位", "at": "代码",
         "holds": "count(declared elsewhere(代码)) = 0", "message": "别处也有：{declared elsewhere(代码)}"}],
}  # fmt: skip
NOTE: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "note", "title": "通知",
    "pages": [{"id": "p", "title": "页", "fields": [
        {"key": "意见", "type": "text", "title": {"zh": "退回意见", "en": "What to mend"}, "required": True}]}],
}  # fmt: skip
LIST = {"format": 1, "kind": "list", "id": "results", "title": "结果", "items": [{"key": "准"}, {"key": "不准"}]}
PROCEDURE: dict[str, Any] = {
    "format": 1, "kind": "procedure", "id": "stall_permit", "title": {"zh": "摆摊许可", "en": "Stall permit"},
    "valid": {"from": "2024-01-01", "until": "2030-12-31"},
    "roles": {
        "writer": {"zh": "填报人", "en": "Writer", "where": "district(辖区)"},
        "chief": {"zh": "审核人", "en": "Chief", "where": "district(辖区)"},
        "bureau": {"zh": "市局", "en": "Bureau", "where": "city"}},
    "parameters": {"上限": {"type": "integer", "value": 3, "min": 1, "max": 9, "basis": "own"}},
    "campaign": {"late": "accept and mark"},
    "start": {"by": ["writer"], "on_behalf": ["bureau"]},
    "case": {
        "subject": "辖区", "title": "辖区.名称 + \" \" + 事由", "title_en": "辖区.name",
        "one_open_per": ["campaign", "辖区"],
        "number": {"pattern": "摊{year}-{district}-{seq:3}", "series": ["year", "district"]},
        "columns": {"摊位数": {"title": "摊位数", "value": "count(摊位)"}, "末日": {"title": "末日", "value": "开始"}}},
    "forms": {
        "main": {"form": "permit", "groups": {
            "申请": ["辖区", "事由", "天数", "开始", "合计", "摊位"], "结果": ["摊位.结果"]}},
        "note": {"form": "note"}},
    "stages": [{"id": "fill", "zh": "填报"}, {"id": "work", "zh": "办理"}, {"id": "done", "zh": "结束"}],
    "initial": "draft",
    "states": {
        "draft": {"zh": "草稿", "en": "Draft", "stage": "fill", "holder": "writer",
                  "rights": {"申请": {"write": ["writer"]}}},
        "review": {"zh": "审核", "en": "Review", "stage": "work", "holder": "chief",
                   "rights": {"申请": {"read": ["writer", "chief"]}}},
        "deal": {"zh": "办理", "en": "Handling", "stage": "work", "holder": "bureau",
                 "rights": {"申请": {"read": ["writer", "chief", "bureau"]}, "结果": {"write": ["bureau"]}}},
        "mend": {"zh": "补正", "en": "Mending", "stage": "work", "holder": "writer",
                 "rights": {"申请": {"write": ["writer"], "read": ["bureau"]}, "结果": {"read": ["bureau"]}}},
        "done": {"zh": "办结", "en": "Done", "stage": "done", "end": "done",
                 "rights": {"*": {"read": ["writer", "chief", "bureau"]}}},
        "gone": {"zh": "撤销", "en": "Gone", "stage": "done", "end": "dropped",
                 "rights": {"申请": {"read": ["writer"]}}}},
    "transitions": {
        "submit": {"zh": "提交", "en": "Submit", "from": ["draft"], "to": "review", "by": ["writer"], "check": "main",
                   "when": "count(摊位) in [1..parameter(\"上限\")]",
                   "else": {"zh": "摊位为 1—{parameter(\"上限\")} 个", "en": "1 to {parameter(\"上限\")} stalls"},
                   "do": [{"effect": "number"}], "basis": "own"},
        "pass": {"zh": "审核通过", "en": "Pass", "from": ["review"], "to": "deal", "by": ["chief"],
                 "not_same_person_as": ["submit"], "needs": ["开始", "摊位.代码"], "basis": "own"},
        "bounce": {"zh": "退回", "en": "Return", "kind": "return", "from": ["review"], "to": "mend", "by": ["chief"],
                   "form": "note", "basis": "own"},
        "ask": {"zh": "退回补正", "en": "Ask", "kind": "return", "from": ["deal"], "to": "mend", "by": ["bureau"],
                "form": "note", "basis": "own"},
        "answer": {"zh": "交回", "en": "Hand back", "from": ["mend"], "to": "@returned_from", "by": ["writer"],
                   "basis": "own"},
        "recall": {"zh": "撤回", "en": "Recall", "kind": "recall", "from": ["review"], "to": "draft", "by": ["writer"],
                   "basis": "own"},
        "close": {"zh": "办结", "en": "Close", "from": ["deal"], "to": "done", "by": ["bureau"],
                  "when": "开始 > date(\"2020-01-01\")", "basis": "own",
                  "do": [{"effect": "register.add", "register": "stalls", "each": "摊位[结果 = \"准\"]", "on": "开始",
                          "key": {"辖区": "辖区", "摊名": "item.摊名"}, "entry": {"天数": "天数"},
                          "rows": {"人员": "item.人员"}}]},
        "drop": {"zh": "撤销", "en": "Drop", "kind": "drop", "from": ["draft", "mend"], "to": "gone", "by": ["writer"],
                 "basis": "own"}},
    "registers": {
        "stalls": {"zh": "摊位名录", "en": "Stalls", "key": ["辖区", "摊名"], "title": "摊名", "district": "辖区",
                   "basis": "own",
                   "fields": {"辖区": {"type": "district"}, "摊名": {"type": "text"}, "天数": {"type": "integer"}},
                   "tables": {"人员": {"fields": {"姓名": {"type": "text"}}}},
                   "read": {"writer": "辖区", "bureau": "*"}}},
    "worklists": {},
}  # fmt: skip

HERE, THERE = "500112", "500103"
DISTRICTS = {
    HERE: Option(HERE, Text(zh="渝北区", en="Yubei"), "渝北"),
    THERE: Option(THERE, Text(zh="渝中区", en="Yuzhong"), "渝中"),
}
ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def bundle(**changes: Any) -> Bundle:
    """The toy procedure; `transitions__submit__when="…"` changes what lies there, None takes it away."""
    data = deepcopy(PROCEDURE)
    for path, value in changes.items():
        *around, last = path.split("__")
        place = data
        for part in around:
            place = place[part]
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    forms = {"permit": load_form(FORM), "note": load_form(NOTE)}
    return Bundle(1, 1, Procedure.model_validate(data), forms, {"results": load_list(LIST)})


@dataclass
class FakeWorld:
    """A world whose answers are attributes."""

    bundle: Bundle = field(default_factory=bundle)
    now_campaign: CampaignFacts | None = CampaignFacts(7, "首批", date(2026, 3, 1), date(2026, 3, 13), "First")
    other: str | None = None
    first: bool = True
    parameters: dict[str, Any] = field(default_factory=lambda: {"上限": 3})
    elsewhere: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    organisation: int | None = 20
    below: Sequence[ChildFacts] = ()
    objections: int = 0
    staff: list[Actor] = field(default_factory=lambda: list(PEOPLE.values()))
    on_list: set[str] = field(default_factory=set)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    known: tuple[Actor, ...] = ()
    steps: Sequence[tuple[Passed, Mapping[str, Any]]] = ()

    @property
    def options(self) -> OptionSource:
        return ListOptions(self.bundle.lists, DISTRICTS, date(2026, 3, 2))

    @property
    def zone(self) -> tzinfo:
        return ZONE

    def person(self, person: int) -> Actor | None:
        return next((p for p in self.staff if p.id == person), None)

    @property
    def calendar(self) -> Calendar:
        return shipped()

    def holders(self, role: str, where: str) -> Sequence[int]:
        return []

    def organisation_for(self, roles: Sequence[str], district: str) -> int | None:
        return self.organisation

    def parameter(self, name: str) -> Any:
        return self.parameters.get(name)

    def listed(self, register: str, key: str) -> bool:
        return key in self.on_list

    def entry(self, register: str, key: str) -> Mapping[str, Any] | None:
        return None

    def held(self, register: str, key: str) -> Mapping[str, Any] | None:
        return self.entries.get(key)

    def people(self) -> Mapping[str, Option]:
        return {str(a.id): Option(str(a.id), Text(zh=a.name), data=_data(a)) for a in self.known}

    def children(self) -> Sequence[ChildFacts]:
        return self.below

    def last(self) -> Mapping[str, Any] | None:
        return None

    def applicant(self, code: str) -> Mapping[str, Any] | None:
        return None

    def declared_elsewhere(self, path: str, values: Sequence[str]) -> Mapping[str, Sequence[Mapping[str, str]]]:
        self.asked.append(path)
        return {v: self.elsewhere[v] for v in values if v in self.elsewhere}

    def first_of_subject(self) -> bool:
        return self.first

    def campaign(self) -> CampaignFacts | None:
        return self.now_campaign

    def unanswered(self) -> int:
        return self.objections

    def steps_of(self, actions: Sequence[str]) -> Sequence[tuple[Passed, Mapping[str, Any]]]:
        return [k for k in self.steps if k[0].action in actions]

    def open_case_like(self) -> str | None:
        return self.other


def _data(who: Actor) -> dict[str, Any]:
    return {"organisation": who.organisation, "active": True, "name": Text(zh=who.name)}


def person(number: int, *roles: str, organisation: int = 20) -> Actor:
    """Somebody with roles: `writer@500112`, or `bureau` for the whole city."""
    held = tuple(Held(r.partition("@")[0], organisation, r.partition("@")[2] or "*") for r in roles)
    tokens = {f"{h.role}@{d}" for h in held for d in ([*DISTRICTS, "*"] if h.district == "*" else [h.district])}
    tokens |= {f"person@{number}", f"organisation@{organisation}"}
    return Actor(number, f"甲{number}", organisation, held, frozenset(tokens))


WRITER, CHIEF, BUREAU = person(1, f"writer@{HERE}"), person(2, f"chief@{HERE}"), person(3, "bureau", organisation=30)
STRANGER, COLLEAGUE = person(4, f"writer@{THERE}", organisation=21), person(5, f"writer@{HERE}")
BOTH = person(6, f"writer@{HERE}", f"chief@{HERE}")
PEOPLE = {
    "writer": WRITER, "chief": CHIEF, "bureau": BUREAU, "stranger": STRANGER, "colleague": COLLEAGUE, "both": BOTH,
}  # fmt: skip

GOOD: dict[str, Any] = {
    "辖区": HERE, "事由": "早市", "天数": 7, "开始": "2026-04-01",
    "摊位": [{"_id": "a", "摊名": "面", "代码": "C1", "结果": "准", "人员": [{"_id": "a1", "姓名": "张三"}]},
             {"_id": "b", "摊名": "粉", "代码": "C2", "结果": "不准"}],
}  # fmt: skip


def case(state: str = "draft", **changes: Any) -> CaseFacts:
    """A case of the toy procedure in a state; anything about it may be changed."""
    plain = CaseFacts(
        id=1, state=state, revision=3, values=GOOD, answers={}, organisation=20, district=HERE, campaign=7,
        number=None if state == "draft" else "摊2026-500112-001",
    )  # fmt: skip
    return replace(plain, **changes)


def action(who: Actor, transition: str, seen: int = 3, **given: Any) -> Action:
    return Action(who, transition, seen, "key", given)
