"""Words about who is missing in the office, and about findings that are no more than remarks."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "def.level.info": ("提示", "Note"),
    "staffing.missing": ("{count} 处没有人能办", "Nobody can act in {count:# place|# places}"),
    "staffing.note": (
        "每晚查一次；给人授予角色后这里就没有了",
        "Looked at every night; what is given a person disappears from here",
    ),
}
