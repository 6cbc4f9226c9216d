"""Words of the door for those who come by a link to one task."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "door.by_link_title": ("受邀办理", "You are invited"),
    "door.by_link_until": (
        "这个链接有效至 {until}，过期后请联系邀请您的人换一个",
        "This link is good until {until}; later, ask whoever invited you for another",
    ),
    "door.by_link_note": (
        "点“进入”后打开您受邀办理的一项；链接只能用一次，进入后 12 小时内有效。",
        "“Enter” opens the one task that you are asked to do. The link works once; you stay in for 12 hours.",
    ),
    "door.by_link_enter": ("进入", "Enter"),
}
