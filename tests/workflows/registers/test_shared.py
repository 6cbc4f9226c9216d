"""Registers that several procedures use: one file, one owner, published with every version by its hash."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import col, select

from data.tables import Version
from tests.workflows.shops import CHANGE, LICENCE, MONDAY, SHOPS, WARNED, shops, texts, written
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.publishing import publish
from workflows.registers.listing import find
from workflows.registers.query import Query


def codes(office: Office, given: dict[str, Any]) -> set[str]:
    return {f.finding.code for f in publish(office, written(given), "", None, MONDAY).findings if f.blocks}


def test_every_version_that_uses_it_holds_it_by_its_hash(office: Office) -> None:
    shops(office)
    changed = {"register/warned": {**WARNED, "zh": "警示的店"}}
    again = publish(office, written(changed), "改名", None, MONDAY)
    assert [(v.procedure, v.number) for v in again.versions] == [(LICENCE, 2), (CHANGE, 2)]
    with office.db.read() as s:
        parts = [v.parts["register/warned"] for v in s.exec(select(Version).order_by(col(Version.id)))]
        assert len(set(parts[:2])) == len(set(parts[2:])) == 1 and parts[0] != parts[2]
        bundle = office.newest(s, CHANGE)
        assert bundle and bundle.procedure.registers["warned"].zh == "警示的店"


def test_who_reads_it_reads_it_whichever_procedure_wrote(office: Office) -> None:
    street = shops(office)
    case = street.licence({"店名": "面馆", "面积": 3})
    street.done(case, "bureau", "warn")
    page = find(office, street.actor("bureau"), Query("warned"), street.now)
    assert page and [line.title for line in page.lines] == ["面馆"]
    assert find(office, street.actor("writer"), Query("warned"), street.now) is None


def test_other_procedures_ask_whether_somebody_is_listed(office: Office) -> None:
    def change(given: dict[str, Any]) -> None:
        licence = given[f"procedure/{LICENCE}"]
        licence["transitions"]["again"]["when"] = 'not(listed("warned", 店铺[1].店名, 生效))'

    street = shops(office, change)
    case = street.licence({"店名": "面馆", "面积": 3}, on="2026-04-01")
    street.done(case, "bureau", "again")
    street.done(case, "bureau", "warn")
    assert isinstance(street.act(case, "bureau", "again"), Refusal)  # listed from its day on
    street.fill(case, "bureau", 生效="2026-03-31")
    street.done(case, "bureau", "again")


def test_two_procedures_cannot_declare_the_same_register(office: Office) -> None:
    shops(office)
    own = texts()[f"procedure/{CHANGE}"]
    own["registers"]["shops"] = SHOPS
    assert codes(office, {f"procedure/{CHANGE}": own}) == {"register_twice"}
    own["registers"] = {"warned": {k: v for k, v in WARNED.items() if k not in ("format", "kind", "id")}}
    assert codes(office, {f"procedure/{CHANGE}": own}) == {"register_twice"}


def test_what_is_shared_has_to_be_there_and_sound(office: Office) -> None:
    given = texts()
    missing = {p: t for p, t in given.items() if p != "register/warned"}
    assert codes(office, missing) == {"shared_missing"}
    assert codes(office, {**given, "register/warned": {**WARNED, "title": "没有"}}) == {"unknown"}
    assert codes(office, {**given, "register/warned": {**WARNED, "kee": 1}}) == {"unknown_key_near"}
    more = json.loads(json.dumps(given[f"procedure/{LICENCE}"]))
    more["registers"]["warned"]["zh"] = "名"
    assert codes(office, {**given, f"procedure/{LICENCE}": more}) == {"unknown_key"}
