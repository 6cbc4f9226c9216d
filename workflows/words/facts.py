"""Sentences about figures of months' ends: what was sealed, what is found now, and why."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "facts.differs.cases": (
        "{day}：{key} 当时封存 {sealed} 件，现在算得 {found} 件",
        "{day}: {key} sealed: {sealed:# case|# cases}, found now: {found}",
    ),
    "facts.differs.entries": (
        "{day}：名录 {key} 当时封存 {sealed} 条，现在算得 {found} 条",
        "{day}: register {key} sealed: {sealed:# entry|# entries}, found now: {found}",
    ),
    "facts.new": ("多出", "more"),
    "facts.gone": ("少去", "fewer"),
    "facts.case.late": (
        "{way}：{case} {title}——封存以后补记了当月或更早的变动",
        "{way}: {case} {title} – something that happened before the end of the month was written after it was sealed",
    ),
    "facts.case.erased": ("少去：{case}——办件已被清除", "fewer: {case} – the case was erased"),
    "facts.case.unknown": (
        "{way}：{case} {title}——历史里没有说明，记录可能被改动过",
        "{way}: {case} {title} – the history does not say why; records may have been changed",
    ),
    "facts.entry.late": (
        "{way}：{entry}——封存以后更正了当月或更早的进出",
        "{way}: {entry} – coming or going before the end of the month was corrected after it was sealed",
    ),
    "facts.entry.erased": ("少去：{entry}——条目已被清除", "fewer: {entry} – the entry was erased"),
    "facts.entry.unknown": (
        "{way}：{entry}——历史里没有说明，记录可能被改动过",
        "{way}: {entry} – the history does not say why; records may have been changed",
    ),
    "facts.same": ("{day}：与封存时一致（{count} 项）", "{day}: the same as sealed ({count:# figure|# figures})"),
    "facts.none": ("还没有封存过月末", "No month's end has been sealed yet"),
    "facts.sealed": ("{day}：已封存 {count} 项", "{day}: {count:# figure|# figures} sealed"),
    "facts.tallies.right": ("汇总与逐件重算一致", "Tallies are what counting anew gives"),
    "facts.tallies.rebuilt": ("汇总已逐件重算", "Tallies were counted anew"),
    "facts.tally.wrong": (
        "{day} 的汇总（{family}）记为 {told}，逐件重算为 {real}",
        "Tallies of {day} ({family}) say {told}, counting anew gives {real}",
    ),
    "facts.wrong": (
        "看板的汇总有 {count} 处与逐件重算不一致，已重新计算",
        "Tallies of the boards that were not what counting anew gave: {count}; they were counted anew",
    ),
}
