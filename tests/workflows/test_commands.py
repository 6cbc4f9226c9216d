"""The command line, as somebody at the machine types it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from workflows.__main__ import main
from workflows.publishing import DEFINITIONS, shipped

PROCEDURE = next(p for p in shipped() if (DEFINITIONS / p / "rehearsals").is_dir())
"""The first that has rehearsals of its own."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, in production: nobody in it."""
    monkeypatch.setenv("SANDBOX_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("SANDBOX_ENV", "production")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\n"))


def test_what_is_shipped_checks_without_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert main(["check", "--json"]) == 0
    assert "0 个错误" in capsys.readouterr().out


def test_a_wrong_definition_is_told_with_line_and_column(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(shipped()[PROCEDURE]["procedure"])
    data["initial"] = "nowhere"
    path = here / "wrong.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert main(["check", "--json", str(path)]) == 1
    assert main(["load", str(path)]) == 1
    assert "procedure:" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["{", "[]", '{"kind": "x"}', None])
def test_what_is_no_definition_is_refused_in_words(
    here: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    path = here / "x.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert "x.json" in capsys.readouterr().err


def test_a_rehearsal_is_played(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next((DEFINITIONS / PROCEDURE / "rehearsals").glob("*.json"))
    assert main(["rehearse", str(path)]) == 0
    data = json.loads(path.read_text(encoding="utf-8"))
    data["play"].append({"then": {"state": "nowhere"}})
    shutil.copytree(DEFINITIONS / PROCEDURE, here / PROCEDURE)
    wrong = here / PROCEDURE / "rehearsals" / "wrong.json"
    wrong.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert main(["rehearse", str(wrong)]) == 1
    assert "✗" in capsys.readouterr().out


def test_what_is_exported_is_what_was_published(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", PROCEDURE, "--to", str(here / "out")]) == 0
    assert (here / "out" / f"{PROCEDURE}.json").read_text(encoding="utf-8") == shipped()[PROCEDURE]["procedure"]
    files = [str(p) for p in (here / "out").rglob("*.json")]
    assert main(["load", *files]) == 0
    assert "已是这个内容" in capsys.readouterr().out
    assert main(["export", "nothing"]) == 1


def test_an_administrator_is_made_at_the_machine(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["first-admin"]) == 0
    assert "/first-admin?token=" in capsys.readouterr().out
    typed(monkeypatch, "short")
    assert main(["user", "add", "zhang", "--name", "张三", "--organisation", "信息中心"]) == 1
    typed(monkeypatch, "Correct-horse-22")
    assert main(["user", "password", "zhang"]) == 0
    assert main(["user", "grant", "zhang", "admin"]) == 0
    assert main(["user", "grant", "zhang", "clerk", "--district", "500103"]) == 0
    assert main(["user", "grant", "zhang", "no_such_role"]) == 1
    assert main(["user", "grant", "nobody", "admin"]) == 1
    assert main(["first-admin"]) == 1
    assert main(["audit", "verify"]) == 0
    assert main(["demo"]) == 1
