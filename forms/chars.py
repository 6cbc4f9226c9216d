"""Characters as people type and paste them: full-width digits, stray spaces, control characters."""

from __future__ import annotations

import unicodedata
from typing import Any

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # no database and no printer can do anything with them


def clean(raw: Any) -> str:
    """Text without control characters, in NFC; line breaks stay, spaces at the end of lines and around go."""
    text = str(raw)
    if text.isprintable():  # one line without anything to take away: nearly every cell of a sheet
        return text.strip(" ") if text.isascii() else unicodedata.normalize("NFC", text).strip(" ")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not text.isprintable():
        text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _DROPPED)
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def one_line(raw: Any) -> str:
    """Clean text on one line: each run of spaces and line breaks becomes one space."""
    return " ".join(clean(raw).split())


def half_width(raw: Any) -> str:
    """Clean text with full-width letters, digits and signs as ordinary ones; spaces are gone."""
    plain = clean(raw)
    if plain.isascii():
        return "".join(plain.split())
    text = "".join(clean(unicodedata.normalize("NFKC", plain)).split())
    return text if text.isascii() else unicodedata.normalize("NFKC", text)  # what a space held apart may join
