"""What is said about choices from lists, people, sources and matrices; joined to the catalogue of the package."""

from __future__ import annotations

CHOICES: dict[str, tuple[str, str]] = {
    "too_few_choices": ("选了 {count} 项，至少 {limit} 项", "{count} chosen; the least is {limit}"),
    "too_few_choices.todo": ("再选几项", "Choose some more"),
    "too_many_choices": ("选了 {count} 项，最多 {limit} 项", "{count} chosen; the limit is {limit}"),
    "too_many_choices.todo": ("去掉多选的", "Take the surplus away"),
    "not_deepest": (
        "只选到“{value}”，还要选下一级，如 {known}",
        "“{value}” is not the last level; choose among {known}",
    ),
    "not_deepest.todo": ("选到最后一级", "Choose down to the last level"),
    "several_entries": ("“{value}”不止一个：{known}", "There are several “{value}”: {known}"),
    "several_entries.todo": ("写明上一级，如“上级 / 本级”", "Name the level above too: “upper / lower”"),
    "left": ("“{value}”已停用，不能再选", "“{value}” is not active any more and may not be chosen"),
    "left.todo": ("换一个在用的", "Choose one that is active"),
    "not_to_choose": ("“{value}”不在这一栏的范围内", "“{value}” does not belong to those that may stand here"),
    "not_to_choose.todo": ("从列表中选一项", "Choose one from the list"),
    "not_a_matrix": ("“{value}”不是逐项评价", "“{value}” is no list of answers"),
    "not_a_matrix.todo": ("写成“项目：评价；项目：评价”", "Write it like “item: answer; item: answer”"),
    "no_such_line": ("没有“{value}”这一项，有：{known}", "There is no item “{value}”; there are: {known}"),
    "no_such_step": (
        "“{line}”填的“{value}”不在可选项中，可选：{known}",
        "“{value}” for “{line}” is no choice; there are: {known}",
    ),
    "lines_missing": ("还有 {count} 项没有评：{missing}", "{count:# item is|# items are} open: {missing}"),
    "lines_missing.todo": ("每一项都要评", "Answer every item"),
    "not_looked_up": ("没有找到“{value}”，或者不止一个", "“{value}” was not found, or is not the only one"),
    "not_looked_up.todo": ("填准确的编号，或查找后选一个", "Enter the exact key, or search and choose one"),
    "twice_city": ("{places}也填了“{value}”", "“{value}” is also declared by {places}"),
    "twice_city.todo": ("同一内容全市只能填一次", "It may be declared only once in the city"),
    # definitions
    "no_parent": ("上级“{key}”不在这个列表里", "The parent “{key}” is not in this list"),
    "no_parent_near": ("上级“{key}”不在这个列表里，是不是“{near}”？", "No parent “{key}”; did you mean “{near}”?"),
    "no_item_key": (
        "第 {number} 行没有编码也没有名称，填上或删除",
        "Row {number} has neither code nor title; fill it in or delete it",
    ),
    "parent_circle": ("“{key}”的上级绕了一圈又回到自己", "The parents of “{key}” lead back to itself"),
    "no_levels": (
        "“{path}”写了 {levels} 级，列表“{name}”有 {depth} 级",
        "“{path}” names {levels:# level|# levels}, the list “{name}” has {depth}",
    ),
    "flat_list": ("列表“{name}”没有上下级，用“单选”就够了", "The list “{name}” has no levels; a plain choice will do"),
    "more_than_there_are": (
        "“{path}”至少要选 {low} 项，列表只有 {count} 项",
        "“{path}” asks for {low} choices, the list has {count}",
    ),
    "no_lines": ("“{path}”缺少评价项目或等级", "“{path}” lacks items or a scale"),
    "copy_nowhere": ("“{path}”旁边没有可以带入的字段“{key}”", "Beside “{path}” there is no field “{key}” to fill"),
    "copy_nowhere_near": (
        "“{path}”旁边没有可以带入的字段“{key}”，是不是“{near}”？",
        "Beside “{path}” there is no field “{key}” to fill; did you mean “{near}”?",
    ),
    "copy_not_filled": ("“{key}”不由人填写，不能带入", "“{key}” is not filled in by people; nothing goes there"),
    "city_not_found": (
        "“{path}”要全市唯一，须勾选“可查找”（find）",
        "“{path}” is unique in the city, so it has to be one that can be found (find)",
    ),
}
