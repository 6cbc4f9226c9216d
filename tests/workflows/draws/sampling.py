"""A bureau that samples the enterprises of a declaration when it is endorsed, having committed to it at its hand-in."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from tests.workflows.bureau import HERE, Bureau, bureau, sample
from workflows.office import Office

DRAW: dict[str, Any] = {
    "zh": "企业抽查", "en": "Sample of enterprises",
    "pool": "flatten(区域.经营主体)", "key": "item.统一社会信用代码", "count": "3",
    "into": "抽查", "fields": {"对象": "item.名称", "次序": "turn"}, "basis": "own",
}  # fmt: skip
TABLE = {
    "key": "抽查", "type": "table", "title": {"zh": "抽查", "en": "Sample"}, "fields": [
        {"key": "对象", "type": "text", "title": {"zh": "对象", "en": "Who"}},
        {"key": "次序", "type": "integer", "title": {"zh": "次序", "en": "Turn"}},
        {"key": "检查人", "type": "text", "title": {"zh": "检查人", "en": "By"}},
    ],
}  # fmt: skip
SAMPLED = {c["统一社会信用代码"]: c["名称"] for r in sample()["区域"] for c in r["经营主体"]}


def sampling(office: Office, **changes: Any) -> Bureau:
    """The bureau; `changes` alter the draw."""

    def procedure(data: dict[str, Any]) -> None:
        data["draws"] = {"sample": {**deepcopy(DRAW), **changes}}
        data["transitions"]["submit"]["do"].append({"effect": "draw.commit", "draw": "sample"})
        data["transitions"]["endorse"].setdefault("do", []).append({"effect": "draw", "draw": "sample"})
        group = next(iter(data["forms"]["main"]["groups"].values()))
        group.append(TABLE["key"])

    def form(texts: dict[str, str]) -> None:
        data = json.loads(texts["form/region_declaration"])
        data["pages"][0]["fields"].append(TABLE)
        texts["form/region_declaration"] = json.dumps(data, ensure_ascii=False)

    return bureau(office, procedure, form)


def ready(desk: Bureau) -> int:
    """A case that is committed to and may be drawn from."""
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE})
    desk.done(case, "submit", "clerk")
    desk.stamp(case)
    desk.later(hours=1)
    return case


def sampled(desk: Bureau) -> int:
    """A case that was drawn from."""
    case = ready(desk)
    desk.done(case, "endorse", "head")
    return case
