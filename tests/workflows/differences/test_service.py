"""What a draft would change, what changed between versions, and the way back to an old one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.tables import Organisation, Person
from tests.seeds import begun
from workflows import editing, releasing
from workflows.__main__ import main
from workflows.designing import undo
from workflows.differences import Differences
from workflows.differences import service as comparing
from workflows.engine.types import Actor, Held, Refusal
from workflows.messages import say
from workflows.office import ADMIN, Office
from workflows.publishing import DEFINITIONS, Publication, publish, shipped

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PROCEDURE = "region_declaration"
PART, FORM = f"procedure/{PROCEDURE}", f"form/{PROCEDURE}"


@pytest.fixture
def stocked(office: Office) -> Office:
    """An office with one procedure and one person."""

    def fill() -> None:
        publish(office, shipped()[PROCEDURE], "", None, NOW)
        with office.db.write() as session:
            session.add(Organisation(id=1, name="市局", district="500000"))
            session.flush()
            session.add(Person(id=1, login="admin", name="管理员", organisation_id=1, created_at=NOW))

    begun(office.db, "one procedure and an administrator", fill)
    return office


def admin() -> Actor:
    return Actor(1, "管理员", 1, (Held(ADMIN, 1, "*"),), frozenset({"admin@*"}))


def nobody() -> Actor:
    return Actor(1, "经办人", 1, (), frozenset())


def text(office: Office, name: str) -> str:
    found = editing.open_part(office, admin(), name)
    assert isinstance(found, editing.Opened)
    return found.text


def required(office: Office) -> str:
    """The form with one more field that has to be filled in."""
    data = json.loads(text(office, FORM))
    data["pages"][0]["fields"].append({"key": "备用电话", "type": "phone", "title": "备用电话"})
    procedure = json.loads(text(office, PART))
    procedure["forms"]["main"]["groups"]["申报"].append("备用电话")
    editing.keep(office, admin(), PART, json.dumps(procedure, ensure_ascii=False), NOW)
    return json.dumps(data, ensure_ascii=False)


def told(found: Differences) -> str:
    return "\n".join(say(line) for s in found.sections for line in s.lines)


def test_a_draft_is_held_against_what_is_published(stocked: Office) -> None:
    draft = required(stocked)
    (found,) = comparing.of_draft(stocked, admin(), FORM, draft)
    assert (found.procedure, found.number) == (PROCEDURE, 1)
    assert "新增字段“备用电话”" in told(found.found)
    assert "字段组" in told(found.found), "the procedure's draft goes with it"
    assert comparing.of_draft(stocked, nobody(), FORM, draft) == ()
    assert comparing.of_draft(stocked, admin(), FORM, "{") == ()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_old_version_becomes_a_draft_again_which_can_be_undone(stocked: Office) -> None:
    before = text(stocked, FORM)
    draft = required(stocked)
    editing.keep(stocked, admin(), FORM, draft, NOW)
    made = releasing.publish_part(stocked, admin(), FORM, draft, "加一个电话", NOW)
    assert isinstance(made, Publication) and made, made
    second, first = editing.versions(stocked, admin(), PROCEDURE)
    between = comparing.between(stocked, admin(), first.version_id, second.version_id)
    assert isinstance(between, Differences) and "新增字段“备用电话”" in told(between)
    done = comparing.restore(stocked, admin(), first.version_id, NOW)
    assert isinstance(done, tuple) and set(done) == {FORM, PART}
    assert text(stocked, FORM) == before
    (back,) = comparing.of_draft(stocked, admin(), FORM, before)
    assert "删除字段“备用电话”" in told(back.found)
    assert undo(stocked, admin(), FORM, NOW) is None and text(stocked, FORM) == draft
    assert isinstance(comparing.restore(stocked, admin(), 99, NOW), Refusal)
    assert isinstance(comparing.restore(stocked, nobody(), first.version_id, NOW), Refusal)
    assert isinstance(comparing.between(stocked, admin(), first.version_id, 99), Refusal)


def test_the_command_line_tells_the_same_of_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = DEFINITIONS / f"{PROCEDURE}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["transitions"]["ask"]["by"].append("leader")
    (tmp_path / "later.json").write_text(json.dumps(data), encoding="utf-8")
    assert main(["diff", str(path), str(tmp_path / "later.json")]) == 0
    assert "流转“退回补正”现在也可由市局领导发起" in capsys.readouterr().out
    assert main(["diff", str(path), str(path)]) == 0
    assert "没有不同" in capsys.readouterr().out
