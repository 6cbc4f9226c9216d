"""A licence that puts shops into a register, a change and a removal of them as children, a shared register of warnings.

With an office that works with them: for tests of registers and children.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from data.reference.load import load_districts
from data.tables import Entry, Grant, Organisation, Person
from forms.diff import edits_between
from tests.seeds import begun
from workflows.bundle import Bundle, bundle_of
from workflows.cases.act import act
from workflows.cases.drafts import Saved, Sheet, open_draft, save
from workflows.cases.once import Done
from workflows.cases.start import start
from workflows.cases.view import CaseView, view
from workflows.children.service import open_child
from workflows.engine.types import Action, Actor, Refusal
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.publishing import Publication, publish

HERE, THERE, CITY = "500103", "500106", "500000"
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LICENCE, CHANGE = "licence", "shop_change"
Texts = dict[str, Any]


def _field(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "title": {"zh": key, "en": key}, **more}


CARDS = _field("证照", "table", fields=[_field("证号", find=True)])
STAFF = _field("人员", "table", row_title="姓名", fields=[_field("姓名", find=True), CARDS])
FORM: Texts = {
    "format": 1, "kind": "form", "id": "shops", "title": {"zh": "店铺", "en": "Shops"},
    "pages": [{"id": "p", "title": "页", "fields": [
        _field("辖区", "district"), _field("说明"), _field("生效", "date"), _field("要做", "choice", options="todos"),
        _field("店铺", "table", row_title="店名", fields=[
            _field("店名"), _field("面积", "integer"),
            _field("员", "table", fields=[_field("姓名", find=True)])]), ]}],
}  # fmt: skip
CHANGE_FORM: Texts = {
    "format": 1, "kind": "form", "id": "shop_change", "title": {"zh": "变更", "en": "Change"},
    "pages": [{"id": "p", "title": "页", "fields": [
        _field("辖区", "district"), _field("店名"), _field("面积", "integer"), _field("生效", "date"),
        _field("移出", "yes_no"), _field("理由"), STAFF]}],
}  # fmt: skip
TODOS: Texts = {"format": 1, "kind": "list", "id": "todos", "title": "要做", "items": [
    {"key": k} for k in ("列入", "变更", "移出", "警示", "核实")]}  # fmt: skip
WARNED: Texts = {
    "format": 1, "kind": "register", "id": "warned", "zh": "警示名单", "en": "Warned", "key": ["店名"], "title": "店名",
    "fields": {"店名": {"type": "text", "find": True}, "次数": {"type": "integer"}}, "read": {"bureau": "*"},
    "basis": "own",
}  # fmt: skip
SHOPS: Texts = {
    "zh": "店铺名录", "en": "Shops", "key": ["辖区", "店名"], "title": "店名", "district": "辖区", "basis": "own",
    "fields": {"辖区": {"type": "district"}, "店名": {"type": "text", "find": True},
               "面积": {"type": "integer", "count": True}, "状态": {"type": "choice", "options": "todos"}},
    "tables": {"人员": {"title": {"zh": "人员", "en": "Staff"}, "key": ["姓名"],
                       "fields": {"姓名": {"type": "text", "find": True}},
                       "tables": {"证照": {"fields": {"证号": {"type": "text", "find": True}}}}}},
    "read": {"writer": "辖区", "bureau": "*"}, "import_by": ["bureau"],
    "lists": {
        "staff": {"title": "人员上报", "per": "人员", "encoding": "gb18030", "when": "entry.面积 >= 15",
                  "columns": {"店": "entry.店名", "姓名": "item.姓名", "区": "entry.辖区.名称", "列入": "entry.since",
                              "证": "string join(item.证照.证号, \";\")"}},
        "plain": {"title": "店铺上报", "format": "xlsx", "columns": {"店": "entry.店名", "=面积": "entry.面积"}}},
}  # fmt: skip
_EACH = {"each": "店铺", "on": "生效"}
_KEY = {"辖区": "辖区", "店名": "item.店名"}
_OUT = "if child.移出 = true then [1] else []"
_STAYS = "if child.移出 = true then [] else [1]"
CHILDREN: Texts = {
    "change": {
        "zh": "变更", "en": "Change", "procedure": CHANGE, "of": "register:shops", "by": ["writer"],
        "one_open_per": "entry", "give": {"店名": "entry.店名", "面积": "entry.面积", "人员": "entry.人员"},
        "on_end": {"approved": [
            {"effect": "register.change", "register": "shops", "each": _STAYS, "entry": "entry", "on": "child.生效",
             "fields": {"面积": "child.面积"}, "rows": {"人员": "child.人员"}, "reason": "child.理由"},
            {"effect": "register.remove", "register": "shops", "each": _OUT, "entry": "entry", "on": "child.生效",
             "reason": "child.理由"}]}},
    "verify": {
        "zh": "核实", "en": "Verify", "procedure": CHANGE, "states": ["work"], "by": ["bureau"],
        "one_open_per": "parent", "give": {"店名": "店铺[1].店名", "面积": "店铺[1].面积"},
        "take": {"说明": "child.理由"},
        "outcomes": ["approved"], "blocks": ["enter"]},
    "inspect": {
        "zh": "检查", "en": "Inspect", "procedure": CHANGE, "by": ["bureau"], "on_parent_end": "end",
        "give": {"店名": "店铺[1].店名"}},
}  # fmt: skip
LICENCE_PROCEDURE: Texts = {
    "format": 1, "kind": "procedure", "id": LICENCE, "title": {"zh": "店铺许可", "en": "Licence"},
    "valid": {"from": "2020-01-01"},
    "roles": {"writer": {"zh": "经办", "en": "Writer", "where": "district(辖区)"},
              "bureau": {"zh": "市局", "en": "Bureau", "where": "city"}},
    "start": {"by": ["writer"]},
    "case": {"subject": "辖区", "title": "辖区.名称 + \"店铺\"",
             "number": {"pattern": "许{year}-{seq:3}", "series": ["year"]}},
    "forms": {"main": {"form": "shops", "groups": {"全部": ["辖区", "说明", "生效", "要做", "店铺"]}}},
    "stages": [{"id": "fill", "zh": "填报"}, {"id": "work", "zh": "办理"}],
    "initial": "draft",
    "states": {
        "draft": {"zh": "草稿", "stage": "fill", "holder": "writer", "rights": {"全部": {"write": ["writer"]}}},
        "work": {"zh": "办理", "stage": "work", "holder": "bureau",
                 "rights": {"全部": {"write": ["bureau"], "read": ["writer"]}}},
        "done": {"zh": "办结", "stage": "work", "end": "done", "rights": {"*": {"read": ["writer", "bureau"]}}}},
    "transitions": {
        "submit": {"zh": "提交", "from": ["draft"], "to": "work", "by": ["writer"], "basis": "own",
                   "do": [{"effect": "number"}]},
        "again": {"zh": "再办", "from": ["work"], "to": "work", "by": ["bureau"], "basis": "own"},
        "enter": {"zh": "列入", "from": ["work"], "to": "done", "by": ["bureau"], "basis": "own", "do": [
            {"effect": "register.add", "register": "shops", **_EACH, "key": _KEY, "entry": {"面积": "item.面积"},
             "rows": {"人员": "for e in item.员 return {姓名: e.姓名, 证照: [{证号: e.姓名 + \"1\"}]}"},
             "reason": "说明"}]},
        "alter": {"zh": "变更", "from": ["work"], "to": "work", "by": ["bureau"], "basis": "own", "do": [
            {"effect": "register.change", "register": "shops", **_EACH, "key": _KEY, "fields": {"面积": "item.面积"},
             "rows": {"人员": "item.员"}, "reason": "说明"}]},
        "expel": {"zh": "移出", "from": ["work"], "to": "work", "by": ["bureau"], "basis": "own", "do": [
            {"effect": "register.remove", "register": "shops", **_EACH, "key": _KEY, "reason": "说明"}]},
        "send": {"zh": "分办", "from": ["work"], "to": "work", "by": ["bureau"], "basis": "own", "do": [
            {"effect": "child", "child": "inspect", "each": "店铺", "give": {"店名": "item.店名"}}]},
        "warn": {"zh": "警示", "from": ["work"], "to": "work", "by": ["bureau"], "basis": "own", "do": [
            {"effect": "register.add", "register": "warned", **_EACH, "key": {"店名": "item.店名"},
             "entry": {"次数": "item.面积"}}]}},
    "registers": {"shops": SHOPS, "warned": {"shared": True}},
    "children": CHILDREN,
}  # fmt: skip
CHANGE_PROCEDURE: Texts = {
    "format": 1, "kind": "procedure", "id": CHANGE, "title": {"zh": "店铺变更", "en": "Change of a shop"},
    "valid": {"from": "2020-01-01"},
    "roles": {"writer": {"zh": "经办", "en": "Writer", "where": "district(辖区)"},
              "bureau": {"zh": "市局", "en": "Bureau", "where": "city"}},
    "start": {"by": []},
    "case": {"subject": "辖区", "title": "店名 + \"变更\"",
             "number": {"pattern": "变{year}-{seq:3}", "series": ["year"]}},
    "forms": {"main": {"form": "shop_change",
                       "groups": {"全部": ["辖区", "店名", "面积", "生效", "移出", "理由", "人员"]}}},
    "stages": [{"id": "fill", "zh": "填报"}, {"id": "work", "zh": "办理"}],
    "initial": "draft",
    "states": {
        "draft": {"zh": "草稿", "stage": "fill", "holder": "writer", "rights": {"全部": {"write": ["writer"]}}},
        "work": {"zh": "办理", "stage": "work", "holder": "bureau",
                 "rights": {"全部": {"write": ["bureau"], "read": ["writer"]}}},
        "approved": {"zh": "同意", "stage": "work", "end": "approved", "rights": {"*": {"read": ["writer", "bureau"]}}},
        "stopped": {"zh": "终止", "stage": "work", "end": "stopped", "rights": {"*": {"read": ["writer", "bureau"]}}}},
    "transitions": {
        "submit": {"zh": "提交", "from": ["draft"], "to": "work", "by": ["writer"], "basis": "own",
                   "do": [{"effect": "number"}]},
        "approve": {"zh": "同意", "from": ["work"], "to": "approved", "by": ["bureau"], "basis": "own"},
        "drop": {"zh": "撤销", "kind": "drop", "from": ["draft", "work"], "to": "stopped", "by": ["writer"],
                 "basis": "own"}},
    "registers": {"warned": {"shared": True}},
    "verbs": {"terminated": "stopped"},
}  # fmt: skip
PEOPLE = {
    "writer": ("writer", HERE), "other": ("writer", THERE), "bureau": ("bureau", CITY), "auditor": ("auditor", CITY),
    "admin": ("admin", CITY),
}  # fmt: skip
_keys = itertools.count(1)


def texts() -> dict[str, Any]:
    """Every text by its part, as data."""
    return {
        f"procedure/{LICENCE}": json.loads(json.dumps(LICENCE_PROCEDURE)),
        f"procedure/{CHANGE}": json.loads(json.dumps(CHANGE_PROCEDURE)),
        "form/shops": FORM, "form/shop_change": CHANGE_FORM, "list/todos": TODOS, "register/warned": WARNED,
    }  # fmt: skip


def written(given: Mapping[str, Any]) -> dict[str, str]:
    return {part: json.dumps(data, ensure_ascii=False) for part, data in given.items()}


def bundle() -> Bundle:
    """The licence."""
    found = texts()
    own = {"procedure": found[f"procedure/{LICENCE}"]}
    return bundle_of(written({**own, **{p: t for p, t in found.items() if not p.startswith("procedure")}}))


@dataclass
class Shops:
    """The office with people by login."""

    office: Office
    people: dict[str, int] = field(default_factory=dict)
    now: datetime = MONDAY

    def actor(self, login: str) -> Actor:
        with self.office.db.read() as session:
            return actor_of(self.office, session, self.people[login], self.now)

    def sheet(self, case: int, who: str) -> Sheet:
        found = open_draft(self.office, self.actor(who), case, self.now)
        assert isinstance(found, Sheet), found
        return found

    def view(self, case: int, who: str = "bureau") -> CaseView:
        found = view(self.office, self.actor(who), case, self.now)
        assert isinstance(found, CaseView), found
        return found

    def fill(self, case: int, who: str, **values: Any) -> None:
        sheet = self.sheet(case, who)
        edits = edits_between(sheet.bundle.form(), sheet.values, {**sheet.values, **values})
        saved = save(self.office, self.actor(who), case, edits, self.now)
        assert isinstance(saved, Saved) and not saved.conflicts, saved

    def act(self, case: int, who: str, transition: str) -> Done | Refusal:
        return act(self.office, case, Action(self.actor(who), transition, -1, f"k{next(_keys)}", {}), self.now)

    def done(self, case: int, who: str, transition: str) -> Done:
        found = self.act(case, who, transition)
        assert isinstance(found, Done), found
        return found

    def start(self, who: str = "writer", subject: str = HERE, procedure: str = LICENCE) -> int | Refusal:
        return start(self.office, self.actor(who), procedure, subject=subject, key=f"k{next(_keys)}", now=self.now)

    def licence(self, *shops: Mapping[str, Any], on: str = "2026-03-02", note: str = "开业") -> int:
        """A case with these shops that lies with the bureau."""
        found = self.start()
        assert isinstance(found, int), found
        self.fill(found, "writer", 生效=on, 说明=note, 店铺=[shop(**s) for s in shops])
        self.done(found, "writer", "submit")
        return found

    def entered(self, *shops: Mapping[str, Any], on: str = "2026-03-02") -> int:
        """A closed case that put these shops into the register."""
        found = self.licence(*shops, on=on)
        self.done(found, "bureau", "enter")
        return found

    def child(
        self, who: str, child: str, case: int | None = None, entry: int | None = None, key: str = ""
    ) -> int | Refusal:
        return open_child(
            self.office, self.actor(who), child, key or f"k{next(_keys)}", self.now, case_id=case, entry_id=entry
        )

    def entry(self, title: str) -> Entry:
        """The newest revision of what is called so."""
        from sqlmodel import col, select

        with self.office.db.read() as session:
            wanted = select(Entry).where(Entry.title == title).order_by(col(Entry.id).desc())
            return session.exec(wanted).first() or Entry()

    def later(self, **span: int) -> None:
        self.now += timedelta(**span)


def shop(店名: str, 面积: int = 10, 员: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"_id": 店名, "店名": 店名, "面积": 面积, "员": [{"_id": f"{店名}-{n}", "姓名": n} for n in 员]}


def shops(office: Office, change: Callable[[dict[str, Any]], None] | None = None) -> Shops:
    """Fills an empty office; `change` may alter the texts before publishing."""
    given = texts()
    if change is not None:
        change(given)
    wanted = written(given)
    people = begun(office.db, ("shops", *wanted.items()), lambda: _filled(office, wanted))
    return Shops(office, dict(people))


def _filled(office: Office, wanted: dict[str, str]) -> dict[str, int]:
    """Its people by login."""
    people: dict[str, int] = {}
    published: Publication = publish(office, wanted, "", None, MONDAY)
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
            session.add(Grant(person_id=person.id or 0, role=role, organisation_id=own, district=district,
                              valid_from=date(2020, 1, 1)))  # fmt: skip
    return people
