"""Words of saved views."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "view.not_yours": ("这不是您的视图", "This view is not yours"),
    "view.title": ("视图名称要有 1 到 {limit} 个字", "The name of a view has 1 to {limit} characters"),
    "view.columns": ("一个视图最多 {limit} 列", "A view has at most {limit} columns"),
    "view.size": ("没有这样的每页行数", "There is no such number of lines"),
    "view.many": ("最多保存 {limit} 个视图，先删去一些", "At most {limit} views can be kept; drop some first"),
    "view.not_shareable": (
        "只能共享给自己所在的单位和自己担任的角色；共享给其他人请找管理员",
        "You share with your own organisations and roles; for others ask an administrator",
    ),
    "view.everybody": ("全机关", "Everybody in the office"),
    "view.no_column": ("列“{key}”", "column “{key}”"),
    "view.no_procedure": ("事项“{key}”", "procedure “{key}”"),
    "view.no_state": ("状态“{key}”", "state “{key}”"),
    "view.no_campaign": ("批次“{key}”", "campaign “{key}”"),
    "view.no_register": ("名录“{key}”", "register “{key}”"),
}
