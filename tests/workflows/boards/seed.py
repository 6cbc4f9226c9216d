"""A small office with cases and register entries written straight into the tables, with the rights they would have."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from data.queries import visibility
from data.queries.facts import spans
from data.reference.load import load_districts
from data.tables import Campaign, CampaignMember, Case, Entry, EntryRow, EntryValue, Organisation, Person
from tests.seeds import begun
from workflows.bundle import Bundle
from workflows.cases import indexing
from workflows.engine.types import Actor, CaseFacts, Held
from workflows.office import Office
from workflows.people.actors import tokens
from workflows.publishing import load_folder
from workflows.rights import entry_tokens, holder_token
from workflows.rights import tokens as case_tokens
from workflows.search import of_entries

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PROCEDURE, REGISTER = "region_declaration", "sandbox_regions"
YUZHONG, JIANGBEI, WANZHOU = "500103", "500105", "500101"
LIANGJIANG = "500157"
MEMBERS = (YUZHONG, WANZHOU, "500102", "5001A1", "500106", "500107", "500108")


def found(office: Office) -> Bundle:
    """Districts, definitions, one organisation, one person and an open campaign; gives the procedure."""
    begun(office.db, "found", lambda: _found(office))
    with office.db.read() as session:
        bundle = office.newest(session, PROCEDURE)
        assert bundle is not None
        return bundle


def _found(office: Office) -> None:
    load_folder(office, NOW)
    with office.db.write() as session:
        load_districts(session)
        session.add(Organisation(id=1, name="市局", district="500000"))
        session.flush()
        session.add(Person(id=1, login="a", name="甲", organisation_id=1, created_at=NOW))
        session.add(
            Campaign(id=1, procedure=PROCEDURE, title="第四批", opens=date(2026, 10, 1), closes=date(2026, 11, 11))
        )
        session.flush()
        session.add_all(CampaignMember(campaign_id=1, district=d) for d in MEMBERS)


def somebody(office: Office, role: str, where: str = "*") -> Actor:
    """A person with one role."""
    from sqlmodel import select

    from data.tables import District

    held = (Held(role, 1, where),)
    with office.db.read() as session:
        return Actor(1, "甲", 1, held, tokens(held, list(session.exec(select(District)))))


def case(session: Session, bundle: Bundle, state: str, district: str = YUZHONG, **given: Any) -> Case:
    """A case in a state, visible to whom the definition lets see it; `columns` are its computed columns."""
    campaign = given.pop("campaign", 1)
    facts = CaseFacts(None, state, 1, {}, {}, 1, district, campaign=campaign)
    declared = bundle.procedure.states[state]
    usual = {
        "procedure": PROCEDURE, "version_id": bundle.version_id, "state": state, "stage": declared.stage,
        "ended": declared.end is not None, "title": f"{district} 申报", "organisation_id": 1, "district": district,
        "opened_at": NOW, "opened_by": 1, "changed_at": NOW, "campaign_id": campaign,
        "holder": holder_token(bundle, facts),
        "audience_id": visibility.audience(session, indexing.with_columns(bundle, case_tokens(bundle, facts))),
    }  # fmt: skip
    made = Case(**(usual | given))
    spans.at(session, made.opened_at)
    session.add(made)
    session.flush()
    indexing.write_columns(session, made.id or 0, made.columns)
    return made


def entry(
    session: Session, bundle: Bundle, name: str, kind: str | None, since: date, until: date | None = None,
    district: str = YUZHONG, rows: int = 0, case_id: int | None = None,
) -> Entry:  # fmt: skip
    """An entry of the register with so many rows."""
    register = bundle.procedure.registers[REGISTER]
    body = {"区县": district, "申报名称": name, "所属类型": kind, "注册登记地址": "路 1 号"}
    made = Entry(
        register_id=REGISTER, key=f'["{district}","{name}"]', title=name, district=district, body=body, since=since,
        until=until, version_id=bundle.version_id or 0, added_at=NOW, case_id=case_id,
        audience_id=visibility.audience(session, {"entry": entry_tokens(bundle.procedure, register, body)}),
    )  # fmt: skip
    session.add(made)
    session.flush()
    assert made.id is not None
    for field in ("区县", "申报名称", "所属类型"):
        if body[field]:
            session.add(EntryValue(entry_id=made.id, field=field, text=body[field]))
    for n in range(1, rows + 1):
        code = f"91500{made.id:04}{n:09}"
        session.add(
            EntryRow(
                entry_id=made.id, table="经营主体", key=code, position=n,
                body={"名称": f"{name}第 {n} 户", "统一社会信用代码": code},
            )
        )  # fmt: skip
        session.add(EntryValue(entry_id=made.id, field="经营主体.统一社会信用代码", row=code, text=code))
    of_entries.added(session, bundle, [made.id])
    return made


COLUMNS = {"区域数": 2, "经营主体数": 30}


def stock(office: Office) -> Office:
    """Cases in every state, entries that came, went, and were continued."""
    begun(office.db, "stock", lambda: _stock(office))
    return office


def _stock(office: Office) -> None:
    bundle = found(office)
    with office.db.write() as s:
        for i, state in enumerate(bundle.procedure.states):
            district = (YUZHONG, WANZHOU, "500102", "5001A1")[i % 4]
            case(s, bundle, state, district, columns=COLUMNS, late=i % 3 == 0, filed_on=TODAY)
        case(s, bundle, "draft", "500106", columns=COLUMNS)
        case(s, bundle, "review", "500107", columns=COLUMNS)
        case(s, bundle, "filed", JIANGBEI, columns={"区域数": 1, "经营主体数": 7})
        entry(s, bundle, "甲园", "园区", date(2025, 3, 1), rows=3)
        entry(s, bundle, "乙园", "园区", date(2026, 1, 5), date(2026, 11, 3), rows=2)
        entry(s, bundle, "丙园", "孵化园", date(2026, 11, 2), district=WANZHOU, rows=4)
        entry(s, bundle, "丁园", None, date(2026, 2, 2), district=JIANGBEI)
        # continued: out and in again on one day
        entry(s, bundle, "戊园", "其他", date(2026, 1, 5), date(2026, 11, 5), district=WANZHOU, rows=1)
        entry(s, bundle, "戊园", "其他", date(2026, 11, 5), district=WANZHOU, rows=1)
