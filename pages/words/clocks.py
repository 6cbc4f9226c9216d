"""Words of the limits of a case, and of the page of working days."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "clock.card": ("时限", "Limits"),
    "clock.how": ("怎么算的", "How it is counted"),
    "clock.how_title": ("{clock}：怎么算的", "{clock}: how it is counted"),
    "clock.ended": ("已停止计时", "ended in time"),
    "clock.ended_late": ("已停止计时，超期", "ended late"),
    "clock.over": ("已满期", "has passed"),
    "clock.paused_workday": ("暂停，剩 {left} 个工作日", "stands still, {left:# working day|# working days} left"),
    "clock.paused_day": ("暂停，剩 {left} 天", "stands still, {left:# day|# days} left"),
    "clock.passes_workday": ("还要 {left} 个工作日", "{left:# working day|# working days} to pass"),
    "clock.passes_day": ("还要 {left} 天", "{left:# day|# days} to pass"),
    "clock.left_workday": ("剩 {left} 个工作日", "{left:# working day|# working days} left"),
    "clock.left_day": ("剩 {left} 天", "{left:# day|# days} left"),
    "clock.late_workday": ("超 {left} 个工作日", "{left:# working day|# working days} over"),
    "clock.late_day": ("超 {left} 天", "{left:# day|# days} over"),
    "clock.due": ("{day} 到期", "due {day}"),
    "clock.extended": ("已延长 {count}", "extended by {count}"),
    "clock.rule_workday": ("{limit} 个工作日　依据 {basis}", "{limit:# working day|# working days} · {basis}"),
    "clock.rule_day": ("{limit} 天　依据 {basis}", "{limit:# day|# days} · {basis}"),
    "clock.rule_month": ("{limit} 个月　依据 {basis}", "{limit:# month|# months} · {basis}"),
    "clock.rule_year": ("{limit} 年　依据 {basis}", "{limit:# year|# years} · {basis}"),
    "clock.column.day": ("日期", "Day"),
    "clock.column.counts": ("计入", "Counts"),
    "clock.column.why": ("说明", "Why"),
    "clock.counts": ("计", "yes"),
    "clock.counts_not": ("不计", "no"),
    "clock.comma": ("，", ", "),
}
