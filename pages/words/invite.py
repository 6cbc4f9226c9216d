"""Words of inviting experts and third parties by a link."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "invite.button": ("邀请专家", "Invite an expert"),
    "invite.title": ("邀请专家或第三方", "Invite an expert or a third party"),
    "invite.note": (
        "凭链接只能打开这一件、办这一项；链接用一次即失效。",
        "The link opens this case and this task alone, once.",
    ),
    "invite.task": ("请他办哪一项", "Which task"),
    "invite.name": ("姓名", "Name"),
    "invite.contact": ("手机或邮箱", "Mail or telephone"),
    "invite.days": ("几天内有效", "Days it is good"),
    "invite.make": ("生成链接", "Make the link"),
    "invite.once": ("链接只显示这一次，请复制后发给本人", "The link is shown this once; copy it and send it to them"),
    "invite.once_note": (
        "本系统不保存链接原文；丢失了可以换一个新链接。",
        "The office does not keep it; a new one can be made if it is lost.",
    ),
    "invite.renew": ("换新链接", "New link"),
    "invite.revoke": ("作废", "Revoke"),
    "invite.inside": ("已进入", "has come in"),
    "invite.until": ("链接有效到 {at}", "link good until {at}"),
    "invite.over": ("链接已用或已作废", "link used or revoked"),
}
