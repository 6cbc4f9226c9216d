"""A bureau whose review may be returned anywhere, may stand still, and is about many regions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tests.browser.drafts import OUTER, Server, firms, region
from tests.workflows.bureau import HERE, SAMPLES, THERE
from workflows.attachments import store

LONG = "重庆两江新区礼嘉智慧公园人工智能与低空经济融合应用示范园区（二期扩区）"
ROWS = 50
BACK = {
    "zh": "退回任一环节", "en": "Return to any step", "kind": "return", "from": ["joint"], "to": "@earlier",
    "back": "choose", "by": ["desk"], "form": "supplement", "basis": "own",
}  # fmt: skip


def reviewing(texts: dict[str, str]) -> None:
    """The declaration, with a return to any step, and the desk may suspend it."""
    procedure = json.loads(texts["procedure"])
    procedure["transitions"]["anywhere"] = BACK
    procedure["verbs"] = {"roles": {"suspend": ["desk"], "terminate": ["desk"]}, "terminated": "withdrawn"}
    procedure["transitions"]["submit"].pop("when"), procedure["transitions"]["submit"].pop("else")
    texts["procedure"] = json.dumps(procedure, ensure_ascii=False)


def filed(server: Server, subject: str = HERE, rows: int = 2) -> int:
    """A case that a district handed in; its first region has a long name."""
    mark = "" if subject == HERE else "2"
    names = [LONG, *(f"第{n}号数字文创园" for n in range(2, rows + 1))]
    regions: list[dict[str, Any]] = [
        region(name, firms(2, 10_000 * len(subject) + int(subject[-2:]) * 500 + 2 * n)) for n, name in enumerate(names)
    ]
    case = server.draft(subject, f"clerk{mark}", regions)
    server.drafts.pop(subject)
    _done(server, case, "submit", f"clerk{mark}")
    file = store(server.desk.office, server.desk.actor(f"head{mark}"), STAMPED, "盖章.pdf", server.desk.now)
    server.desk.fill(case, {"盖章扫描件": [file]}, f"head{mark}")
    _done(server, case, "endorse", f"head{mark}")
    return case


def reviewed(server: Server, subject: str = HERE, rows: int = 2) -> int:
    """The same, lying in the round."""
    case = filed(server, subject, rows)
    _done(server, case, "accept", "desk")
    return case


def _done(server: Server, case: int, transition: str, who: str) -> None:
    server.desk.now = datetime.now(UTC)
    server.desk.done(case, transition, who)


STAMPED = (SAMPLES / "stamped.pdf").read_bytes()

__all__ = ["HERE", "LONG", "OUTER", "ROWS", "THERE", "filed", "reviewed", "reviewing"]
