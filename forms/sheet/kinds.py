"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from forms.sheet.refused import Unsafe
from forms.text import Message

_MAGIC: Final = (
    (b"%PDF", "pdf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"#!", "program"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"RIFF", "media"),
    (b"\0\0\0", "media"),
    (b"ID3", "media"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"PK\x07\x08", "archive"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format", "database"),
    (b"\0\x01\0\0Standard", "database"),
)
_TEXTS: Final = (
    (re.compile(rb"(?i)<!doctype html|<html|<table|<head|<meta|<body|<div"), "web"),
    (re.compile(rb"(?i)^mime-version:|^content-type: multipart"), "web"),
    (re.compile(rb"schemas-microsoft-com:office:spreadsheet|mso-application progid=\"Excel"), "xml_sheet"),
    (re.compile(rb"^\s*<\?xml|^\s*<!DOCTYPE|^\s*<[a-z]+[\s>]"), "xml"),
    (re.compile(rb"^\s*[\[{]\s*[\"{\[]"), "json"),
)
_EXPECTED: Final = {"xlsx": {".xlsx"}, "xls": {".xls", ".et"}, "csv": {".csv", ".txt", ".tsv"}}
_OLD_BIFF: Final = (b"\x09\x08\x06\0\0\x05", b"\x09\x08\x08\0\0\x05", b"\x09\4\6\0", b"\x09\2\6\0", b"\x09\0\4\0")


def kind_of(data: bytes) -> str:
    """`xlsx` (any archive), `xls` (any compound file) or `csv` (any text); raises `Unsafe` naming anything else."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Unsafe("sheet.empty")
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    if data.startswith(_OLD_BIFF):
        raise Unsafe("sheet.biff5")
    for magic, kind in _MAGIC:
        if data.startswith(magic) and not (len(magic) == 2 and _is_text(data)):
            raise other(kind)
    return _text(data)


def _text(data: bytes) -> str:
    start = data[:2048].removeprefix(b"\xef\xbb\xbf")
    plain = start.replace(b"\0", b"").lstrip(b"\xff\xfe").lstrip()
    if plain.startswith((b"<", b"{", b"[")) or plain[:8].lower() in {b"mime-ver", b"content-"}:
        for pattern, kind in _TEXTS:
            if pattern.search(plain):
                raise other(kind)
    return "csv"


def _is_text(data: bytes) -> bool:
    """A word such as BMW or MZ at the beginning of a table is no sign of a picture or a program."""
    return not any(byte < 9 for byte in data[:512])


def other(kind: str) -> Unsafe:
    """The refusal of a file that is no table, by what it is."""
    return Unsafe("sheet.other_kind", kind=Message(f"kind.{kind}"))


def misnamed(name: str, kind: str) -> Message | None:
    """What to say when a file's name promises another kind than its content is."""
    suffix = PurePath(name.replace("\\", "/")).suffix.lower()
    if not suffix or suffix in _EXPECTED[kind]:
        return None
    return Message("sheet.misnamed", {"suffix": suffix[:10], "kind": Message(f"kind.{kind}")})
