"""Writes an office with many cases and entries of the shipped procedure, and measures the board over them.

python -m tests.bench.boards [NUMBER OF CASES] [DATABASE URL]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from data import FileStore, migrate, open_database
from data.queries import visibility
from data.reference.load import read_districts
from data.tables import Campaign, CampaignMember, Case, CaseValue, Entry, EntryRow, EntryValue
from tests.workflows.boards import seed
from workflows.boards.board import board
from workflows.bundle import Bundle
from workflows.cases import indexing
from workflows.engine.types import CaseFacts
from workflows.office import Office
from workflows.rights import entry_tokens, holder_token
from workflows.rights import tokens as case_tokens

CAMPAIGNS, ENTRIES, ROWS, PIECE = 40, 3_000, 30, 10_000
DISTRICTS = [r["code"] for r in read_districts() if r["kind"] != "city" and r["valid_until"] is None]


def fill(office: Office, bundle: Bundle, number: int) -> None:
    dice = random.Random(1)
    with office.db.write() as s:
        for i in range(2, CAMPAIGNS + 1):
            opens = date(2026, 10, 1) - timedelta(days=30 * i)
            s.add(
                Campaign(id=i, procedure=seed.PROCEDURE, title=f"第 {i} 批", opens=opens, closes=opens + timedelta(30))
            )
        s.flush()
        s.add_all(CampaignMember(campaign_id=i, district=d) for i in range(2, CAMPAIGNS + 1) for d in DISTRICTS)
    with office.db.write() as s:
        audiences = {(k, d): _audience(s, bundle, k, d) for k in bundle.procedure.states for d in DISTRICTS}
    for first in range(1, number + 1, PIECE):
        rows = [_case(dice, bundle, audiences, i) for i in range(first, min(first + PIECE, number + 1))]
        with office.db.write() as s:
            s.execute(insert(Case), rows)
            s.execute(insert(CaseValue), [v for r in rows for v in _values(dice, r["id"])])
    with office.db.write() as s:
        _entries(s, bundle, dice)
        s.execute(text("ANALYZE"))


def _audience(s: Session, bundle: Bundle, state: str, district: str) -> int:
    facts = CaseFacts(None, state, 1, {}, {}, 1, district, campaign=1)
    return visibility.audience(s, indexing.with_columns(bundle, case_tokens(bundle, facts)))


def _case(dice: random.Random, bundle: Bundle, audiences: dict[tuple[str, str], int], i: int) -> dict[str, Any]:
    state, district = dice.choice(list(bundle.procedure.states)), dice.choice(DISTRICTS)
    declared = bundle.procedure.states[state]
    facts = CaseFacts(None, state, 1, {}, {}, 1, district, campaign=1)
    return {
        "id": i, "procedure": seed.PROCEDURE, "version_id": bundle.version_id, "state": state, "stage": declared.stage,
        "ended": declared.end is not None, "title": f"{district} 申报 {i}", "organisation_id": 1, "district": district,
        "opened_at": seed.NOW, "opened_by": 1, "changed_at": seed.NOW, "campaign_id": dice.randrange(1, CAMPAIGNS + 1),
        "holder": holder_token(bundle, facts), "audience_id": audiences[state, district], "late": dice.random() < 0.1,
        "columns": {}, "filed_on": seed.TODAY,
    }  # fmt: skip


def _values(dice: random.Random, case_id: int) -> Iterator[dict[str, Any]]:
    for name, most in (("区域数", 4), ("经营主体数", 300)):
        field = f"case.{name}"
        yield {"case_id": case_id, "group": field, "field": field, "row": "", "number": dice.randrange(1, most)}


def _entries(s: Session, bundle: Bundle, dice: random.Random) -> None:
    register = bundle.procedure.registers[seed.REGISTER]
    for i in range(1, ENTRIES + 1):
        since = date(2024, 8, 1) + timedelta(days=dice.randrange(840))
        until = since + timedelta(days=dice.randrange(400)) if dice.random() < 0.4 else None
        body = {
            "区县": dice.choice(DISTRICTS),
            "申报名称": f"园 {i}",
            "所属类型": dice.choice(("园区", "其他", "孵化园")),
        }
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


def measure(office: Office) -> None:
    people = [("leader", "*"), ("clerk", DISTRICTS[0])]
    for role, where in people:
        actor = seed.somebody(office, role, where)
        for name, campaigns in (("one campaign", {}), ("every campaign", {seed.PROCEDURE: "all"})):
            board(office, actor, seed.NOW, campaigns=campaigns)
            times = []
            for _ in range(5):
                start = time.perf_counter()
                board(office, actor, seed.NOW, campaigns=campaigns)
                times.append(time.perf_counter() - start)
            print(f"{role:8}{name:16}{min(times) * 1000:8.0f} ms")


def main(arguments: list[str]) -> int:
    number = int(arguments[0]) if arguments else 100_000
    with tempfile.TemporaryDirectory() as folder:
        url = arguments[1] if len(arguments) > 1 else f"sqlite:///{folder}/bench.db"
        db = open_database(url)
        migrate(db)
        office = Office(db, FileStore(Path(folder) / "files"))
        fill(office, seed.found(office), number)
        measure(office)
        db.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
