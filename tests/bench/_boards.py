"""An office with as many cases of the shipped procedures as one likes, written in SQL, with all that befell them.

Every case goes along one of some ways; where the way is not over by today it is open. On SQLite. Indexes are made when
the rows are there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from data.queries import visibility
from data.queries.dialect import study
from data.queries.facts import tallies, trails
from data.reference.load import read_districts
from data.tables import Campaign, CampaignMember, Entry, EntryRow, EntryValue, Organisation, Person
from tests.workflows.boards import seed
from workflows.boards.spans import ends
from workflows.bundle import Bundle
from workflows.cases import indexing
from workflows.clocks.table import calendar_of
from workflows.engine.types import CaseFacts
from workflows.facts import nightly, working
from workflows.office import Office
from workflows.rights import entry_tokens, holder_token
from workflows.rights import tokens as case_tokens

CAMPAIGNS, ENTRIES, ROWS, DAYS = 40, 1_000, 10, 690
LONG_AGO = date(2025, 12, 17)
DISTRICTS = [r["code"] for r in read_districts() if r["kind"] != "city" and r["valid_until"] is None]
APPROVAL = "sandbox_approval"
Way = tuple[int, str]
"""How many in a hundred go it; its steps as `day action state`, apart by commas."""
WAYS: dict[str, Sequence[Way]] = {
    seed.PROCEDURE: (
        (62, "0 start draft,3 submit review,6 endorse filed,9 accept joint,20 conclude closed"),
        (15, "0 start draft,3 submit review,5 bounce draft,8 submit review,10 endorse filed,14 accept joint,"
             "26 conclude closed"),
        (12, "0 start draft,2 submit review,4 endorse filed,9 ask mend,15 answer filed,18 accept joint,"
             "41 conclude closed"),
        (6, "0 start draft,4 drop dropped"),
        (5, "0 start draft,2 submit review,5 endorse filed,8 ask mend,13 withdraw withdrawn"),
    ),
    APPROVAL: (
        (40, "0 start draft,4 submit filed,6 accept compliance,16 reviewed entry,19 not_enter refused"),
        (20, "0 start draft,4 submit filed,6 accept compliance,16 reviewed entry,18 enter plan,"
             "25 submit_plan plan_filed,27 call_plan plan_review,33 plan_reviewed plan_decide,36 approve_plan pilot,"
             "50 apply_exit exit_filed,53 accept_exit exit_review,60 exit_reviewed exit_decide,63 admit admitted"),
        (20, "0 start draft,5 submit filed,8 ask mend,12 answer filed,15 reject refused"),
        (10, "0 start draft,4 submit filed,9 enter_directly plan,20 file_plan pilot,40 order_stop winding,"
             "49 settled winding_check,55 close_stop terminated"),
        (10, "0 start draft,6 drop dropped"),
    ),
}  # fmt: skip
ROUNDS = {"joint": ("joint", "desk")} | {r: (r, "approval") for r in ("compliance", "plan_review", "exit_review")}
"""States with a round, its key, and in which role it is answered."""
# A case opens on one of so many days, goes a way chosen by its number, and stands at the last step that is over.
CASE = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :number),
r AS (SELECT i, date('{today}', '-' || (i * 15485863 % {days}) || ' days') opened, (i * 104729) % :places d,
  (i * 7919) % 200 w FROM n)
INSERT INTO made SELECT i, opened, d, h.way, h.procedure, (SELECT max(l.step) FROM leg l WHERE l.way = h.way
  AND date(r.opened, '+' || l.day || ' days') <= '{today}') FROM r JOIN chosen h ON h.w = r.w
"""
FILED = """(SELECT date(m.opened, '+' || l.day || ' days') FROM leg l WHERE l.way = m.way AND l.action = 'submit'
  AND l.step <= {step} ORDER BY l.step LIMIT 1)"""
FACTS = """p.procedure, p.version, p.state, p.stage, p.ended,
  CASE WHEN {filed} IS NOT NULL THEN 'N' || substr('0000000' || m.i, -8) END, m.i % :campaigns + 1, 1, p.district,
  p.audience, p.holder, m.i % 50 = 0, m.i % 10 = 0, date(m.opened, '+30 days'), date(m.opened, '+25 days'), 0,
  m.opened || 'T01:00:00.000000Z', {filed}, CASE WHEN p.ended THEN date(m.opened, '+' || k.day || ' days') END,
  (SELECT t.trail FROM trodden t WHERE t.way = m.way AND t.step = k.step),
  k.step"""
