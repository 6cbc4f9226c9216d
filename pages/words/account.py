"""Words of 我的账户."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "account.me": ("我", "Me"),
    "account.me_note": (
        "姓名、单位和角色由本单位管理员维护",
        "Your administrator keeps name, organisation and roles",
    ),
    "account.name": ("姓名", "Name"),
    "account.login": ("账号", "Account"),
    "account.organisation": ("单位", "Organisation"),
    "account.no_roles": (
        "还没有角色。{how}",
        "You hold no role yet. {how}",
    ),
    "account.password": ("修改密码", "Password"),
    "account.password_note": (
        "至少 {least} 个字符；修改后其他登录都会结束",
        "At least {least} characters; every other session ends with the change",
    ),
    "account.old": ("原密码", "Current password"),
    "account.new": ("新密码", "New password"),
    "account.again": ("再输一次新密码", "New password once more"),
    "account.change": ("修改密码", "Change password"),
    "account.changed": ("密码已修改", "The password is changed"),
    "account.changed_note": ("其他地方的登录都已结束。", "Every other session has ended."),
    "account.sessions": ("登录", "Sessions"),
    "account.sessions_note": (
        "不认识的，请结束它并修改密码",
        "End any you do not recognise, and change your password",
    ),
    "account.since": ("{at} 登录", "signed in {at}"),
    "account.seen": ("最近使用 {at}", "last used {at}"),
    "account.this_one": ("就是这里", "This one"),
    "account.end": ("结束", "End"),
    "account.unknown_browser": ("其他程序", "Another program"),
}
