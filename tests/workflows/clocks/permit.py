"""The toy procedure with a limit on its handling, played in an office with people."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from tests.workflows.engine.toy import FORM, GOOD, LIST, NOON, NOTE, PROCEDURE
from workflows.office import Office
from workflows.publishing import publish
from workflows.rehearsal import Played, Rehearsal, rehearse

HANDLING: dict[str, Any] = {
    "zh": "办理时限", "en": "Handling", "limit": "5", "starts": ["pass"], "paused_in": ["mend"], "ends_in": ["done"],
    "yellow_days": 2, "basis": "own",
}  # fmt: skip
STALLS = [{k: v for k, v in row.items() if k != "结果"} for row in GOOD["摊位"]]
START: list[dict[str, Any]] = [
    {"on": "2026-03-02", "who": "甲", "does": "start", "fill": "好"},
    {"does": "submit"},
    {"who": "乙", "does": "pass", "then": {"state": "deal", "due.handling": "2026-03-09"}},
]


def texts(clocks: dict[str, Any], **changes: Any) -> dict[str, str]:
    """The procedure as it is published."""
    procedure = {**deepcopy(PROCEDURE), "clocks": clocks}
    for path, value in changes.items():
        *around, last = path.split("__")
        place = procedure
        for part in around:
            place = place[part]
        place[last] = value
    made = {"procedure": procedure, "form/permit": FORM, "form/note": NOTE, "list/results": LIST}
    return {k: json.dumps(v, ensure_ascii=False) for k, v in made.items()}


def story(*steps: dict[str, Any]) -> Rehearsal:
    """A permit comes to the bureau on 2 March; then these steps."""
    return Rehearsal.model_validate({
        "format": 1, "kind": "rehearsal", "id": "story", "title": "一件", "procedure": "stall_permit",
        "campaigns": {"首批": {"title": "首批", "opens": "2026-03-01", "closes": "2026-03-13"}},
        "people": {"甲": "writer@500103", "乙": ["chief@500103"], "丙": "bureau"},
        "data": {"好": {**{k: v for k, v in GOOD.items() if k != "辖区"}, "摊位": STALLS}},
        "play": [*START, *steps],
    })  # fmt: skip


def played(office: Office, clocks: dict[str, Any], *steps: dict[str, Any], **changes: Any) -> Played:
    """The story in an office; fails with what went otherwise."""
    made = publish(office, texts(clocks, **changes), "", None, NOON)
    assert made, [f.say() for f in made.findings]
    found = rehearse(office, story(*steps), None)
    assert found.ok, [m.say() for m in found.mismatches]
    return found