NAMES = """procedure, version_id, state, stage, ended, number, campaign_id, organisation_id, district, audience_id,
  holder, on_behalf, late, due, yellow_on, suspended, opened_at, filed_on, ended_on, trail_id, steps"""
JOINED = """FROM made m JOIN leg k ON k.way = m.way JOIN place p ON p.procedure = m.procedure AND p.state = k.state
  AND p.n = m.d"""
DAY, NEXT = "date(m.opened, '+' || k.day || ' days')", "date(m.opened, '+' || o.day || ' days')"
FILL = (
    f"""INSERT INTO case_file (id, {NAMES}, revision, title, title_en, provisional, moved, columns, opened_by,
    changed_at) SELECT m.i, {FACTS.format(filed=FILED.format(step="m.step"))}, 3,
    p.district || ' 申报 ' || m.i, '', 0, 0, '{{}}', 1,
    {DAY} || 'T01:' || substr('0' || (m.i % 60), -2) || '\\:00.000000Z' {JOINED} WHERE k.step = m.step""",
    f"""INSERT INTO case_span (case_id, {NAMES}, since, until, since_on, until_on, opened, from_state, from_stage,
    from_holder, counted, pending, stage_since, from_since)
    SELECT m.i, {FACTS.format(filed=FILED.format(step="k.step"))}, {DAY} || 'T01:00:00.000000Z',
    {NEXT} || 'T01:00:00.000000Z', {DAY}, {NEXT}, k.step = 1, b.state, q.stage, NULL, 1, 0,
    date(m.opened, '+' || k.stayed || ' days'), date(m.opened, '+' || b.stayed || ' days') {JOINED}
    LEFT JOIN leg o ON o.way = k.way AND o.step = k.step + 1 AND k.step < m.step
    LEFT JOIN leg b ON b.way = k.way AND b.step = k.step - 1
    LEFT JOIN place q ON q.procedure = m.procedure AND q.state = b.state AND q.n = m.d
    WHERE k.step <= m.step ORDER BY m.i, k.step""",
    """UPDATE case_span SET overran = 1 WHERE id IN (SELECT s.id FROM (SELECT id, max(NOT ended AND NOT suspended
    AND filed_on IS NOT NULL AND due IS NOT NULL AND due < until_on) OVER (PARTITION BY case_id ORDER BY id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) missed FROM case_span) s WHERE s.missed)""",
    f"""INSERT INTO history (case_id, step, at, actor_id, role, action, from_state, to_state, commitment, previous,
    hash) SELECT m.i, k.step, {DAY} || 'T01:00:00.000000Z', m.i % 5 + 1, 'r', k.action, b.state, k.state, '', '', 'x'
    {JOINED} LEFT JOIN leg b ON b.way = k.way AND b.step = k.step - 1 WHERE k.step <= m.step ORDER BY m.i, k.step""",
    f"""INSERT INTO task (case_id, round, case_state, visit, row, who, role, token, state, position, relation, inputs,
    kept, opened_at, done_at, done_by, note)
    SELECT m.i, g.round, k.state, 1, '', g.who, g.role, g.role || '@*', 'done', 0, '', '', 0,
    {DAY} || 'T01:00:00.000000Z', date({DAY}, '+' || ((m.i + g.who) % 6 + 1) || ' days') || 'T01:00:00.000000Z',
    (m.i + g.who) % 5 + 1, '' {JOINED} JOIN asked g ON g.state = k.state WHERE k.step < m.step ORDER BY m.i""",
    """INSERT INTO task_span (case_id, task_id, round, role, state, done_by, begun_on, done_on, since_on)
    SELECT case_id, id, round, role, case_state, done_by, date(opened_at, '+8 hours'), date(done_at, '+8 hours'),
    date(done_at, '+8 hours') FROM task WHERE state = 'done' ORDER BY id""",
    """INSERT INTO step_value (history_id, case_id, field, text)
    SELECT h.id, h.case_id, '退回原因', 'r' || h.case_id % 5 FROM history h
    WHERE h.action IN ('ask', 'bounce') AND h.case_id % 4""",
    """INSERT INTO case_value (case_id, "group", field, row, number) SELECT m.i, v.field, v.field, '',
    m.i * 7 % v.most + 1 FROM made m JOIN number v ON v.procedure = m.procedure ORDER BY m.i""",
    """INSERT INTO case_value (case_id, "group", field, row, text) SELECT m.i, v."group", v.field, '', v.text
    FROM made m JOIN choice v ON v.procedure = m.procedure AND v.n = m.i % v.of ORDER BY m.i""",
    """INSERT INTO value_span (case_id, "group", field, row, text, number, since_on)
    SELECT v.case_id, v."group", v.field, v.row, v.text, v.number, m.opened FROM case_value v JOIN made m
    ON m.i = v.case_id""",
)  # fmt: skip
LARGE = ("case_file", "case_span", "history", "step_value", "task", "task_span", "case_value", "value_span")


