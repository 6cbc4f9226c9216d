"""The text of an uploaded policy: .txt in UTF-8 or GB 18030, or the paragraphs and cells of a .docx."""

from __future__ import annotations

from forms.official.from_word import paragraphs_of
from forms.official.refused import OfficialRefused
from forms.sheet.guard import scan
from forms.sheet.kinds import kind_of
from forms.sheet.refused import SheetRefused
from forms.text import Message

LARGEST = 5 * 1024 * 1024
"""Bytes of a file."""
LONGEST = 400_000
"""Characters of a text: the longest codes have half of that."""
_DAMAGED = {"locked", "bomb", "macros", "links", "objects", "doctype"}


def text_of_file(data: bytes) -> str | Message:
    """The text, a paragraph a line; or why it is not read."""
    if len(data) > LARGEST:
        return Message("policy.large", {"limit": LARGEST // 1024 // 1024})
    if data[:2] == b"PK":
        return _bounded(_word(data))
    if b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return Message("policy.kind")
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return _bounded(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return Message("policy.encoding")


def _bounded(text: str | Message) -> str | Message:
    if isinstance(text, Message):
        return text
    if len(text) > LONGEST:
        return Message("policy.long", {"limit": f"{LONGEST:,}"})
    return text if text.strip() else Message("policy.empty")


def _word(data: bytes) -> str | Message:
    try:
        kind_of(data)
        scan(data, "docx")
    except SheetRefused as refused:
        end = refused.message.code.partition(".")[2]
        return Message(f"official.{end}") if end in _DAMAGED else Message("policy.kind")
    try:
        return "\n".join(paragraphs_of(data))
    except OfficialRefused as refused:
        return Message("policy.long", {"limit": f"{LONGEST:,}"}) if "blank" in str(refused) else refused.message
    except Exception:  # what readers of foreign XML raise is theirs
        return Message("policy.kind")
