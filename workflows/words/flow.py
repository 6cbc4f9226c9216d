"""Words of the workflow designer: why an edit is not made, and what new things are called until somebody says."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "flow_nothing_there": (
        "没有“{name}”，可能已被删除或改名",
        "There is no “{name}”; it may be gone or renamed",
    ),
    "flow_key_taken": ("已有“{key}”，换一个名字", "There is “{key}” already; choose another name"),
    "flow_from_end": (
        "“{title}”是结束状态，不能再往下走；先去掉它的办结结果，或从别的状态画起",
        "“{title}” is an end, so nothing leads on from it; take its outcome away first, or begin elsewhere",
    ),
    "flow_title_needed": ("先写名称", "Write a title first"),
    "flow_stage_full": (
        "这个阶段里还有状态：{states}；先移到别的阶段",
        "States still stand in this stage: {states}; move them to another one first",
    ),
    "flow_last_stage": ("至少留一个阶段", "At least one stage has to stay"),
    "flow_last_group": ("至少留一个字段组", "At least one field group has to stay"),
    "flow_first_state": (
        "“{title}”是办件开始的状态，不能删除；先在“事项”里改起点",
        "Cases begin in “{title}”, so it cannot be deleted; change where they begin first",
    ),
    "flow_no_subject": (
        "“{form}”里没有区县或单位字段，不知道办件是谁的；先在表单里加一个",
        "“{form}” has no field for a district or an organisation, so nobody knows whose case it is; add one first",
    ),
    "flow_register_unnamed": (
        "名录里要有一项文字或统一社会信用代码，用来叫出每个条目；再选一个字段",
        "A register needs a text or a credit code by which its entries are called; choose one more field",
    ),
    "flow_review_nobody": ("先选请谁", "Choose who is asked first"),
    "flow_review_state": ("先选在哪个状态会审", "Choose in which state it is held first"),
    "flow.begun.opinion": ("{title}意见", "Opinion: {title}"),
    "flow.begun.opinion_page": ("意见", "Opinion"),
    "flow.begun.opinion_agrees": ("是否同意", "Agrees"),
    "flow.begun.opinion_reason": ("理由", "Reason"),
    "flow.begun.page": ("基本情况", "Basics"),
    "flow.begun.subject_district": ("所属区县", "District"),
    "flow.begun.subject_organisation": ("申请单位", "Applicant"),
    "flow.begun.group": ("填写内容", "Contents"),
    "flow.begun.filer": ("填报人", "Filer"),
    "flow.begun.handler": ("办理人", "Handler"),
    "flow.begun.stage_fill": ("填报", "Filling in"),
    "flow.begun.stage_handle": ("办理", "Handling"),
    "flow.begun.stage_close": ("办结", "Closed"),
    "flow.begun.draft": ("草稿", "Draft"),
    "flow.begun.draft_todo": ("填好后提交", "Fill it in and submit it"),
    "flow.begun.handling": ("办理", "In hand"),
    "flow.begun.handling_todo": ("办理，或退回修改", "Handle it, or send it back"),
    "flow.begun.closed": ("办结", "Closed"),
    "flow.begun.transition": ("提交下一步", "Hand on"),
    "flow.begun.state": ("新状态", "New state"),
    "flow.begun.stage": ("新阶段", "New stage"),
    "flow.begun.submit": ("提交", "Submit"),
    "flow.begun.give_back": ("退回修改", "Send back"),
    "flow.begun.finish": ("办结", "Close"),
}