@dataclass(frozen=True)
class Ground:
    """What the cases lie on."""

    office: Office
    bundles: dict[str, Bundle]


def fill(office: Office, number: int) -> None:
    """The office with districts, people, campaigns, entries and that many cases; tallies of now and of months' ends."""
    seed.found(office)
    with office.db.write() as s:
        bundles = {p: office.newest(s, p) for p in WAYS}
        ground = Ground(office, {p: b for p, b in bundles.items() if b is not None})
        _people(s)
        _entries(s, ground.bundles[seed.PROCEDURE], random.Random(1))
        _tables(s, ground)
    with office.db.write() as s:
        kept = _without_indexes(s)
        s.execute(text(CASE.format(today=seed.TODAY, days=DAYS)), {"number": number, "places": len(DISTRICTS)})
        for each in FILL:
            s.execute(text(each), {"campaigns": CAMPAIGNS} if ":campaigns" in each else {})
        for each in kept:
            s.execute(text(each.replace(":", "\\:")))
    with office.db.write() as s:
        study(s)
        working.keep(s, calendar_of(office, s))
        tallies.rebuild(s, ends(seed.TODAY, nightly.MONTHS + 1)[:-1])
    for day in far_apart(office):
        with office.db.write() as s:
            tallies.close(s, day)


def far_apart(office: Office) -> list[date]:
    """Days of the month long ago that is looked at, as the nights of then would have left them."""
    with office.db.read() as s:
        days = tallies.worth(s, LONG_AGO, tallies.FAR)
        return [day for day in days if day >= LONG_AGO.replace(day=1)]


def _people(session: Session) -> None:
    for i in range(2, 6):
        session.add(Organisation(id=i, name=f"第 {i} 单位", district="500000"))
    session.flush()
    for i in range(2, 6):
        session.add(Person(id=i, login=f"p{i}", name=f"人{i}", organisation_id=i, created_at=seed.NOW))
    for i in range(2, CAMPAIGNS + 1):
        opens = date(2026, 10, 1) - timedelta(days=30 * i)
        closes = opens + timedelta(30)
        session.add(Campaign(id=i, procedure=seed.PROCEDURE, title=f"第 {i} 批", opens=opens, closes=closes))
    session.flush()
    session.add_all(CampaignMember(campaign_id=i, district=d) for i in range(2, CAMPAIGNS + 1) for d in DISTRICTS)


def _tables(session: Session, ground: Ground) -> None:
    """Ways, places and values, joined while cases are written."""
    made = {
        "made": "i INTEGER PRIMARY KEY, opened, d, way, procedure, step", "chosen": "w PRIMARY KEY, way, procedure",
        "leg": "way, step, day INTEGER, action, state, stayed, PRIMARY KEY (way, step)",
        "place": "procedure, state, n, version, stage, ended, district, audience, holder, "
                 "PRIMARY KEY (procedure, state, n)",
        "trodden": "way, step, trail, PRIMARY KEY (way, step)",
        "asked": "state, round, who INTEGER, role", "number": "procedure, field, most",
        "choice": 'procedure, "group", field, n, of, text',
    }  # fmt: skip
    for name, columns in made.items():
        session.execute(text(f"CREATE TABLE {name} ({columns})"))
    _write(session, "chosen", 3, _chosen())
    _write(session, "leg", 6, _stayed(ground))
    _write(session, "trodden", 3, _trodden(session))
    _write(session, "place", 9, _places(session, ground))
    _write(session, "asked", 4, ((s, r, n, role) for s, (r, role) in ROUNDS.items() for n in range(3)))
    _write(session, "number", 3, [(seed.PROCEDURE, "case.区域数", 4), (seed.PROCEDURE, "case.经营主体数", 300)])
    _write(session, "choice", 6, _choices(ground.bundles[APPROVAL]))


