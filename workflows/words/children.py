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
    "child_outcome_never": (
        "“{child}”不会以“{outcome}”结束：“{procedure}”到不了那里，只会以 {ends} 结束；改结果，或改那个事项",
        "“{child}” never ends as “{outcome}”: no case of “{procedure}” comes there; it ends as {ends}. Change the "
        "outcome or that procedure",
    ),
    "child_endless": (
        "“{child}”永远不会结束：“{procedure}”没有到得了的结束；先改好那个事项",
        "“{child}” never ends: no case of “{procedure}” comes to an end; mend that procedure first",
    ),
    "child_ended_nowhere": (
        "“{child}”应随本件结束，可是“{procedure}”终止后去的“{state}”不是结束状态；改它的 verbs.terminated",
        "“{child}” ends with its parent, but “{state}”, where “{procedure}” goes then, is no final state; change its "
        "`verbs.terminated`",
    ),
    "child_never_gives": (
        "“{transition}”永远办不了：“{text}”要的结果“{child}”不会有，它只会以 {ends} 结束；改条件",
        "“{transition}” can never be taken: “{text}” wants what “{child}” never comes to; it ends as {ends}. Change "
        "the condition",
    ),
    "children_for_ever": (
        "每件都会自动开下一件，没有尽头：{way}；给其中一个加条件，或改由人开",
        "Every case opens the next by itself, without end: {way}; let one of them be opened by somebody",
    ),
    "children_wait_round": (
        "互相等待：{way}，每件结束前都要等下一件；改其中一个的 blocks",
        "They wait for each other: {way}; every case waits for the next before it ends. Change `blocks` of one",
    ),
    "child_asks_parent": (
        "“{child}”里“{transition}”要看上级办件的“{name}”，本事项没有给（give），它就结束不了；给上",
        "In “{child}”, “{transition}” asks the parent for “{name}”, which is not given: it never ends. Give it",
    ),
    "child_and_parent_wait": (
        "互相等待：“{blocked}”等“{child}”，它的“{transition}”看“{name}”，那又在“{blocked}”之后才填；改 blocks 或 give",
        "“{blocked}” waits for “{child}”, whose “{transition}” waits for “{name}”, which can only be filled in after "
        "“{blocked}”; change `blocks` or `give`",
    ),
    "duty_not_handed_in": (
        "“{duty}”由“{child}”报送，可是“{procedure}”没有交件（给号）的流转，永远算没报；给它 number",
        "“{duty}” is reported by “{child}”, but no transition of “{procedure}” hands it in (`number`): always missing",
    ),
    "duty_no_day": (
        "“{duty}”按“{child}”的“{field}”算属于哪一期，“{procedure}”没有这个能查找或统计的日期；可用：{days}",
        "“{duty}” goes by “{field}” of “{child}”, but “{procedure}” has no such date that is found or counted; "
        "known: {days}",
    ),
    "duty_nowhere": (
        "“{duty}”只在“{states}”要报，而办件到不了那里；改 while_in",
        "“{duty}” is owed in “{states}”, where no case comes to; change `while_in`",
    ),
    "duty_child_elsewhere": (
        "“{duty}”在“{states}”也要报，可是那里不能开“{child}”；改 states 或 while_in",
        "“{duty}” is owed in “{states}” too, where “{child}” cannot be opened; change `states` or `while_in`",
    ),
    "child_not_ended": (
        "“{child}”要随上级一起结束，但事项“{procedure}”没有写终止到哪个状态（verbs.terminated）",
        "“{child}” is to end with its parent, but “{procedure}” names no state for that (verbs.terminated)",
    ),
}
