"""委托代理, the hand-over of leavers, and links for third parties: why not."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "delegation.none": (
        "没有这项委托，或它不是你的；请刷新后再看",
        "There is no such delegation, or it is not yours; look again",
    ),
    "delegation.guest": (
        "通过链接进入的人不能委托代理",
        "Whoever came by a link cannot let anybody act for them",
    ),
    "delegation.oneself": (
        "{person}不能委托给自己；另选一人",
        "{person} cannot act for themselves as a deputy; choose somebody else",
    ),
    "delegation.reason": (
        "替{person}设委托要写明原因（如本人不在岗）",
        "Say why {person} does not arrange it themselves (away, for example)",
    ),
    "delegation.over": (
        "截止日 {until} 已过；选今天或以后的日子",
        "The last day, {until}, is over; choose today or later",
    ),
    "delegation.long": (
        "一次委托最长 {days} 天；缩短期间，到期再续",
        "A delegation lasts {days:# day|# days} at most; shorten it, and renew it then",
    ),
    "delegation.doubled": (
        "这段时间已委托给同一人；先收回原来的，或改日期",
        "The same person has been named for that time already; revoke that first, or choose other days",
    ),
    "people.open_tasks": (
        "“{name}”手上还有 {count} 项待办，停用后无人办理；先用“移交”交给别人，或确认仍要停用",
        "“{name}” still has {count:# open task|# open tasks} that nobody else could do; hand them over first, or say "
        "that you deactivate the account all the same",
    ),
    "hand_over.same": ("移交给本人没有意义；另选一人", "Hand it over to somebody else"),
    "hand_over.nobody": (
        "“{name}”不在用，不能接手；另选一人",
        "“{name}” does not work here now; choose somebody else",
    ),
    "verb.hand_over": ("移交", "Hand over"),
    "step.hand_over": ("移交", "Handed over"),
    "hand_over.admin": ("移交由管理员办理；请联系管理员", "Only an administrator hands tasks over; ask them"),
    "verb.invite": ("邀请", "Invite"),
    "step.invite": ("邀请", "Invited"),
    "link.closed": (
        "这项待办已办完或已撤，不用再邀请；请看最新情况",
        "This task is done or called off, so nobody needs to be invited; look at the case as it is now",
    ),
    "link.not_yours": (
        "邀请由牵头单位、允许邀请的角色或管理员办理；请联系他们",
        "The lead, the roles that may invite, or an administrator invite people; ask them",
    ),
    "link.not_for_guests": (
        "这项待办要由本机关的人办理，不能发链接；请用“加签”或“委派”",
        "This task is for people of the office and is not opened by a link; add or entrust somebody instead",
    ),
    "link.taken": (
        "{who}已在办这项待办；先撤回给{who}的链接，再邀请别人",
        "{who} has this task; revoke their link before you invite somebody else",
    ),
    "link.name": ("写明受邀人的姓名（最多 {limit} 字）", "Give the name of who is invited, {limit} characters at most"),
    "link.contact": (
        "写明受邀人的联系方式（邮箱或电话，最多 {limit} 字）",
        "Give a mail address or telephone number of who is invited, {limit} characters at most",
    ),
    "link.days": ("链接有效期为 1–{most} 天", "A link lasts 1 to {most} days"),
    "link.none": (
        "没有这个邀请，或已失效；请看最新情况",
        "There is no such invitation, or it is over; look at the case as it is now",
    ),
    "link.dead": (
        "这个链接已用过、已撤回或已过期\n请向邀请您的人要一个新的。",
        "This link was used already, was revoked, or has run out\nAsk whoever invited you for a new one.",
    ),
}
