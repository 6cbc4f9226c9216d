"""What is said about accounts, signing in, grants and organisations."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "people.wrong_password": (
        "账号或密码不正确\n还可以再试 {left} 次；连续 {tries} 次错误将锁定 {minutes} 分钟。",
        "Account or password is wrong\n"
        "Tries left: {left}. After {tries} wrong ones: locked for {minutes:# minute|# minutes}.",
    ),
    "people.locked": (
        "账号已锁定\n连续输错次数过多，{minutes} 分钟后再试；急用请联系本单位管理员。",
        "This account is locked\n"
        "Too many wrong tries. Try again in {minutes:# minute|# minutes}, or ask your administrator.",
    ),
    "people.address_throttled": (
        "这个网络地址的尝试过多\n{minutes} 分钟后再试。",
        "Too many tries from this network address\nTry again in {minutes:# minute|# minutes}.",
    ),
    "people.password_short": ("密码至少 {least} 个字符", "A password has at least {least} characters"),
    "people.password_long": ("密码最多 {most} 个字符", "A password has at most {most} characters"),
    "people.password_monotonous": (
        "密码至少要有 5 个不同的字符",
        "A password has at least 5 different characters",
    ),
    "people.password_digits": (
        "只有数字和符号的密码很容易被猜出，加上字母或汉字，比如用一句话",
        "A password of digits and signs only is soon guessed; add letters, a sentence for example",
    ),
    "people.password_sequence": (
        "按顺序排列或重复的字符（如 abcdef、111111）很容易被猜出，换一个",
        "Characters in sequence or repeated (abcdef, 111111) are soon guessed; choose another",
    ),
    "people.password_has_login": ("密码里不要包含账号", "A password does not contain the account name"),
    "people.password_same": ("新密码与原密码相同，换一个", "The new password is the old one; choose another"),
    "people.password_differs": ("两次输入的新密码不一致", "The two new passwords differ"),
    "people.password_wrong_old": ("原密码不正确", "The current password is wrong"),
    "people.no_password": (
        "这个账号只用统一身份认证登录，没有密码可改",
        "This account signs in by single sign-on only; there is no password to change",
    ),
    "people.login_form": (
        "账号要 2–40 个字符，只用小写字母、数字和 . _ -",
        "An account name has 2–40 characters: small letters, digits and . _ -",
    ),
    "people.login_taken": ("账号“{login}”已有人使用，换一个", "The account “{login}” is taken; choose another"),
    "people.subject_taken": (
        "这个统一身份认证编号已对应另一人",
        "This single sign-on identity belongs to somebody else",
    ),
    "people.name_empty": ("姓名没有填", "The name is empty"),
    "people.no_such_person": ("没有这个人员", "There is no such person"),
    "people.no_such_organisation": ("没有这个单位，或已停用", "There is no such organisation, or it is inactive"),
    "people.organisation_name": ("单位名称没有填", "The name of the organisation is empty"),
    "people.organisation_taken": ("已有名为“{name}”的单位", "There is an organisation called “{name}” already"),
    "people.organisation_in_use": (
        "“{name}”还有 {count} 名在用人员，先调走或停用他们",
        "“{name}” still has {count:# active person|# active people}; move or deactivate them first",
    ),
    "people.organisation_circle": (
        "上级单位不能是它自己或它的下级",
        "An organisation cannot lie below itself",
    ),
    "people.no_such_city": ("先选本单位所在的城市", "Choose the city of the organisation first"),
    "people.no_such_district": ("没有代码为“{code}”的区县", "There is no district with the code “{code}”"),
    "people.choose_role": ("先选要授予的角色", "Choose the role first"),
    "people.no_such_role": ("没有角色“{role}”", "There is no role “{role}”"),
    "people.city_only": (
        "“{role}”是全市的角色，范围只能选全市",
        "“{role}” is a role of the whole city; its scope has to be the city",
    ),
    "people.grant_dates": (
        "截止日不能早于起始日",
        "The last day lies before the first",
    ),
    "people.grant_doubled": (
        "已有相同的授权（{role}，{place}），期间重叠",
        "The same grant exists already ({role}, {place}) for an overlapping time",
    ),
    "people.last_admin": (
        "这是最后一名管理员，不能停用或收回",
        "This is the last administrator; it cannot be deactivated or revoked",
    ),
    "people.not_admin": ("只有管理员可以管理人员和授权", "Only an administrator manages people and grants"),
    "people.link_dead": (
        "这个链接已用过或已过期\n请向管理员要一个新的。",
        "This link was used already or has run out\nAsk the administrator for a new one.",
    ),
    "people.sso_unknown": (
        "统一身份认证成功，但这里还没有对应的账号\n请把编号 {subject} 交给本单位管理员登记。",
        "Single sign-on worked, but no account here belongs to it\nGive the identity {subject} to your administrator.",
    ),
    "people.sso_failed": (
        "统一身份认证没有成功\n请重试；仍不行，请用账号密码登录。",
        "Single sign-on did not succeed\nTry again, or sign in with your password.",
    ),
    "role.admin": ("管理员", "Administrator"),
    "role.auditor": ("审计", "Auditor"),
}
