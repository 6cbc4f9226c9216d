"""What the values were when a workbook was downloaded: kept inside, so that an upload can be compared three ways."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.values import Values

BASE = "_base"
"""The hidden sheet that holds it."""
_CHUNK = 30_000  # characters; a cell holds 32,767
_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True)
class Base:
    """The values of a download; `token` tells downloads apart."""

    token: str
    values: Values


def packed(values: Mapping[str, Any], token: str = "") -> list[str]:
    """The cells of the hidden sheet; none where the values are too many, which is compared two ways then."""
    facts = {"token": token or secrets.token_hex(8), "values": values}
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8")
    if len(text) > _LARGEST:
        return []
    coded = base64.b64encode(zlib.compress(text)).decode("ascii")
    return [coded[n : n + _CHUNK] for n in range(0, len(coded), _CHUNK)]


def unpacked(cells: Sequence[Any]) -> Base | None:
    """The values again; None for what somebody has spoiled."""
    try:
        coded = base64.b64decode("".join(str(c) for c in cells), validate=True)
        text = zlib.decompressobj().decompress(coded, _LARGEST + 1)
        facts = json.loads(text)
        if len(text) <= _LARGEST and isinstance(facts["values"], dict) and isinstance(facts["token"], str):
            return Base(facts["token"], facts["values"])
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError, RecursionError):
        pass
    return None
