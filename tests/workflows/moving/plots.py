"""Two versions of the bureau's procedure, and cases that run by the first."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import select

from data.tables import Version
from tests.workflows.bureau import MONDAY, PROCEDURE, Bureau
from tests.workflows.rich import enrich
from workflows.moving import Choice, Mapping, Taken
from workflows.moving.proposing import propose
from workflows.publishing import publish, read_texts

FORM = f"form/{PROCEDURE}"
FIRST: list[dict[str, Any]] = [
    {"key": "人数", "type": "text", "title": "人数", "find": True},
    {"key": "双方", "type": "text", "title": "双方"},
    {"key": "备注", "type": "text", "title": "备注", "count": True},
    {"key": "小名", "type": "text", "title": "小名"},
]
SECOND: list[dict[str, Any]] = [
    {"key": "人数", "type": "integer", "title": "人数", "find": True},
    {"key": "甲方", "type": "text", "title": "甲方"},
    {"key": "乙方", "type": "text", "title": "乙方"},
    {"key": "简称", "type": "text", "title": "简称", "formerly": ["小名"]},
]
VALUES = {"人数": "12", "双方": "甲公司、乙公司", "备注": "旧备注", "小名": "小云"}


def old(desk: Bureau) -> Bureau:
    """Publishes the version that cases begin with."""
    return enrich(desk, FIRST)


def texts_of(desk: Bureau, number: int | None = None) -> dict[str, str]:
    with desk.office.db.read() as session:
        rows = session.exec(select(Version).where(Version.procedure == PROCEDURE).order_by(Version.number)).all()
        return read_texts(session, rows[-1] if number is None else rows[number - 1])


def next_texts(desk: Bureau, **more: Any) -> dict[str, str]:
    """The next version: fields renamed, of another type, split and gone; a state and a column renamed.

    `more` are changes of the procedure: dotted path → value.
    """
    texts = texts_of(desk)
    form = json.loads(texts[FORM])
    fields = form["pages"][0]["fields"]
    known = {f["key"] for f in FIRST}
    form["pages"][0]["fields"] = [f for f in fields if f["key"] not in known] + SECOND
    procedure = json.loads(texts["procedure"].replace('"filed"', '"received"'))
    group = procedure["forms"]["main"]["groups"]["申报"]
    procedure["forms"]["main"]["groups"]["申报"] = [g for g in group if g not in known] + [f["key"] for f in SECOND]
    for path, value in more.items():
        *around, last = path.split("__")
        at = procedure
        for each in around:
            at = at[each]
        at[last] = value
    return {
        **texts, FORM: json.dumps(form, ensure_ascii=False), "procedure": json.dumps(procedure, ensure_ascii=False),
    }  # fmt: skip


def newer(desk: Bureau, **more: Any) -> None:
    """Publishes the next version."""
    made = publish(desk.office, next_texts(desk, **more), "第二版", None, MONDAY)
    assert made and made.versions[0].new, [f.say() for f in made.findings]


def versions(desk: Bureau) -> tuple[int, int]:
    """The last two."""
    with desk.office.db.read() as session:
        rows = session.exec(select(Version.id).where(Version.procedure == PROCEDURE).order_by(Version.number)).all()
        return rows[-2] or 0, rows[-1] or 0


def mapping(desk: Bureau) -> Mapping:
    """What is proposed, with the split, and everything doubtful confirmed."""
    before, after = versions(desk)
    with desk.office.db.read() as session:
        both = desk.office.bundle(session, before), desk.office.bundle(session, after)
    found = propose(*both).mapping
    split = {"甲方": 1, "乙方": 2}
    parts = {k: Taken.model_validate({"from": "双方", "part": n, "by": "、"}) for k, n in split.items()}
    doubtful = ["field:备注", "field:人数", "field:甲方", "field:乙方"]
    return found.model_copy(update={"fields": {**found.fields, **parts}, "confirmed": doubtful})


def choice(desk: Bureau, **more: Any) -> Choice:
    return Choice(PROCEDURE, versions(desk)[0], **more)
