"""Publishing asks the same of every path: checks, approved rehearsals, a note; nothing else comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.tables import ApprovedRehearsal, Organisation, Person
from tests.workflows.differences.test_service import NOW, PROCEDURE, admin
from workflows import editing, releasing
from workflows.__main__ import main
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.publishing import Publication, planned, publish, shipped
from workflows.rehearsal import approving
from workflows.rehearsal.files import read_folder

PART = f"procedure/{PROCEDURE}"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office of the command line in an empty folder."""
    monkeypatch.setenv("SANDBOX_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def written(folder: Path, **changes: object) -> str:
    data = json.loads(shipped()[PROCEDURE]["procedure"])
    data.update(changes)
    path = folder / "mine.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_the_command_line_asks_for_a_note_and_publishes_nothing_unsound(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", written(here, about="新的简介")]) == 1
    assert "--note" in capsys.readouterr().err
    assert main(["load", "--note", "改简介", written(here, about="新的简介")]) == 0
    assert "第 2 版" in capsys.readouterr().out
    assert main(["load", "--note", "坏的", written(here, initial="nowhere")]) == 1


def changed(text: str, **more: object) -> str:
    return json.dumps({**json.loads(text), **more}, ensure_ascii=False)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_approved_rehearsal_that_comes_out_otherwise_stops_every_path(office: Office) -> None:
    publish(office, shipped()[PROCEDURE], "", None, NOW)
    folder = approving.folder_of(PROCEDURE)
    assert folder is not None
    rehearsal = next(p.model for p in read_folder(folder).values() if p.model)
    with office.db.write() as session:
        session.add(Organisation(id=1, name="市局", district="500000"))
        session.flush()
        session.add(Person(id=1, login="admin", name="管理员", organisation_id=1, created_at=NOW))
        session.flush()
        body = rehearsal.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        session.add(ApprovedRehearsal(
            procedure=PROCEDURE, key=rehearsal.id, body=body, approved_by=1, approved_at=NOW))  # fmt: skip
    opened = editing.open_part(office, admin(), PART)
    assert isinstance(opened, editing.Opened)
    same, other = changed(opened.text, about="新"), json.loads(opened.text)
    other["transitions"]["submit"]["by"] = ["head"]
    unfit = json.dumps(other, ensure_ascii=False)
    for text, fits in ((same, True), (unfit, False)):
        asked = releasing.publish_part(office, admin(), PART, text, "说明", NOW)
        assert isinstance(asked, Refusal) and asked.message.code == "rehearsal.not_played"
        every = planned(office, {PART: text})[PROCEDURE]
        assert (approving.against_now(office, PROCEDURE, every) is None) == fits


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_comes_out_where_a_part_was_published_meanwhile(office: Office) -> None:
    publish(office, shipped()[PROCEDURE], "", None, NOW)
    text = changed(shipped()[PROCEDURE]["procedure"], about="新")
    seen = planned(office, {"procedure": text})
    form = f"form/{PROCEDURE}"
    data = json.loads(shipped()[PROCEDURE][form])
    data["title"] = "另一个名字"
    publish(office, {form: json.dumps(data, ensure_ascii=False)}, "改名", None, NOW)
    made = publish(office, {"procedure": text}, "新", None, NOW, seen=seen)
    assert not made and made.findings[-1].finding.code == "published_meanwhile"
    assert isinstance(made, Publication)
