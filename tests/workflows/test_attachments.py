"""Files are told by their bytes, limited by their field, and given out only by right."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from forms.fields.attachment import AttachmentField
from forms.text import Text
from tests.workflows.bureau import SAMPLES, Bureau
from workflows.attachments import fetch, file_name, store
from workflows.engine.types import Refusal
from workflows.files.kinds import sniff

PDF = (SAMPLES / "stamped.pdf").read_bytes()
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
FIELD = AttachmentField(key="f", title=Text(zh="附件"), accept=["pdf"], max_mb=1)


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def workbook() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"), (PNG, "png"), (b"\xff\xd8\xff\xe0", "jpg"), (workbook(), "xlsx"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), None), (zipped("a.txt"), "zip"),
        (b"PK\x03\x04 broken", None), (b"MZ\x90", None), (b"<html>", None), (b" %PDF-", None), (b"", None),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_say(content: bytes, kind: str | None) -> None:
    assert sniff(content) == kind


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("扫描 1.pdf", "扫描 1.pdf"), ("../../etc/passwd", "passwd"), ("C:\\x\\y.pdf", "y.pdf"), ("", "file"),
        ("a\nb\x00.pdf", "a b.pdf"), ("长" * 300 + ".pdf", "长" * 100 + ".pdf"), ("...", "file"),
    ],
)  # fmt: skip
def test_a_name_is_a_name_and_no_path(raw: str, name: str) -> None:
    assert file_name(raw) == name


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_empty"), (PNG, "file_not_taken"), (b"%PDF-" + b"0" * 1_100_000, "file_too_large")],
)
def test_what_a_field_does_not_take_is_refused(desk: Bureau, content: bytes, code: str) -> None:
    found = store(desk.office, desk.actor("clerk"), content, "a.pdf", desk.now, FIELD)
    assert isinstance(found, Refusal) and found.message.code == code


def test_twice_the_same_file_is_kept_once_under_both_names(desk: Bureau) -> None:
    first = store(desk.office, desk.actor("clerk"), PDF, "一.pdf", desk.now)
    second = store(desk.office, desk.actor("head"), PDF, "二.pdf", desk.now)
    assert isinstance(first, dict) and isinstance(second, dict)
    assert (first["hash"], first["name"], second["name"]) == (second["hash"], "一.pdf", "二.pdf")


def test_what_a_browser_claims_about_a_file_is_not_believed(desk: Bureau) -> None:
    case = desk.start()
    file = store(desk.office, desk.actor("clerk"), PDF, "一.pdf", desk.now)
    assert isinstance(file, dict)
    desk.fill(case, {"盖章扫描件": [{**file, "kind": "png", "size": 1, "name": "../x.pdf"}]})
    assert desk.view(case).values["盖章扫描件"] == [{**file, "name": "x.pdf"}]


def test_a_file_follows_the_right_to_its_group(desk: Bureau) -> None:
    case = desk.start()
    desk.stamp(case, "clerk")
    key = desk.view(case).values["盖章扫描件"][0]["hash"]
    readers = [who for who in desk.people if fetch(desk.office, desk.actor(who), key)]
    assert readers == ["clerk", "colleague", "head"]
    assert fetch(desk.office, desk.actor("clerk"), "0" * 64) is None
    assert fetch(desk.office, desk.actor("clerk"), "../../secret") is None
