"""Words of the panels of shared registers, parameters and campaigns."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "shell.page.panels": ("名录与参数", "Registers and parameters"),
    "panels.note": (
        "共用名录的字段、权限和清单，事项留给本机关定的参数、批次，都在面板里改",
        "Fields, rights and lists of shared registers, and what procedures leave open, in panels",
    ),
    "panels.note.register": ("点名称修改；发布以前什么都不变", "Press one; nothing changes before publishing"),
    "panels.note.procedure": ("参数、自己的名录、申报批次", "Parameters, registers of its own, campaigns"),
    "panels.new_title": ("新的共用名录", "A new shared register"),
    "panels.new_example": ("如：重点企业名录", "e.g. Key enterprises"),
    "panels.open": ("在面板里改", "Open in panels"),
    "panels.open_open": ("参数与名录", "Parameters and registers"),
    "panels.tabs": ("面板", "Panels"),
    "panels.tab.basic": ("基本", "Basics"),
    "panels.tab.fields": ("字段", "Fields"),
    "panels.tab.tables": ("明细表", "Tables"),
    "panels.tab.lists": ("给别的系统的清单", "Lists for other systems"),
    "panels.tab.follows": ("跟随", "Follows"),
    "panels.kind.parameter": ("参数", "Parameters"),
    "panels.kind.register": ("名录", "Registers"),
    "panels.kind.campaign": ("申报批次", "Campaigns"),
    "panels.none.parameter": ("这个事项没有参数", "The procedure has no parameters"),
    "panels.none.register": ("这个事项没有名录", "The procedure has no registers"),
    "panels.none_note": ("在下面写名称新建", "Write a title below to begin one"),
    "panels.campaign_note": (
        "打开后按批次申报：何时截止、逾期怎么算、谁看未申报",
        "Switched on, cases are declared in campaigns: when they close, what late means, who sees who is missing",
    ),
    "panels.uses": ("使用它的事项", "Procedures that use it"),
    "panels.uses_none": ("还没有事项使用，随使用它的事项一起发布", "None yet; it is published with one that does"),
    "panels.use": ("让事项使用它", "Let a procedure use it"),
    "panels_desk.unreadable": (
        "它的 JSON 有错，排不成面板。到 JSON 里改好，或在那里放弃草稿。",
        "Its JSON is wrong, so it cannot be shown in panels. Mend it there, or discard the draft.",
    ),
    "panels_desk.gone": ("没有这份定义，可以新建一份名录", "There is no such definition; begin a new register"),
}
