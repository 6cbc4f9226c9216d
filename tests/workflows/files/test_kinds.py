"""What a file is, is said by its bytes; what hides something, acts by itself or grows too large is refused by name."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.fields.attachment import AttachmentField, Kind, without_doubles
from forms.text import Text
from tests.workflows.bureau import Bureau
from tests.workflows.files.samples import (
    PDF,
    locked_zip,
    office,
    old,
    packed,
    pdf,
    picture,
    png_head,
    xlsx,
    zipped,
)
from workflows.attachments import store
from workflows.engine.types import Refusal
from workflows.files import inspect
from workflows.files.kinds import MEDIA, fits, sniff
from workflows.messages import MESSAGES

WHOLE = {
    "pdf": PDF, "png": picture("PNG"), "jpg": picture("JPEG"), "xlsx": xlsx(), "docx": office("word/document.xml"),
    "pptx": office("ppt/presentation.xml"), "xls": old(), "doc": old("WordDocument"),
    "ppt": old("PowerPoint Document"), "ofd": zipped("OFD.xml", "Doc_0/Document.xml"), "txt": "说明\r\n".encode(),
    "zip": zipped("一/二.pdf", "三.txt"),
}  # fmt: skip


def test_every_kind_that_a_field_may_name_is_known_here() -> None:
    assert set(get_args(Kind)) == set(MEDIA) == set(WHOLE)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_of_each_kind_is_recognised_and_nothing_is_wrong_with_it(kind: str) -> None:
    assert sniff(WHOLE[kind]) == kind
    assert inspect.against(WHOLE[kind], kind) is None


@pytest.mark.parametrize(
    "content",
    [
        b"", b"MZ\x90\0", b"\x7fELF\0", b"<html></html>", b" <!DOCTYPE html>", b"<svg/>", b"#!/bin/sh\n", b"<?php",
        b"GIF89a\0", b"\0\0\0", "一".encode("utf-16"), b"{\\rtf1 x}", office("xl/workbook.xml", "xl/vbaProject.bin"),
        old("VBA"), old("EncryptedPackage"), old("Something"), old()[:600], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        office("x"), b"PK\x03\x04 broken", b"text with %PDF-1.7 in it",
    ],
)  # fmt: skip
def test_everything_else_is_no_kind(content: bytes) -> None:
    assert sniff(content) is None


@given(st.binary(max_size=700), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", old()[:512], picture()[:40]]))
def test_no_bytes_make_the_recognition_fall_over(content: bytes, head: bytes) -> None:
    kind = sniff(head + content)
    if kind is not None:
        wrong = inspect.against(head + content, kind)
        assert wrong is None or wrong in MESSAGES


HOSTILE = [
    ("zip behind a picture", picture("JPEG") + zipped("a.txt"), "file_two_kinds"),
    ("zip behind a PDF", PDF + zipped("a.txt"), "file_two_kinds"),
    ("PDF inside a picture", picture("PNG")[:33] + b"%PDF-1.7" + picture("PNG")[33:], "file_two_kinds"),
    ("picture of half a billion pixels", png_head(30_000, 20_000), "file_bomb"),
    ("picture cut off in its head", picture("PNG")[:20], "file_broken"),
    ("PDF without an end", PDF[:-6000] if len(PDF) > 8000 else PDF[:100], "file_broken"),
    ("script in a PDF", pdf(b"<</S/JavaScript/JS(app.alert(1))>>"), "file_with_script"),
    ("script under an escaped name", pdf(b"<</S/J#61vaScript/J#53(x)>>"), "file_with_script"),
    ("script in a packed object", pdf(packed(b"1 0 <</S/JavaScript/JS(x)>>")), "file_with_script"),
    ("program started by a PDF", pdf(b"<</S/Launch/F(cmd.exe)>>"), "file_with_script"),
    ("file inside a PDF", pdf(b"<</Names<</EmbeddedFiles 9 0 R>>>>"), "file_with_file"),
    ("PDF with a password", pdf(b"<</Encrypt 9 0 R>>"), "file_locked"),
    ("PDF that unpacks without end", pdf(packed(b"\0" * 70_000_000)), "file_bomb"),
    ("zip that unpacks to much more", zipped("a", content=b"\0" * 30_000_000), "file_bomb"),
    ("zip with very many files", zipped(*(f"{n}" for n in range(5_001))), "file_bomb"),
    ("zip with a password", locked_zip(), "file_locked"),
    ("zip with a program", zipped("看/发票.pdf.EXE"), "file_with_program"),
    ("zip that leads out of its folder", zipped("../../x.txt"), "file_broken"),
]


@pytest.mark.parametrize(("content", "code"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_what_is_not_as_it_seems_is_refused_by_name(content: bytes, code: str, desk: Bureau) -> None:
    every = AttachmentField(key="f", title=Text(zh="附件"), accept=list(get_args(Kind)), max_mb=50)
    found = store(desk.office, desk.actor("clerk"), content, "某文件", desk.now, every)
    assert isinstance(found, Refusal) and found.message.code == code
    assert "某文件" in MESSAGES.say(found.message, "zh") and "某文件" in MESSAGES.say(found.message, "en")
    assert not [p for p in desk.office.files.folder.rglob("*") if p.is_file()]


@pytest.mark.parametrize(
    "content", [picture("PNG", (300, 300))[:-30], picture("JPEG", (900, 900))[:900], pdf()[:9] + b"x" * 50 + b"%%EOF"]
)
def test_what_cannot_be_drawn_is_broken(content: bytes, desk: Bureau) -> None:
    found = store(desk.office, desk.actor("clerk"), content, "坏文件", desk.now)
    assert isinstance(found, Refusal) and found.message.code == "file_broken"


@pytest.mark.parametrize(
    ("name", "kind", "fitting"),
    [
        ("扫描.PDF", "pdf", True), ("照片.jpeg", "jpg", True), ("无后缀", "pdf", True), ("表.csv", "txt", True),
        ("扫描.pdf.exe", "pdf", False), ("照片.png", "jpg", False), ("表.xls", "xlsx", False),
    ],
)  # fmt: skip
def test_a_name_must_not_say_something_else_than_the_bytes(name: str, kind: str, fitting: bool, desk: Bureau) -> None:
    assert fits(name, kind) is fitting
    if kind == "pdf":
        found = store(desk.office, desk.actor("clerk"), PDF, name, desk.now)
        assert isinstance(found, dict) is fitting


def test_the_same_bytes_twice_in_a_field_are_one_file_and_told() -> None:
    first, again, other = ({"hash": h, "name": n} for h, n in (("a", "一"), ("a", "二"), ("b", "三")))
    assert without_doubles([first], [again, other]) == ([first, other], [("二", "一")])
    assert without_doubles([], [first, again]) == ([first], [("二", "一")])


def test_all_files_of_a_field_together_may_be_limited() -> None:
    made = AttachmentField(key="f", title=Text(zh="附件"), max_total_mb=1)
    files = [{"hash": h, "name": h, "size": 600_000, "kind": "pdf"} for h in "ab"]
    assert [m.code for m in made.problems(files, None)] == ["files_size"]  # type: ignore[arg-type]
    assert made.problems(files[:1], None) == []  # type: ignore[arg-type]
