"""公示 with a form of its own: asked on a plain page, checked, its files looked at, shown to those who answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from data.tables import Objection, Person, StoredFile
from pages import context
from pages.web import public
from tests.pages.shell import open_page
from tests.pages.test_public import CLOCKS, NOW, PERIODS
from tests.pages.web import browser
from tests.pages.work import words
from tests.workflows.clocks.permit import story, texts
from tests.workflows.engine.toy import NOON
from workflows.attachments import fetch
from workflows.clocks.public import objections, reply
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.publishing import publish
from workflows.rehearsal import rehearse

FIELDS: list[dict[str, Any]] = [
    {"key": "称呼", "type": "text", "title": {"zh": "怎么称呼", "en": "Your name"}, "required": True},
    {"key": "身份", "type": "yes_no", "title": {"zh": "是否为周边居民", "en": "A neighbour?"}},
    {"key": "理由", "type": "long_text", "title": {"zh": "理由", "en": "Reasons"}, "required": True},
    {"key": "证据", "type": "attachment", "title": {"zh": "证据", "en": "Evidence"}, "accept": ["txt"], "max_files": 2},
]  # fmt: skip
FORM = {"format": 1, "kind": "form", "id": "objection", "title": "异议",
        "pages": [{"id": "p", "title": "页", "fields": FIELDS}]}  # fmt: skip
OWN = {"display": {**PERIODS["display"], "form": "objection"}}
GIVEN = {"f_称呼": "<i>李四</i>", "f_身份": "是", "f_理由": "太吵"}
PROOF = ("证据.txt", "每天六点就开始".encode(), "text/plain")


def published(office: Office, fields: list[dict[str, Any]] = FIELDS) -> Any:
    use = {"forms__objection": {"form": "objection"}}
    form = {**FORM, "pages": [{"id": "p", "title": "页", "fields": fields}]}
    parts = texts(CLOCKS, public_periods=OWN, **use)
    return publish(office, {**parts, "form/objection": json.dumps(form, ensure_ascii=False)}, "", None, NOON)


def on_display(office: Office) -> int:
    made = published(office)
    assert made, [f.say() for f in made.findings]
    found = rehearse(office, story(), None)
    assert found.ok, [m.say() for m in found.mismatches]
    return found.cases["1"]


@contextmanager
def visiting(office: Office, folder: Path) -> Iterator[TestClient]:
    with patch.object(context, "clock", lambda: NOW):
        yield browser(office, folder)


def somebody(office: Office, name: str) -> Actor:
    with office.db.read() as session:
        return actor_of(office, session, session.exec(select(Person.id).where(Person.name == name)).one() or 0, NOW)


def test_the_form_is_asked_checked_and_its_files_are_kept_for_those_who_answer(office: Office, tmp_path: Path) -> None:
    case = on_display(office)
    with visiting(office, tmp_path) as web:
        page = web.get(f"/public/{case}").text
        assert 'name="f_称呼"' in page and 'type="file"' in page and 'name="contact"' not in page
        assert "Your name" in web.get(f"/public/{case}?lang=en").text
        wrong = web.post(f"/public/{case}", data={**GIVEN, "f_理由": ""}, files={"f_证据": PROOF})
        assert wrong.status_code == 400 and "&lt;i&gt;李四" in wrong.text and 'id="f_理由_wrong"' in wrong.text
        misnamed = web.post(f"/public/{case}", data=GIVEN, files={"f_证据": ("x.txt", b"%PDF-1.7\n", "text/plain")})
        assert misnamed.status_code == 400
        with office.db.read() as session:
            assert not list(session.exec(select(StoredFile))) and not list(session.exec(select(Objection)))
        sent = web.post(f"/public/{case}?lang=zh", data=GIVEN, files={"f_证据": PROOF})
        assert sent.status_code == 200 and "已收到" in sent.text
    bureau, chief = somebody(office, "丙"), somebody(office, "乙")
    found, may = objections(office, bureau, case, NOW)
    assert may and [(t.zh, v) for t, v in found[0].fields] == [
        ("怎么称呼", "<i>李四</i>"), ("是否为周边居民", "是"), ("理由", "太吵"),
    ]  # fmt: skip
    name, key = found[0].files[0]
    assert name == "证据.txt" and fetch(office, bureau, key) is not None and fetch(office, chief, key) is None
    with open_page(office, bureau.id, "case", tmp_path, now=NOW, case=str(case)) as at:
        assert not at.exception and "&lt;i&gt;李四" in words(at) and f"/files/{key}" in words(at)
    assert not isinstance(reply(office, bureau, found[0].id, "已核实", NOW), Refusal)


def test_who_sends_too_much_is_not_read(office: Office, tmp_path: Path) -> None:
    case = on_display(office)
    with visiting(office, tmp_path) as web:
        for _ in range(5):
            assert web.post(f"/public/{case}", data=GIVEN, files={"f_证据": PROOF}).status_code == 200
        assert web.post(f"/public/{case}", data=GIVEN).status_code == 429
        with patch.object(public, "MOST_BODY", 100):
            assert web.post(f"/public/{case}", data={**GIVEN, "f_理由": "吵" * 100}).status_code == 413
    with office.db.read() as session:
        assert len(list(session.exec(select(Objection.id)))) == 5


def test_three_files_where_two_are_allowed_are_too_many(office: Office, tmp_path: Path) -> None:
    case = on_display(office)
    files = [("f_证据", (f"{n}.txt", f"第{n}份".encode(), "text/plain")) for n in range(3)]
    with visiting(office, tmp_path) as web:
        assert web.post(f"/public/{case}", data=GIVEN, files=files).status_code == 400
        assert web.post(f"/public/{case}", data=GIVEN, files=files[:2]).status_code == 200


def test_the_fixed_form_is_no_way_around_it(office: Office, tmp_path: Path) -> None:
    case = on_display(office)
    with visiting(office, tmp_path) as web:
        assert web.post(f"/public/{case}", data={"name": "a", "contact": "b", "text": "c"}).status_code == 400
    with office.db.read() as session:
        assert not list(session.exec(select(Objection.id)))


@pytest.mark.parametrize(
    "field",
    [
        {"key": "谁", "type": "person", "title": "谁"},
        {"key": "表", "type": "table", "title": "表", "fields": [{"key": "列", "type": "text", "title": "列"}]},
    ],
    ids=["people of the office", "a table"],
)
def test_what_cannot_be_asked_of_anybody_is_refused_before_publishing(office: Office, field: dict[str, Any]) -> None:
    made = published(office, [*FIELDS, field])
    assert not made and "public_form_field" in [getattr(f.finding, "code", "") for f in made.findings]
