"""Searching 1,000,000 cases against 10,000: the ratio of what a first page takes, with the permission filter.

    python -m tests.bench.search [SMALL] [LARGE] [FOLDER]
    python -m tests.bench.search 10000 1000000

Each case has two documents: number and titles for whoever may see it, names and codes of its enterprises for a group.
With a FOLDER the databases stay there and are used again; one that is not whole is filled further.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from data import Database, migrate, open_database
from data.queries.dialect import study
from data.queries.search import finding, writing
from data.queries.search.pieces import CASES, OF, Document, Piece
from data.tables import AudienceToken, Case
from tests.bench import cases

GROUP = "enterprises"
PIECE = 10_000
SHOWN = 5
"""Hits of the first page."""


def fill(db: Database, number: int) -> float:
    """The cases of the other measurement and their documents; gives the seconds that the documents took."""
    with db.write() as s:
        done = s.exec(select(func.max(col(Case.id)))).one() or 0
        if not done:
            cases._office(s)
        audiences, readers, took = cases._audiences(s), _readers(s), 0.0
    for first in range(done + 1, number + 1, PIECE):
        dice = random.Random(first)
        rows = [cases._case(dice, i, audiences) for i in range(first, min(first + PIECE, number + 1))]
        with db.write() as s:
            s.execute(insert(Case), rows)
            begun = time.perf_counter()
            writing.add(s, CASES, [(r["id"], list(_documents(r, _said(dice, r["id"]), readers))) for r in rows])
            took += time.perf_counter() - begun
        print(f"\r{first + PIECE - 1:,} cases", end="", file=sys.stderr, flush=True)
    if done < number:
        with db.write() as s:
            study(s)
    return took


def _readers(session: Session) -> dict[tuple[int, str], frozenset[str]]:
    found: dict[tuple[int, str], set[str]] = {}
    for each in session.exec(select(AudienceToken)):
        found.setdefault((each.audience_id, each.group), set()).add(each.token)
    return {k: frozenset(v) for k, v in found.items()}


def _said(dice: random.Random, case_id: int) -> list[str]:
    """Two enterprises; every tenth case one whose name is written in traditional characters."""
    names = ("科技有限公司",) if case_id % 10 else ("科技有限公司", "數據服務中心")
    firms = [(dice.randrange(120_000), dice.choice(names)) for _ in range(2)]
    return [text for n, name in firms for text in (f"重庆第{n}号{name}", f"91500{n:013}")]


def _documents(
    case: dict[str, Any], said: list[str], readers: dict[tuple[int, str], frozenset[str]]
) -> Iterator[Document]:
    of = {f"{OF}{case['procedure']}"}
    head = [("number", case["number"] or ""), ("title", case["title"]), ("title", case["title_en"])]
    main = [("code" if t.isascii() else "text", t) for t in said]
    for part, group, pieces in (("head", "", head), ("main/", GROUP, main)):
        marks = frozenset(of | readers.get((case["audience_id"], group), frozenset()))
        yield Document(part, group, marks, tuple(Piece(tier, "main", "x", "", text) for tier, text in pieces if text))


def questions(s: Session) -> dict[str, Callable[[], Any]]:
    """What is typed, by a name to print; number, company and code are of a case in the middle."""
    middle = (s.exec(select(func.max(col(Case.id)))).one() or 0) * 7 // 13
    numbered = select(Case).where(col(Case.number).is_not(None), col(Case.id) > middle).order_by(col(Case.id))
    case = s.exec(numbered.limit(1)).one()
    number = case.number or ""
    said = [p.text for d in writing.documents(s, CASES, case.id or 0) for p in d.pieces if d.group == GROUP]
    asked = {
        "a whole number": number, "its last digits": number[-6:], "its last five": number[-5:], "four": number[-4:],
        "a company": said[0], "a part of it": said[0][2:-4], "a code": said[1], "the middle of a code": said[1][8:],
        "a word of everybody's": "科技", "of every title": "沙盒监管", "traditional": "數據服務", "one character": "庆",
        "broad and rare": f"科技 沙盒 {said[0][2:-4]}", "two broad": "科技 监管", "nothing": "无此字样",
    }  # fmt: skip
    return {
        f"{what}, {who}": lambda text=text, tokens=tokens: page(s, tokens, text)
        for what, text in asked.items()
        for who, tokens in (("bureau", cases.DESK), ("one district", cases.CLERK))
    }


def page(session: Session, tokens: list[str], text: str) -> Any:
    """What the first page asks of the index: what is found, and where in the first of it the words stand."""
    found = finding.find(session, CASES, tokens, text, most=finding.SHOWN)
    found = finding.ranked(session, CASES, tokens, text, found)
    places = finding.where(session, CASES, tokens, text, found, found.ids[:SHOWN])
    return found.ids, [next(iter(documents), None) for held in places.values() for _, documents in held]


def measured(folder: Path, number: int) -> dict[str, float]:
    """Milliseconds of this process by question."""
    file = folder / f"{number}.db"
    db = open_database(f"sqlite:///{file}")
    migrate(db)
    took, size = fill(db, number), file.stat().st_size
    with db.read() as s:
        taken = {name: cases.best(ask, time.process_time, 3) for name, ask in questions(s).items()}
    db.close()
    fast = f"{2 * number / took:,.0f} documents a second, " if took else ""
    print(f"{number} cases: {fast}{size / number:,.0f} bytes a case in all")
    return taken


def main(arguments: list[str]) -> int:
    small, large = (int(arguments[0]), int(arguments[1])) if len(arguments) > 1 else (10_000, 100_000)
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(arguments[2] if len(arguments) > 2 else passing)
        folder.mkdir(exist_ok=True)
        few, many = measured(folder, small), measured(folder, large)
    for name, ms in many.items():
        print(f"{name:36} {few[name]:8.1f} ms {ms:8.1f} ms  {ms / max(few[name], 0.1):6.2f} ×")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
