"""What the form designer says when an edit cannot be made."""

from __future__ import annotations

DESIGN: dict[str, tuple[str, str]] = {
    "design_unreadable": (
        "这份定义的 JSON 有错，先在 JSON 里改好",
        "The JSON of this form is wrong; mend it in the JSON first",
    ),
    "design_unfit": ("这样改不行：{why}", "This is not possible: {why}"),
    "design_no_page": ("没有页面“{page}”，可能已被删除", "There is no page “{page}”; it may have been deleted"),
    "design_no_field": (
        "没有字段“{path}”，可能已被删除或改名",
        "There is no field “{path}”; it may be gone or renamed",
    ),
    "design_no_rule": ("没有规则“{rule}”，可能已被删除", "There is no rule “{rule}”; it may have been deleted"),
    "design_no_table": ("“{path}”不是明细表", "“{path}” is no table"),
    "design_no_type": ("没有字段类型“{type}”", "There is no field type “{type}”"),
    "design_no_place": ("定义里没有这个位置：{pointer}", "The form has no such place: {pointer}"),
    "design_nothing": ("没有选中字段", "No field is chosen"),
    "design_not_set": ("“{name}”不能这样改", "“{name}” cannot be set like this"),
    "design_key_there": (
        "那里已经有字段“{key}”，先给其中一个改名",
        "A field “{key}” stands there already; rename one of them first",
    ),
    "design_share_alone": (
        "这些字段离开表单就不成立，把用到的字段也放进来，或先改掉：{why}",
        "These fields do not hold without the form; take along what they speak of, or change that first: {why}",
    ),
    "design_rename_in": (
        "用到这个共用小节的表单“{form}”里改不了：{why}",
        "It is not possible in form “{form}”, which names this shared section: {why}",
    ),
    "design_section_page": (
        "共用小节只有一页；要几页，请分成几个小节",
        "A shared section has one page; for several, make several sections",
    ),
    "design_not_shared": (
        "小标题“{path}”没有引用这个共用小节，可能已被改过",
        "Heading “{path}” does not name this shared section; it may have been changed",
    ),
    "design_no_heading": (
        "只有自己带字段的小标题才能变成共用小节",
        "Only a heading with fields of its own becomes a shared section",
    ),
    "design_heading_empty": ("小标题下面还没有字段", "There are no fields under the heading yet"),
    "design_key_taken": ("已有字段“{key}”，换一个名字", "There is a field “{key}” already; choose another name"),
    "list_changed_meanwhile": (
        "代码表刚才在别处改过，这一处没有保存。看一下现在的内容，再改一次",
        "The list was changed elsewhere meanwhile, so this was not kept. Look at it and change it again",
    ),
    "decision_changed_meanwhile": (
        "决策表刚才在别处改过，这一处没有保存。看一下现在的内容，再改一次",
        "The table was changed elsewhere meanwhile, so this was not kept. Look at it and change it again",
    ),
    "design_no_print": ("表单还没有打印版式，先建一个", "The form has no printed page yet; begin one first"),
    "design_block_changed": (
        "打印版式刚才在别处改过，这一处没有保存。看一下现在的内容，再改一次",
        "The printed page was changed elsewhere meanwhile, so this was not kept. Look at it and change it again",
    ),
    "design_into_itself": ("明细表不能放进它自己里面", "A table cannot go into itself"),
    "design_too_deep": (
        "明细表最多两层，这里不能再放明细表",
        "Tables lie at most two levels deep; no table fits in here",
    ),
    "design_second_inner": (
        "一行里只能有一张明细表，“{path}”里已经有一张",
        "A row holds one table at most, and “{path}” has one already",
    ),
    "design_told_in_table": ("“{type}”不能放进明细表", "“{type}” cannot stand in a table"),
    "design_page_full": (
        "这一页还有{count:# 个字段|# 个字段}，先移走或删除",
        "This page still holds {count:# field|# fields}; move or delete them first",
    ),
    "design_last_page": ("表单至少要有一页", "A form has at least one page"),
}
