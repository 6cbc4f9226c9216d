"""What is said about children of cases and of entries."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "step.child": ("打开子办件", "Opened a child case"),
    "step.child_ended": ("子办件办结", "A child case ended"),
    "no_such_child": ("这里没有“{name}”这种子办件", "There is no child “{name}” here"),
    "child_role": (
        "“{child}”由{roles}打开，你没有这个角色",
        "“{child}” is opened by {roles}; you do not hold that role here",
    ),
    "child_suspended": (
        "“{parent}”已挂起，恢复后才能打开“{child}”",
        "“{parent}” is suspended; “{child}” can be opened once it is resumed",
    ),
    "child_not_in_state": (
        "“{parent}”现在是“{state}”，不能打开“{child}”；可以在：{states}",
        "“{parent}” is in “{state}”, where “{child}” cannot be opened; that is possible in: {states}",
    ),
    "child_entry_out": (
        "“{parent}”今天不在名录里，不能打开“{child}”",
        "“{parent}” is not in the register today, so “{child}” cannot be opened",
    ),
    "child_open_already": (
        "已有一件“{child}”没有办结：{case}；请接着办那一件",
        "One “{child}” is open already: {case}; go on with that one",
    ),
    "child_no_procedure": (
        "“{child}”要办的事项“{procedure}”还没有发布或已停办，请管理员先发布",
        "The procedure “{procedure}” of “{child}” is not published, or not offered today; ask the administrator",
    ),
    "children_open": (
        "要等子办件办结才能“{transition}”：{children}",
        "“{transition}” waits for what is still open: {children}",
    ),
    "children_no_list": (
        "“{transition}”要打开子办件，但“{text}”得不到列表",
        "“{transition}” opens children, but “{text}” gives no list",
    ),
    "child_no_entry": (
        "“{transition}”要为名录条目打开“{child}”，但找不到条目",
        "“{transition}” opens “{child}” for an entry of a register, but there is no such entry",
    ),
    "child_parent_ended": ("上级办件“{parent}”已经结束", "The parent “{parent}” has ended"),
    "child_entry_or_case": (
        "“{child}”若是名录条目的子办件，要用 entry 说明是哪一条；若是办件的，不写 entry",
        "Name the entry for “{child}” if it is a child of a register's entries, and none if it is one of the case",
    ),
    "child_nobody": (
        "没有人能打开“{child}”：在 by 写上角色，或用 child 效果打开它",
        "Nobody opens “{child}”: name roles in by, or open it by the effect child",
    ),
    "child_of": (
        "“{child}”的 of 要写 case，或 register: 加名录",
        "Of “{child}”, of has to be case, or register: and a register",
    ),
    "child_of_entry": (
        "“{child}”是名录条目的子办件，不能写 {key}：条目没有状态和表单",
        "“{child}” is a child of entries, so {key} means nothing: an entry has no states and no form",
    ),
    "child_unpublished": (
        "“{child}”要办的事项“{procedure}”还没有发布，发布前打不开",
        "The procedure “{procedure}” of “{child}” is not published; until then none can be opened",
    ),
    "child_not_given": (
        "打开“{child}”时没有给它的表单填：{fields}；在 give 写上，子办件里没有人能填",
        "“{child}” is opened without {fields}, which nobody fills in there; say in give where they come from",
    ),
    "child_outcome": (
        "“{child}”没有“{outcome}”这种结果；有：{ends}",
        "“{child}” never ends as “{outcome}”; it ends as: {ends}",
    ),
    "child_not_ended": (
        "“{child}”要随上级一起结束，但事项“{procedure}”没有写终止到哪个状态（verbs.terminated）",
        "“{child}” is to end with its parent, but “{procedure}” names no state for that (verbs.terminated)",
    ),
}
