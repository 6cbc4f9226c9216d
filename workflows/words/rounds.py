"""What is said about rounds and opinions."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "verb.opinion": ("意见", "Opinion"),
    "step.name": ("指定参加人", "Named participants"),
    "verb.name": ("指定参加人", "Name participants"),
    "by_itself": (
        "“{transition}”在条件具备时自动办理，不由人办",
        "“{transition}” follows by itself once it can; nobody takes it",
    ),
    "no_task": ("没有这项待办", "There is no such task"),
    "nothing_waits": ("这里没有等你办理的待办", "Nothing waits for you here"),
    "which_task": ("你有几项待办，请先选一项", "Several tasks wait for you; choose one"),
    "not_your_task": ("这项待办不由你办理", "This task is not yours"),
    "task_taken": (
        "这项待办已被他人处理，请看最新情况",
        "Somebody else has done this task already; look at the case as it is now",
    ),
    "task_closed": ("这项待办已经关闭", "This task was closed"),
    "task_waits": ("还没有轮到这项待办", "It is not the turn of this task yet"),
    "task_names": ("这项待办是指定参加人，不是填写意见", "This task is to name participants, not to give an opinion"),
    "round_over": ("办件已不在审查中，不能再提意见", "The case is not under review any more; no opinion can be given"),
    "round_not_complete": ("联合审查的意见还没有齐", "Not everybody of the round has answered"),
    "round_not_agreed": ("联合审查没有通过", "The round has not agreed"),
    "round_complete": (
        "审查已有结果，意见不能再改",
        "The review is complete; the opinion cannot be changed any more",
    ),
    "suspended_case": ("办件已挂起，恢复后再办", "The case is suspended; go on when it is resumed"),
    "recused": ("你应当回避，不能提意见：{why}", "You have to stand aside and cannot give an opinion: {why}"),
    "same_person_opinion": (
        "“{before}”是你办的，意见要由另一人提出",
        "You took “{before}” yourself; the opinion has to come from somebody else",
    ),
    "opinion_not_ready": (
        "意见中有 {count} 处要先处理",
        "The opinion has {count:# thing|# things} to put right",
    ),
    "word.round": ("联合审查", "round"),
    "round_first": (
        "办件不能从有联合审查的状态“{state}”开始；先有一个由人办理的状态",
        "A case cannot begin with the round of “{state}”; begin with a state that somebody holds",
    ),
    "opinion_field": (
        "意见表单不能有叫“{field}”的字段：每份意见本来就有它；改名",
        "The form of an opinion cannot have a field “{field}”: every opinion has that anyway; call it otherwise",
    ),
    "participant_source": (
        "参加者要写明从哪里来，role、organisation、person、register、named 只写一个；现在有：{given}",
        "A participant comes from one of role, organisation, person, register, named; given are: {given}",
    ),
    "participant_no_role": (
        "参加者以什么角色办理？在 as 写一个 where 为 task 的角色",
        "In which role does the participant act? Name one held by `task` in `as`",
    ),
    "participant_role_held": (
        "“{role}”另有人担任；as 要用 where 为 task 的角色，否则看不到办件",
        "“{role}” is held otherwise; `as` needs a role whose `where` is task, or they could not see the case",
    ),
    "participant_entry": (
        "参加者取自名录时，要写条目的键（entry）和字段（field）",
        "A participant from a register needs the key of the entry (`entry`) and the `field`",
    ),
    "round_no_share": (
        "“{round}”是票签，要写通过比例（share）",
        "“{round}” is a vote and has to say which share must agree (`share`)",
    ),
    "round_nobody_outside": (
        "“{round}”不向外部征求意见，outside_seen 不起作用；删去",
        "“{round}” asks nobody from outside, so `outside_seen` says nothing; delete it",
    ),
    "round_outside_reads": (
        "“{round}”以“{role}”的角色征求外部意见，又让“{role}”看全部意见：各家企业会互相看到。从 readers 去掉",
        "“{round}” asks people from outside as “{role}” and lets “{role}” read all opinions: they would read each "
        "other's. Take it out of `readers`",
    ),
    "round_key_idle": ("“{key}”在“{mode}”里不起作用；删去", "“{key}” says nothing in the mode “{mode}”; delete it"),
    "outcome_place": (
        "“{path}”不能写结果：要是审查的那张明细表里的字段，或明细表以外可填的字段",
        "“{path}” cannot take an outcome: it has to be a field of the table asked about, or one outside tables",
    ),
    "outcome_written": (
        "“{path}”由审查写入，但在“{state}”也有人能填；去掉填写权",
        "“{path}” is what the round brings out, but somebody may write it in “{state}”; take that right away",
    ),
    "inputs_idle": (
        "退回后“{keep}”，inputs 不起作用；删去",
        "With “{keep}” after a return, `inputs` says nothing; delete it",
    ),
    "round_none_here": (
        "“{state}”没有联合审查，条件里不能问 round、opinions",
        "“{state}” has no round, so that a condition cannot ask for `round` or `opinions`",
    ),
}
