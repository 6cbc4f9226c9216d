"""What is said while definitions are edited and published."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "definition_too_long": (
        "文字超过 {limit} 个字符，不能保存",
        "The text is longer than {limit} characters and cannot be kept",
    ),
    "no_such_part": ("没有“{part}”这个定义，请从左边选一个", "There is no definition “{part}”; choose one on the left"),
    "no_decision": (
        "定义里没有决策表“{name}”，或者定义现在读不出来；先改好必须改的地方",
        "The definition has no decision table “{name}”, or cannot be read now; mend what must be mended first",
    ),
    "other_decision": (
        "这份工作簿是决策表“{found}”的，不是“{name}”的；请换一份，或到那张表上传",
        "This workbook holds the decision table “{found}”, not “{name}”; take another, or upload it there",
    ),
    "published_meanwhile": (
        "刚有人发布了相关的部分，演练过的不再是要发布的；请重新检查、演练后再发布",
        "Somebody has just published a part of this: what was rehearsed is no longer what would be published."
        " Check and rehearse again",
    ),
    "note_needed": ("先写一句这次改了什么", "Say in a sentence what changed"),
}
