"""Words of a kind of definition: registers that several procedures share."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "def.kind.register": ("共用名录", "Shared registers"),
    "def.one.register": ("共用名录", "Shared register"),
}
