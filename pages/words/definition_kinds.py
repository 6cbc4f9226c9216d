"""Words of kinds of definitions: registers that several procedures share, statistical tables."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "def.kind.section": ("共用小节", "Shared sections"),
    "def.one.section": ("共用小节", "Shared section"),
    "def.kind.register": ("共用名录", "Shared registers"),
    "def.kind.statistics": ("统计表", "Statistical tables"),
    "def.kind.board": ("看板", "Boards"),
    "def.one.board": ("看板", "Board"),
    "def.one.statistics": ("统计表", "Statistical table"),
    "def.one.register": ("共用名录", "Shared register"),
}
