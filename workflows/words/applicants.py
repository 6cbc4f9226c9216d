"""What is said about applicants: organisations that come to the office."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "not_confirmed": (
        "登记信息待本机关核实，核实后才能“{transition}”；可以先填写、暂存",
        "The registration is not confirmed by the office yet; “{transition}” is possible then, the draft is kept",
    ),
    "start_unconfirmed": (
        "“{organisation}”的登记信息还没有核实：先在“申请主体”中核实，再代为录入",
        "“{organisation}” has not been confirmed yet: confirm it under “Applicants” first, then enter its case",
    ),
    "sight.by_task": ("因待办", "By a task"),
    "people.role_city": (
        "“{role}”属于{city}的事项，不能在{place}担任",
        "“{role}” belongs to procedures of {city} and cannot be held in {place}",
    ),
    "applicants.not_offered": ("现在没有可以申请的事项", "Nothing can be applied for at present"),
    "applicants.throttled": (
        "这个网络地址登记得太多\n一小时后再试，或到窗口办理。",
        "Too many registrations from this address\nTry again in an hour, or come to the window.",
    ),
    "applicants.full": (
        "待核实的登记太多\n请到窗口办理，或改日再来。",
        "Too many registrations are waiting\nCome to the window, or try another day.",
    ),
    "applicants.name": (
        "单位名称填写营业执照上的全称，100 字以内", "Give the full name on the licence, in at most 100 characters",
    ),
    "applicants.code_empty": ("填写统一社会信用代码", "Give the unified social credit code"),
    "applicants.contact": ("填写联系人姓名", "Give the name of the contact"),
    "applicants.phone_empty": ("填写联系电话", "Give a phone number"),
    "applicants.district": ("选择单位所在的区域", "Choose where the organisation is"),
    "applicants.not_yours": (
        "核实申请主体由窗口经办和管理员办理",
        "Applicants are confirmed at the window and by administrators",
    ),
    "applicants.decided": ("这条登记已经有人处理", "Somebody has looked at this registration already"),
    "applicants.reason": ("写明不予通过的理由", "Say why it is turned down"),
    "applicants.code_known": (
        "这个代码已经登记为“{organisation}”，直接邀请其人员即可",
        "This code is registered as “{organisation}”: invite its people",
    ),
    "applicants.follow_none": ("没有漏给的角色。", "No role is lacking."),
    "applicants.follow_counts": (
        "“{procedure}”的角色“{role}”：补给 {count} 人。",
        "“{role}” of “{procedure}”: given to {count:# person|# people}.",
    ),
    "applicants.follow_person": ("  {organisation}　{person}", "  {person}, {organisation}"),
    "applicants.follow_more": ("  另有 {count} 人", "  and {count} more"),
}
