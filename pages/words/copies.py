"""Words of practice copies: the card beside a draft, and the banner in a copy."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "copy.title": ("练习", "Try it out"),
    "copy.note": (
        "用虚构的人员把草稿走一遍；数据另存一处，不进名录、看板、检索，不发邮件，发布时清除。",
        "Walk through the draft as made-up people. It is kept apart: no list, board or search knows of it, no mail "
        "goes out, and it is wiped at publishing.",
    ),
    "copy.make": ("新建一份练习", "Make a practice copy"),
    "copy.make_help": ("先改好必须改的地方", "Mend what must be mended first"),
    "copy.making": ("正在准备练习机关和人员…", "Preparing the office and its people …"),
    "copy.made": ("{by} {at} 建", "made by {by}, {at}"),
    "copy.old": ("；草稿后来又改过，可以新建一份", "; the draft has moved on since, make a new one"),
    "copy.enter": ("进入，扮作…", "Enter as …"),
    "copy.wipe": ("清除", "Wipe"),
    "copy.wiped": ("练习已清除", "The practice copy is gone"),
    "copy.banner": ("练习", "Practice copy"),
    "copy.banner_note": (
        "您现在是 {name}。这里的一切都是虚构的，发布时清除；其他标签页也在练习中。",
        "You are {name} now. Everything here is made up and wiped at publishing; your other tabs are here too.",
    ),
    "copy.as": ("换一个人", "Act as somebody else"),
    "copy.leave": ("离开练习", "Leave"),
    "copy.somebody": ("{roles} {name}（{place}）", "{roles} {name} ({place})"),
}
