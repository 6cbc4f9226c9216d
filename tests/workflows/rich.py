"""A newer version of the bureau's form, with fields that ask the office: for tests of services and of browsers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tests.workflows.bureau import MONDAY, PROCEDURE, Bureau
from workflows.publishing import DEFINITIONS, publish, shipped

REGISTER = "sandbox_regions"
EXTRA: list[dict[str, Any]] = [
    {"key": "情形", "type": "choices", "title": "情形", "options": "region_kinds", "find": True},
    {"key": "行业", "type": "cascade", "title": "行业", "options": "industries", "find": True},
    {"key": "牵头", "type": "organisation", "title": "牵头单位", "where": "district"},
    {"key": "经办", "type": "person", "title": "经办人", "role": "clerk", "default": "actor.id"},
    {"key": "单位", "type": "text", "title": "单位", "default": "actor.organisation_name"},
    {"key": "上次", "type": "text", "title": "上次联系人", "default": "last.联系人"},
    {"key": "地址", "type": "text", "title": "地址",
     "default": 'entry("sandbox_regions", "[\\"500103\\",\\"星云数据谷\\"]").注册登记地址'},
    {"key": "编号", "type": "text", "title": "编号", "find": True,
     "unique": [{"within": "city", "level": "question"}]},
    {"key": "关联", "type": "lookup", "title": "关联", "source": f"register/{REGISTER}",
     "copy": {"地址": "注册登记地址"}},
    {"key": "前案", "type": "lookup", "title": "前案", "source": f"procedure/{PROCEDURE}", "copy": {"上次": "联系人"}},
]  # fmt: skip



def enrich(desk: Bureau, extra: Sequence[dict[str, Any]] = EXTRA) -> Bureau:
    """Publishes the form with more fields on its first page, in the group that the district fills in."""
    texts = dict(shipped()[PROCEDURE])
    form, procedure = json.loads(texts[f"form/{PROCEDURE}"]), json.loads(texts["procedure"])
    form["pages"][0]["fields"] += extra
    procedure["forms"]["main"]["groups"]["申报"] += [f["key"] for f in extra]
    lists = {f["options"] for f in extra if "options" in f}
    texts |= {f"list/{n}": (DEFINITIONS / "shared" / "lists" / f"{n}.json").read_text(encoding="utf-8") for n in lists}
    texts |= {f"form/{PROCEDURE}": json.dumps(form), "procedure": json.dumps(procedure)}
    published = publish(desk.office, texts, "", None, MONDAY)
    assert published, [f.say() for f in published.findings]
    return desk
