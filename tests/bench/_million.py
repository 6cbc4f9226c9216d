"""An office with as many cases as one likes, written in SQL: cases, how they stood, their tasks and steps.

On SQLite. Indexes are made when the rows are there, so that a hundred times as many cases take a hundred times as long.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from data import Database, FileStore
from data.queries import visibility
from data.queries.dialect import study
from data.queries.facts import tallies
from data.reference.load import load_districts, read_districts
from data.tables import Campaign, CampaignMember, DefinitionText, Grant, Organisation, Person, Version
from tests.workflows.boards.seed import NOW
from workflows.bundle import Bundle
from workflows.cases import indexing
from workflows.engine.types import CaseFacts
from workflows.office import Office
from workflows.publishing import PROCEDURE, publish, shipped
from workflows.rights import tokens

ENDS = (date(2026, 9, 30), date(2026, 10, 31))
TODAY = date(2026, 11, 20)
STATES = {"draft": "fill", "review": "district", "filed": "city", "mend": "city", "closed": "done", "dropped": "done"}
ROLES = {"draft": "clerk", "review": "head", "filed": "desk", "mend": "clerk"}
"""Who holds a case in which state; the desk in the whole city, the others in their district."""
DISTRICTS = [r["code"] for r in read_districts() if r["kind"] != "city"]
DESK, COLLEAGUE, EXPERT, LEADER, FIRST = 1, 2, 3, 4, 10  # people; from FIRST on a clerk and a head of each district
NEAR = "500229"
CLERK = FIRST + 2 * DISTRICTS.index(NEAR)
# Per mille: drafts 10, reviews 10, filed 20, mended 5, closed 895, dropped 60. Days lie within two years.
CASES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :number),
r AS (SELECT i, (i * 7919) % 1000 s, (i * 104729) % :places d, (i * 15485863) % 729 day,
  (i * 32452843) % 8 + 1 p FROM n),
k AS (SELECT *, CASE WHEN s < 10 THEN 'draft' WHEN s < 20 THEN 'review' WHEN s < 40 THEN 'filed'
  WHEN s < 45 THEN 'mend' WHEN s < 940 THEN 'closed' ELSE 'dropped' END state,
  CASE WHEN s < 45 THEN date('2026-11-20', '-' || (day % 40) || ' days')
  ELSE date('2024-11-01', '+' || day || ' days') END opened FROM r)
INSERT INTO case_file (id, number, procedure, version_id, state, stage, ended, revision, title, title_en, campaign_id,
  organisation_id, district, audience_id, holder, on_behalf, late, due, yellow_on, provisional, moved, suspended,
  columns, opened_at, opened_by, filed_on, changed_at, ended_on)
SELECT i, 'N' || substr('0000000' || i, -8), 'p' || p, p, k.state, a.stage, k.state IN ('closed', 'dropped'), 3,
  '第' || (i % 7) || '批 ' || a.district || ' 申报 ' || i, 'Declaration ' || i, p, 1, a.district, a.audience, a.holder,
  i % 50 = 0, i % 14 = 0, CASE WHEN s < 45 THEN date(opened, '+30 days') END,
  CASE WHEN s < 45 THEN date(opened, '+25 days') END, 0, 0, 0, '{}', opened || 'T01:00:00.000000Z', a.clerk,
  CASE WHEN k.state <> 'draft' THEN date(opened, '+3 days') END,
  CASE WHEN s < 45 THEN min(date(opened, '+5 days'), '2026-11-20') ELSE date(opened, '+20 days') END
    || 'T01:' || substr('0' || (i % 60), -2) || '\\:00.000000Z',
  CASE WHEN s >= 45 THEN date(opened, '+20 days') END
FROM k JOIN place a ON a.n = d AND a.state = k.state
"""
# Every case was a draft for three days; those that ended lay with the bureau in between.
SPAN = """
INSERT INTO case_span (case_id, since, until, since_on, until_on, opened, procedure, version_id, state, stage, ended,
  number, campaign_id, organisation_id, district, audience_id, holder, on_behalf, late, due, yellow_on, suspended,
  opened_at, filed_on, ended_on, from_state, from_stage, from_holder, counted, pending)
SELECT c.id, {since} || 'T01:00:00.000000Z', {until} || 'T01:00:00.000000Z', {since}, {until}, {opened}, c.procedure,
  c.version_id, {state}, a.stage, {ended}, c.number, c.campaign_id, 1, c.district, a.audience, a.holder, c.on_behalf,
  c.late, c.due, c.yellow_on, 0, c.opened_at, c.filed_on, c.ended_on, {before}, NULL, NULL, 1, 0
FROM case_file c JOIN place a ON a.district = c.district AND a.state = {state} WHERE {where}
"""
OPENED, FILED, ENDED = "substr(c.opened_at, 1, 10)", "date(substr(c.opened_at, 1, 10), '+3 days')", "c.ended_on"
SPANS = (
    {"since": OPENED, "until": FILED, "opened": 1, "state": "'draft'", "ended": 0, "before": "NULL",
     "where": "c.state <> 'draft'"},
    {"since": OPENED, "until": "NULL", "opened": 1, "state": "'draft'", "ended": 0, "before": "NULL",
     "where": "c.state = 'draft'"},
    {"since": FILED, "until": ENDED, "opened": 0, "state": "'filed'", "ended": 0, "before": "'draft'",
     "where": "c.ended"},
    {"since": ENDED, "until": "NULL", "opened": 0, "state": "c.state", "ended": 1, "before": "'filed'",
     "where": "c.ended"},
    {"since": FILED, "until": "NULL", "opened": 0, "state": "c.state", "ended": 0, "before": "'draft'",
     "where": "NOT c.ended AND c.state <> 'draft'"},
)  # fmt: skip
# What is to do, and what the bureau has done; an expert is asked beside the bureau now and then.
TASK = """
INSERT INTO task (case_id, round, case_state, visit, row, who, role, token, person_id, state, position, relation,
  inputs, kept, opened_at, done_at, done_by, note)
SELECT c.id, '', {state}, 1, '', -1, {role}, {token}, NULL, {done}, 0, {relation}, '', 0, c.changed_at, {at}, {by}, ''
FROM case_file c JOIN place a ON a.district = c.district AND a.state = {state} WHERE {where}
"""
OPEN = {"state": "c.state", "role": "a.role", "token": "a.holder", "done": "'open'", "relation": "''", "at": "NULL",
        "by": "NULL", "where": "NOT c.ended"}  # fmt: skip
