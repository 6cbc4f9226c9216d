"""What clocks, duties, public periods and the table of working days say."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "clock_too_early": (
        "{transition}还不能办：{clock}要满期，最早 {day}",
        "{transition} is too early: {clock} has to pass first; {day} is the first possible day",
    ),
    "clock_too_early_paused": (
        "{transition}还不能办：{clock}要满期，现在停着计时",
        "{transition} is too early: {clock} has to pass first, and stands still now",
    ),
    "clock_not_red": (
        "{transition}要到{clock}超期才由系统办理",
        "{transition} is taken by the office itself once {clock} is overdue",
    ),
    "extend_no_clock": ("没有可以延长的时限“{clock}”", "There is no limit “{clock}” that can be extended"),
    "extend_role": ("{clock}只能由{roles}延长", "{clock} can only be extended by {roles}"),
    "extend_ended": ("{clock}已经结束，不能再延长", "{clock} has ended and can no longer be extended"),
    "extend_often": (
        "{clock}最多延长 {times} 次，已经用完",
        "{clock} can be extended {times:once|# times}, and that was done",
    ),
    "extend_amount": ("请填{clock}延长多少", "Say by how much {clock} is extended"),
    "extend_reason": ("请写明延长{clock}的理由", "Say why {clock} is extended"),
    "extend_far": ("{clock}最多还能延长 {most}", "{clock} can be extended by {most} at most"),
    "clock_soon.subject": ("{clock}快到期：{case}", "{clock} is due soon: {case}"),
    "clock_soon.text": (
        "{case}的{clock} {due} 到期，还剩 {days} 天，请及时办理。",
        "{clock} of {case} is due on {due}: {days:# day|# days} left.",
    ),
    "clock_late.subject": ("{clock}已超期：{case}", "{clock} is overdue: {case}"),
    "clock_late.text": (
        "{case}的{clock}应于 {due} 前办结，已超过 {days} 天，请尽快办理。",
        "{clock} of {case} was due on {due}: {days:# day|# days} late.",
    ),
    "step.clock_yellow": ("时限将到", "The limit is near"),
    "step.clock_red": ("超过时限", "Past the limit"),
}
