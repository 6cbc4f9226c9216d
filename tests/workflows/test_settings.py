"""The environment is read once, and a wrong value is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflows.settings import read_settings


def test_without_anything_it_is_a_practice_office_in_the_data_folder() -> None:
    found = read_settings({})
    assert not found.production and found.folder.parts[-2:] == ("data", "var")
    assert found.database.startswith("sqlite:///") and found.database.endswith("/data/var/office.db")


def test_what_the_environment_says_counts(tmp_path: Path) -> None:
    found = read_settings({
        "SANDBOX_ENV": "production", "SANDBOX_DATA": str(tmp_path), "DATABASE_URL": "postgresql://h/d",
        "SANDBOX_URL": "https://desk.example.cn/x",
    })  # fmt: skip
    assert found.production and found.https and found.url == "https://desk.example.cn"
    assert found.database == "postgresql://h/d" and found.files == tmp_path / "files"


@pytest.mark.parametrize("wrong", [
    {"SANDBOX_ENV": "prod"}, {"SANDBOX_URL": "desk.example.cn"}, {"SANDBOX_WORKERS": "-1"}, {"SANDBOX_WORKERS": "two"},
])
def test_a_wrong_value_is_named(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        read_settings(wrong)


def test_the_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    first = read_settings({"SANDBOX_DATA": str(tmp_path)}).secret()
    assert len(first) > 40 and read_settings({"SANDBOX_DATA": str(tmp_path)}).secret() == first
    assert read_settings({"SANDBOX_DATA": str(tmp_path), "SANDBOX_SECRET": "given"}).secret() == "given"


def test_one_worker_serves_unless_another_number_is_asked_for() -> None:
    assert (read_settings({}).workers, read_settings({"SANDBOX_WORKERS": "0"}).workers) == (1, 0)


def test_nothing_leaves_an_office_that_is_not_told_how() -> None:
    found = read_settings({"SANDBOX_URL": "https://desk.example.cn"}).outside
    assert (found.mail, found.hook, found.link(7)) == (None, None, "https://desk.example.cn/case?case=7")


def test_the_ways_out_are_read() -> None:
    found = read_settings({
        "SANDBOX_SMTP_HOST": "mail.example.cn", "SANDBOX_SMTP_FROM": "desk@example.cn", "SANDBOX_SMTP_SECURITY": "tls",
        "SANDBOX_WEBHOOK_URL": "https://a.example.cn/hook", "SANDBOX_WEBHOOK_SECRET": "0123456789abcdef",
    }).outside  # fmt: skip
    assert found.mail and (found.mail.port, found.mail.security, found.mail.user) == (465, "tls", "")
    assert found.hook and found.hook.secret == "0123456789abcdef" and found.link(7) == ""
    assert "0123456789abcdef" not in repr(found)


@pytest.mark.parametrize(("name", "wrong"), [
    ("SANDBOX_SMTP_FROM", {}), ("SANDBOX_SMTP_SECURITY", {"SANDBOX_SMTP_SECURITY": "ssl"}),
    ("SANDBOX_SMTP_PORT", {"SANDBOX_SMTP_PORT": "smtp"}),
    ("SANDBOX_WEBHOOK_URL", {"SANDBOX_WEBHOOK_URL": "ftp://h"}),
    ("SANDBOX_WEBHOOK_SECRET", {"SANDBOX_WEBHOOK_URL": "https://h", "SANDBOX_WEBHOOK_SECRET": "x"}),
])  # fmt: skip
def test_a_way_out_that_cannot_be_is_named(name: str, wrong: dict[str, str]) -> None:
    given = {"SANDBOX_SMTP_HOST": "h"} | ({} if name == "SANDBOX_SMTP_FROM" else {"SANDBOX_SMTP_FROM": "a@h"}) | wrong
    with pytest.raises(ValueError, match=name):
        read_settings(given)