TASKS = (
    OPEN,
    {**OPEN, "token": f"'person@{EXPERT}'", "relation": "'beside'", "where": "c.state = 'filed' AND c.id % 3 = 0"},
    {**OPEN, "state": "'filed'", "done": "'done'", "at": "c.changed_at", "by": f"{DESK} + c.id % 2",
     "where": "c.ended"},
)  # fmt: skip
STEP = """
INSERT INTO history (case_id, step, at, actor_id, role, action, from_state, to_state, commitment, previous, hash)
SELECT c.id, {step}, {at}, {actor}, 'r', {action}, {before}, {after}, '', '', 'x'
FROM case_file c JOIN place a ON a.district = c.district AND a.state = 'draft' WHERE {where} ORDER BY c.id
"""
STEPS = (
    {"step": "1", "at": "c.opened_at", "actor": "a.clerk", "action": "'start'", "before": "NULL", "after": "'draft'",
     "where": "true"},
    {"step": "2", "at": "c.opened_at", "actor": f"{DESK} + c.id / 2 % 2", "action": "'accept'", "before": "'draft'",
     "after": "'filed'", "where": "c.ended OR c.state = 'mend'"},
    {"step": "4", "at": "c.changed_at", "action": "'submit'", "before": "'draft'", "after": "c.state",
     "actor": f"CASE WHEN c.ended THEN {DESK} + c.id % 2 ELSE a.clerk + 1 END", "where": "true"},
)  # fmt: skip


