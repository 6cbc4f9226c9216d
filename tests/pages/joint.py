"""A bureau whose declarations are reviewed jointly, region by region, for screens that need a round."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

import workflows.publishing as P
from data import FileStore, open_database
from tests.pages.work import filed
from tests.workflows.bureau import Bureau, bureau
from workflows.office import Office

OPINION = {
    "format": 1, "kind": "form", "id": "row_opinion", "title": {"zh": "审查意见", "en": "Opinion"},
    "sources": {"own": {"title": "本局", "practice": True}},
    "pages": [{"id": "one", "title": "意见", "fields": [
        {"key": "意见", "type": "choice", "title": {"zh": "意见", "en": "Opinion"}, "basis": "own", "required": True,
         "options": "verdicts"},
        {"key": "理由", "type": "long_text", "title": {"zh": "理由", "en": "Reasons"}, "basis": "own",
         "max_length": 500, "phrases": ["符合条件。"]},
    ]}],
}  # fmt: skip
VERDICTS = {
    "format": 1, "kind": "list", "id": "verdicts", "title": "意见", "basis": "own",
    "sources": {"own": {"title": "本局", "practice": True}},
    "items": [{"key": k, "title": {"zh": k, "en": en}, "from": "2024-08-01"}
              for k, en in (("同意", "Agree"), ("不同意", "Object"))],
}  # fmt: skip


def jointly(procedure: dict[str, Any]) -> None:
    """市局核定 becomes a round of two roles about every region."""
    states, transitions = procedure["states"], procedure["transitions"]
    states["decide"] |= {"holder": None, "round": "joint", "rights": {
        "申报": {"read": ["clerk", "head", "desk", "leader"]}, "盖章": {"read": ["clerk", "head", "desk", "leader"]},
        "结论": {"read": ["desk", "leader"]}}}  # fmt: skip
    del states["decide"]["holder"]
    procedure["forms"]["opinion"] = {"form": "row_opinion"}
    procedure["rounds"] = {"joint": {
        "zh": "联合审查", "en": "Joint review", "mode": "all", "per": "区域", "form": "opinion",
        "who": [{"role": "desk", "lead": True}, {"role": "leader"}], "others_seen": "after own opinion",
        "outcome": {"区域.结论": 'if every o in opinions satisfies o.意见 = "同意" then "纳入" else "不予纳入"',
                    "区域.结论理由": 'string join(opinions[意见 != "同意"].理由, "；")'},
        "after_return": {"keep": "unchanged inputs", "inputs": ["区域.申报名称", "区域.经营主体"]}}}  # fmt: skip
    conclude = transitions["conclude"]
    for key in ("by", "check", "confirm", "else"):
        conclude.pop(key, None)
    conclude |= {"kind": "automatic", "when": "round.complete"}


def with_opinion(texts: dict[str, str]) -> None:
    texts["form/row_opinion"] = json.dumps(OPINION, ensure_ascii=False)
    texts["list/verdicts"] = json.dumps(VERDICTS, ensure_ascii=False)


@pytest.fixture
def joint(sqlite_template: Path, tmp_path: Path) -> Iterator[Bureau]:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    old = P.check_texts
    with patch.object(P, "check_texts", lambda t: (old(t)[0], [])):
        found = bureau(office, jointly, with_opinion)
    yield found
    office.db.close()


def reviewed(joint: Bureau) -> int:
    """A case that lies in the round, with two regions."""
    case = filed(joint)
    joint.done(case, "accept", "desk")
    return case
