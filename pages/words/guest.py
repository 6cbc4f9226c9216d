"""Words for those who came by a link."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "guest.you": ("您是：{name}", "You are {name}"),
    "guest.asked": ("请您参加{round}", "You are asked to take part: {round}"),
    "guest.asked_note": (
        "这个链接只打开这一件，只办这一项；提交以后就不能再打开。",
        "This link opens this case and this question alone; once you have answered it opens nothing any more.",
    ),
    "guest.opinion": ("您的意见", "Your opinion"),
    "guest.send": ("提交意见", "Send the opinion"),
    "guest.once": ("提交后不能再改，请核对。", "It cannot be changed once it is sent; look it over."),
    "guest.thanks": ("谢谢，您的意见已收到", "Thank you, your opinion has arrived"),
    "guest.thanks_note": (
        "{at}　{title}。可以关闭这个窗口；要改意见，请联系邀请您的人。",
        "{at} · {title}. You can close this window; to change it, ask whoever invited you.",
    ),
    "guest.gone": ("这个链接已经没有要办的事", "There is nothing to do by this link any more"),
    "guest.gone_note": (
        "意见可能已经出齐，或者不再请您办理。有疑问请联系邀请您的人。",
        "The opinions may be complete, or you are not asked any more. If in doubt, ask whoever invited you.",
    ),
}
