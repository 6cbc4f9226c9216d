"""Words of the card that says why somebody sees or may do something."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "why.title": ("为什么能看、能办", "Why somebody sees or may do something"),
    "why.note": (
        "选一个人，看他对这里能看什么、能办什么，为什么；由办理时用的同一套规则回答",
        "Choose somebody: what they see and may do here, and why, answered by the rules that decide",
    ),
    "why.person": ("谁", "Who"),
    "why.person_hint": ("选一个人", "Choose somebody"),
    "why.number": ("办件编号", "Number of the case"),
    "why.district": ("区县", "District"),
    "why.sees": ("{person}看得到“{about}”（{state}）", "{person} sees “{about}” ({state})"),
    "why.sees_not": ("{person}看不到“{about}”（{state}）", "{person} does not see “{about}” ({state})"),
    "why.may": ("能办什么", "What they may do"),
    "why.hears": ("看得到哪些意见", "Which opinions they see"),
    "why.col_round": ("哪一轮", "Round"),
    "why.col_given_by": ("谁的意见", "Whose"),
    "why.col_group": ("字段组", "Field group"),
    "why.col_right": ("权限", "Right"),
    "why.col_because": ("因为", "Because"),
    "why.col_transition": ("流转", "Transition"),
    "why.col_answer": ("能否", "May they"),
    "why.col_reason": ("因为", "Because"),
    "why.by": ("凭：{by}", "By: {by}"),
    "why.others": ("能看的是：{by}", "It is read by: {by}"),
    "why.nobody": ("没有人能看", "Nobody reads it"),
    "why.yes": ("能", "Yes"),
    "why.no": ("不能", "No"),
}
