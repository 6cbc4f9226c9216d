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
    "verb.extend": ("延长时限", "Extend a limit"),
    "extend_no_clock": ("没有可以延长的时限“{clock}”", "There is no limit “{clock}” that can be extended"),
    "extend_nothing": ("没有可以延长的时限", "There is no limit that can be extended"),
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
    "notice.no_year": (
        "看不出是哪一年的通知；请粘贴通知全文（标题里有年份）",
        "It does not say which year it is for; paste the whole notice, with its title",
    ),
    "notice.long": ("太长了，通知最多 {most} 字", "Too long for a notice: {most} characters at most"),
    "notice.nothing": (
        "没有读到放假或上班的日期；请粘贴通知全文",
        "No day off and no working day was found in it; paste the whole notice",
    ),
    "notice.total": (
        "{name}：通知说共 {said} 天，读到的是 {found} 天",
        "{name}: the notice says {said} days in all, {found} were read",
    ),
    "notice.weekday": (
        "{name}：{day} 不是{said}",
        "{name}: {day} is another day of the week than the notice says ({said})",
    ),
    "notice.works_anyway": (
        "{day} 本来就是工作日，通知又说上班",
        "{day} is a working day anyway, and the notice says it is one",
    ),
    "notice.both": ("{day} 又说放假又说上班", "{day} is named as a day off and as a working day"),
    "notice.no_day": ("{name}：没有 {day} 这一天", "{name}: there is no such day ({day})"),
    "notice.range": ("{name}：有一段日期读不懂", "{name}: one range of days makes no sense"),
    "calendar.why": ("请写明名称和依据", "Give it a name and say on what basis"),
    "calendar.range": (
        "起止日期不对：结束不能早于开始，最多 {most} 天",
        "The days do not fit: the last not before the first, {most} days at most",
    ),
    "calendar.district": ("没有区县“{code}”", "There is no district “{code}”"),
    "calendar.gone": ("没有这份通知，或者已经撤回", "There is no such notice, or it was taken back"),
    "duty_due.subject": ("{duty}快到期：{case}", "{duty} is due soon: {case}"),
    "duty_due.text": (
        "{case}的{duty}（{first} 至 {last}）应于 {due} 前报送。",
        "{duty} of {case} for {first} to {last} is due on {due}.",
    ),
    "duty_missing.subject": ("{duty}没有报送：{case}", "{duty} is missing: {case}"),
    "duty_missing.text": (
        "{case}的{duty}（{first} 至 {last}）应于 {due} 前报送，还没有收到。",
        "{duty} of {case} for {first} to {last} was due on {due} and is missing.",
    ),
    "step.clock_yellow": ("时限将到", "The limit is near"),
    "step.clock_red": ("超过时限", "Past the limit"),
    "word.child": ("子办件", "child"),
    "word.clock": ("时限", "clock"),
    "public.files": (
        "附件最多 {most} 个，合计不超过 {mb} MB",
        "At most {most} files, together not larger than {mb} MB",
    ),
    "public.large": ("内容太大，合计不超过 {mb} MB", "Too large: not more than {mb} MB in all"),
    "public.mend": ("还有地方要改，见下面标红处", "Something has to be mended; see what is marked below"),
    "public.unanswered": (
        "{transition}还不能办：有 {count} 条异议没有答复",
        "{transition} has to wait: {count:# objection is|# objections are} not answered",
    ),
    "public.not_now": ("这件事项不在公示期", "This is not on public display now"),
    "public.all_needed": ("姓名、联系方式和异议内容都要填", "Give your name, how to reach you, and what you object to"),
    "public.too_long": (
        "太长了：异议最多 {most} 字，姓名和联系方式最多 {name} 字",
        "Too long: {most} characters at most, {name} for the name and how to reach you",
    ),
    "public.too_many": (
        "一小时内提交得太多，请稍后再试",
        "Too many were sent within an hour; please try again later",
    ),
    "public.full": ("这件事项的异议已经很多，请直接联系本机关", "There are many already; please contact the office"),
    "public.not_yours": ("异议不由您答复", "It is not for you to answer objections"),
    "public.answered_already": ("这条异议已经答复", "This objection was answered already"),
    "public.answer_needed": (
        "请写答复，最多 {most} 字",
        "Write the answer, {most} characters at most",
    ),
    "occasion.0": ("元旦", "New Year"),
    "occasion.1": ("春节", "Spring Festival"),
    "occasion.2": ("清明节", "Qingming"),
    "occasion.3": ("劳动节", "Labour Day"),
    "occasion.4": ("端午节", "Dragon Boat Festival"),
    "occasion.5": ("中秋节", "Mid-Autumn Festival"),
    "occasion.6": ("国庆节", "National Day"),
    "export.owed.sheet": ("待报清单", "Reports owed"),
    "export.owed.title": ("办件或条目", "Case or entry"),
    "export.owed.number": ("编号", "Number"),
    "export.owed.procedure": ("事项", "Procedure"),
    "export.owed.district": ("区县", "District"),
    "export.owed.organisation": ("单位", "Organisation"),
    "export.owed.duty": ("报送", "Report"),
    "export.owed.first": ("期间起", "Period from"),
    "export.owed.last": ("期间止", "Period to"),
    "export.owed.due": ("应报日期", "Due"),
    "export.owed.standing": ("情况", "Standing"),
    "export.owed.late": ("逾期工作日", "Working days late"),
    "owed.light.red": ("缺报", "missing"),
    "owed.light.yellow": ("快到期", "due soon"),
    "owed.light.green": ("待报", "to come"),
    "owed.more": (
        "办件或条目超过 {most} 个，只看了前 {most} 个；按事项或区县缩小范围",
        "There are more than {most} cases or entries and only the first {most} were looked at; choose a procedure",
    ),
    "heartbeat.subject": ("系统日期需要确认", "The date of the machine has to be confirmed"),
    "heartbeat.away": (
        "系统上次运行到 {before}，再次启动时本机时间是 {after}。停机这么久，还是时钟走错了，系统自己分不清。"
        "确认之前，到期提醒、变灯和自动流转都先不做。",
        "The system ran last until {before}; when it started again the machine said {after}. Whether it was off for so "
        "long or its clock is wrong, the system cannot tell. Until somebody confirms, it reminds nobody, changes no "
        "light and takes no transition by itself.",
    ),
    "heartbeat.ahead": (
        "本机时间应为 {before} 左右，却显示 {after}：时钟跳到了前面。确认之前，到期提醒、变灯和自动流转都先不做。",
        "The machine should say about {before} but says {after}: its clock has jumped ahead. Until somebody confirms, "
        "the system reminds nobody, changes no light and takes no transition by itself.",
    ),
    "heartbeat.behind": (
        "系统已经运行到 {before}，本机时间却是 {after}：时钟落在了后面。确认之前，到期提醒、变灯和自动流转都先不做。",
        "The system has come to {before} already, but the machine says {after}: its clock lies behind. Until somebody "
        "confirms, the system reminds nobody, changes no light and takes no transition by itself.",
    ),
    "heartbeat.which": ("选一项：停机了，还是时钟调过", "Choose one: the machine was off, or its clock was set"),
    "heartbeat.answered": ("已经有人确认过了", "Somebody has confirmed it already"),
    "explain.first": ("首日不计，从次日起算", "the first day does not count; it runs from the next"),
    "explain.from": ("当日起算", "runs from this day"),
    "explain.counted": ("计第 {number} 日", "day {number}"),
    "explain.due": ("到期", "due"),
    "explain.made_up": ("{occasion}调休上班", "make-up working day ({occasion})"),
    "explain.off": ("放假", "day off"),
    "explain.local_of": ("{place}的本地规定", "decided in {place}"),
    "explain.local": ("本地规定", "local decision"),
    "explain.paused": ("暂停：{state}", "stands still: {state}"),
    "explain.suspended": ("暂停：已挂起", "stands still: suspended"),
    "explain.added": ("顺延 {days} 天", "{days:# day|# days} added"),
    "explain.provisional": ("次年放假安排未公布，暂定", "holidays not announced yet, provisional"),
    "explain.lead": ("在此之前 {span}", "{span} before"),
    "explain.event": ("以此日为准往前算", "counted back from this day"),
    "explain.workday": ("{count} 个工作日", "{count:# working day|# working days}"),
    "explain.day": ("{count} 天", "{count:# day|# days}"),
    "explain.month": ("{count} 个月", "{count:# month|# months}"),
    "explain.year": ("{count} 年", "{count:# year|# years}"),
    **{
        f"explain.weekday.{n}": (f"周{zh}", en)
        for n, (zh, en) in enumerate(
            zip(
                "一二三四五六日",
                ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
                strict=True,
            )
        )
    },
}