def fill(db: Database, number: int) -> None:
    """The office and that many cases with their spans, tasks and steps; tallies of now and of two months' ends."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = _published(Office(db, FileStore(folder)))
    with db.write() as s:
        _people(s)
        columns = "n, state, district, stage, audience, holder, role, clerk"
        s.execute(text(f"CREATE TABLE place ({columns})"))
        named = ", ".join(f":{c}" for c in columns.split(", "))
        s.execute(text(f"INSERT INTO place VALUES ({named})"), list(_places(s, bundle)))
    with db.write() as s:
        indexes = _without_indexes(s)
        _written(s, number)
        for each in indexes:
            s.execute(text(each.replace(":", "\\:")))
    with db.write() as s:
        study(s)
        tallies.rebuild(s, ENDS)
        for day in tallies.worth(s, TODAY - timedelta(1)):
            if day >= TODAY - tallies.DAYS:
                tallies.close(s, day)


def _published(office: Office) -> Bundle:
    """The shipped procedure that districts declare by, eight times under names of its own."""
    texts = shipped()["region_declaration"]
    declared = json.loads(texts[PROCEDURE])
    made = publish(office, {**texts, PROCEDURE: _named(declared, 1)}, "", None, NOW)
    assert made, made.findings
    with office.db.write() as s:
        parts = s.get_one(Version, made.versions[0].version_id).parts
        for i in range(2, 9):
            key = f"procedure of p{i}"
            s.add(DefinitionText(hash=key, body=_named(declared, i)))
            own = {**parts, PROCEDURE: key}
            s.add(Version(id=i, procedure=f"p{i}", number=1, title=f"事项{i}", parts=own, published_at=NOW))
        return office.bundle(s, 1)


def _named(declared: Mapping[str, Any], i: int) -> str:
    return json.dumps({**declared, "id": f"p{i}"}, ensure_ascii=False)


def _people(session: Session) -> None:
    load_districts(session)
    session.add(Organisation(id=1, name="市局", district="500000"))
    session.flush()
    held = {DESK: ("desk", "500000"), COLLEAGUE: ("desk", "500000"), EXPERT: ("", ""), LEADER: ("leader", "500000")}
    for n, code in enumerate(DISTRICTS):
        held |= {FIRST + 2 * n: ("clerk", code), FIRST + 2 * n + 1: ("head", code)}
    session.add_all(Person(id=i, login=str(i), name=f"人{i}", organisation_id=1, created_at=NOW) for i in held)
    session.flush()
    session.add_all(
        Grant(person_id=i, role=role, organisation_id=1, district=code, valid_from=date(2020, 1, 1))
        for i, (role, code) in held.items() if role
    )
    for i in range(1, 9):
        session.add(Campaign(id=i, procedure=f"p{i}", title=f"批次{i}", opens=TODAY, closes=TODAY))
    session.flush()
    session.add_all(CampaignMember(campaign_id=i, district=d) for i in range(1, 9) for d in DISTRICTS)


def _places(session: Session, bundle: Bundle) -> Iterator[dict[str, Any]]:
    for state, stage in STATES.items():
        for n, code in enumerate(DISTRICTS):
            facts = CaseFacts(None, state, 1, {}, {}, 1, code, campaign=1)
            role, audience = ROLES.get(state), indexing.with_columns(bundle, tokens(bundle, facts))
            asked = {f"person@{EXPERT}"} if state == "filed" else set()
            yield {
                "n": n, "state": state, "district": code, "stage": stage, "role": role, "clerk": FIRST + 2 * n,
                "audience": visibility.audience(session, {g: {*held, *asked} for g, held in audience.items()}),
                "holder": role and f"{role}@{'*' if role == 'desk' else code}",
            }  # fmt: skip


def _without_indexes(session: Session) -> list[str]:
    """Takes the indexes of the large tables away, and says how to make them again."""
    kept = session.execute(text(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
        "AND tbl_name IN ('case_file', 'case_span', 'task', 'history')"
    )).all()  # fmt: skip
    for name, _ in kept:
        session.execute(text(f"DROP INDEX {name}"))
    return [sql for _, sql in kept]


def _written(session: Session, number: int) -> None:
    session.execute(text(CASES), {"number": number, "places": len(DISTRICTS)})
    for pattern, pieces in ((SPAN, SPANS), (TASK, TASKS), (STEP, STEPS)):
        for each in pieces:
            session.execute(text(pattern.format(**each)))
