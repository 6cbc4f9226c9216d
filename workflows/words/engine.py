"""What the engine says: why a transition cannot be taken, and why a case cannot be opened."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "stale": (
        "这件事项刚被他人处理过，请看最新情况再办",
        "Somebody else has acted on this case meanwhile; look at it as it is now and decide again",
    ),
    "no_verb": ("没有“{name}”这个操作", "There is no action “{name}”"),
    "no_transition": ("没有“{name}”这个操作", "There is no action “{name}”"),
    "not_in_state": (
        "办件现在是“{state}”，不能“{transition}”；可以在：{from_states}",
        "The case is in “{state}” and cannot be taken through “{transition}”; that is possible in: {from_states}",
    ),
    "not_your_role": (
        "“{transition}”由{roles}办理，你没有这个角色",
        "“{transition}” is for {roles}; you do not hold that role for this case",
    ),
    "not_your_organisation": (
        "只有提交单位的人可以“{transition}”",
        "Only the organisation that handed it in can “{transition}”",
    ),
    "same_person": (
        "“{before}”是你办的，“{transition}”要由另一人办理",
        "You took “{before}” yourself; “{transition}” has to be done by somebody else",
    ),
    "no_way_back": (
        "不知道办件从哪里退回，不能“{transition}”",
        "It is not known where the case was returned from, so “{transition}” is not possible",
    ),
    "campaign_needed": ("先选申报批次", "Choose a campaign first"),
    "campaign_not_open": (
        "“{campaign}”{opens}才开始，到时再办",
        "“{campaign}” opens on {opens}; come back then",
    ),
    "campaign_closed": ("“{campaign}”已于{closes}截止，不再受理", "“{campaign}” closed on {closes} and takes no more"),
    "open_already": (
        "已有一件未办结：{case}；请接着办那一件，或先撤销它",
        "One is open already: {case}; go on with that one, or withdraw it first",
    ),
    "needs_fields": (
        "先填好：{fields}，再“{transition}”",
        "Fill in {fields} before “{transition}”",
    ),
    "condition_text": ("{text}", "{text}"),
    "condition_false": (
        "“{transition}”的条件不满足：{why}",
        "The condition of “{transition}” does not hold: {why}",
    ),
    "condition_unknown": (
        "还不能判断能否“{transition}”：{why}",
        "It cannot be told yet whether “{transition}” is possible: {why}",
    ),
    "field_empty": ("“{field}”没有填", "“{field}” is empty"),
    "not_ready": (
        "有 {count} 处要先处理，才能“{transition}”",
        "{count:# thing has|# things have} to be put right before “{transition}”",
    ),
    "given_not_ready": (
        "随“{transition}”填写的内容有 {count} 处要先处理",
        "What is filled in for “{transition}” has {count:# thing|# things} to put right",
    ),
    "entries_no_list": (
        "“{transition}”要写入名录“{register}”，但得不到要写的行：{why}",
        "“{transition}” writes to the register “{register}”, but the rows could not be found: {why}",
    ),
    "entry_no_day": (
        "“{transition}”要写入名录“{register}”，但得不到列入日期：{why}",
        "“{transition}” writes to the register “{register}”, but the first day could not be found: {why}",
    ),
    "entry_no_key": (
        "“{transition}”要写入名录“{register}”，但“{field}”是空的：{why}",
        "“{transition}” writes to the register “{register}”, but “{field}” is empty: {why}",
    ),
    "entry_twice": (
        "“{entry}”在这次要写入名录“{register}”的内容中出现了两次，留下一个",
        "“{entry}” stands twice in what would be written to the register “{register}”; keep one",
    ),
    "rows_no_list": (
        "“{transition}”要在明细表里加行，但“{text}”得不到列表",
        "“{transition}” adds rows to a table, but “{text}” gives no list",
    ),
    "rows_too_many": (
        "“{transition}”加行以后“{table}”超过 {limit} 行，先减少几行",
        "With “{transition}” “{table}” would have more than {limit} rows; take some away first",
    ),
    "not_offered_yet": ("“{procedure}”自{day}起受理", "“{procedure}” is offered from {day} on"),
    "not_offered_any_more": ("“{procedure}”自{day}起不再受理", "“{procedure}” is no longer offered since {day}"),
    "start_subject": ("“{field}”要填一个现有的区县", "“{field}” has to be a district of today"),
    "start_role": (
        "“{subject}”的“{procedure}”由{roles}新建，你没有这个角色",
        "“{procedure}” for {subject} is opened by {roles}; you do not hold that role there",
    ),
    "start_on_behalf": (
        "代报“{procedure}”只能由{roles}办理",
        "Only {roles} can open “{procedure}” for somebody else",
    ),
    "nobody": ("（无人）", "nobody"),
    "no_organisation": (
        "“{subject}”还没有承办单位，请管理员先在“人员”里建立",
        "{subject} has no organisation yet; ask the administrator to add one under People",
    ),
    "why_nothing": ("原因不明", "no reason could be found"),
}