def _write(session: Session, name: str, width: int, rows: Any) -> None:
    places = ", ".join(f":v{n}" for n in range(width))
    made = [{f"v{n}": v for n, v in enumerate(row)} for row in rows]
    session.execute(text(f"INSERT INTO {name} VALUES ({places})"), made)


def _chosen() -> Iterator[tuple[Any, ...]]:
    at = 0
    for procedure, ways in WAYS.items():
        for n, (share, _) in enumerate(ways):
            yield from ((at + i, f"{procedure}/{n}", procedure) for i in range(share))
            at += share


def _legs() -> Iterator[tuple[Any, ...]]:
    for procedure, ways in WAYS.items():
        for n, (_, steps) in enumerate(ways):
            for number, leg in enumerate(steps.split(","), 1):
                day, action, state = leg.split()
                yield f"{procedure}/{n}", number, int(day), action, state


def _stayed(ground: Ground) -> Iterator[tuple[Any, ...]]:
    """Each step with the day on which its stage was come to."""
    before, since = ("", ""), 0
    for way, step, day, action, state in _legs():
        stage = ground.bundles[way.partition("/")[0]].procedure.states[state].stage
        since = since if before == (way, stage) else day
        before = (way, stage)
        yield way, step, day, action, state, since


def _trodden(session: Session) -> Iterator[tuple[Any, ...]]:
    """What had befallen whoever is so far along a way."""
    marks: dict[str, trails.Marks] = {}
    for way, step, _, action, state in _legs():
        marks[way] = marks.get(way, frozenset()) | trails.of_step(action, state)
        yield way, step, trails.trail(session, marks[way])


def _places(session: Session, ground: Ground) -> Iterator[tuple[Any, ...]]:
    for procedure, bundle in ground.bundles.items():
        for state, declared in bundle.procedure.states.items():
            for n, code in enumerate(DISTRICTS):
                facts = CaseFacts(None, state, 1, {}, {}, 1, code, campaign=1)
                audience = visibility.audience(session, indexing.with_columns(bundle, case_tokens(bundle, facts)))
                held = None if declared.end else holder_token(bundle, facts)
                yield (procedure, state, n, bundle.version_id, declared.stage, declared.end is not None, code, audience,
                       held)  # fmt: skip


def _choices(bundle: Bundle) -> Iterator[tuple[Any, ...]]:
    """What is chosen in the counted fields of the main form, one after the other."""
    for path in indexing.counted(bundle.form()):
        field = bundle.form().by_path[path]
        items = [i.key for name in field.lists for i in bundle.lists[name].items] if "." not in path else []
        group = indexing.index_group(bundle, path)
        yield from ((APPROVAL, group, path, n, len(items), key) for n, key in enumerate(items) if group)


def _without_indexes(session: Session) -> list[str]:
    """Takes the indexes of the large tables away, and says how to make them again."""
    named = ", ".join(f"'{t}'" for t in LARGE)
    known = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({named})"
    kept = session.execute(text(known)).all()
    for name, _ in kept:
        session.execute(text(f"DROP INDEX {name}"))
    return [sql for _, sql in kept]


def _entries(s: Session, bundle: Bundle, dice: random.Random) -> None:
    register = bundle.procedure.registers[seed.REGISTER]
    for i in range(1, ENTRIES + 1):
        since = date(2024, 8, 1) + timedelta(days=dice.randrange(840))
        until = since + timedelta(days=dice.randrange(400)) if dice.random() < 0.4 else None
        kind = dice.choice(("园区", "其他", "孵化园"))
        body = {"区县": dice.choice(DISTRICTS), "申报名称": f"园 {i}", "所属类型": kind}
        made = Entry(
            id=i, register_id=seed.REGISTER, key=str(i), title=f"园 {i}", district=body["区县"], body=body, since=since,
            until=until, version_id=bundle.version_id or 0, added_at=seed.NOW,
            audience_id=visibility.audience(s, {"entry": entry_tokens(bundle.procedure, register, body)}),
        )  # fmt: skip
        s.add(made)
        s.flush()
        s.execute(insert(EntryValue), [{"entry_id": i, "field": k, "text": v, "row": ""} for k, v in body.items()])
        rows = [{"entry_id": i, "table": "经营主体", "key": f"{i}-{n}", "position": n, "body": {}} for n in range(ROWS)]
        s.execute(insert(EntryRow), rows)
