"""The verbs on tasks and cases: what they are called, and why they cannot be used."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "verb.transfer": ("转办", "Hand on"),
    "verb.entrust": ("委派", "Entrust"),
    "verb.add": ("加签", "Add people"),
    "verb.remove": ("减签", "Remove"),
    "verb.reply": ("答复", "Reply"),
    "verb.claim": ("认领", "Claim"),
    "verb.release": ("退回认领", "Put back"),
    "verb.take_back": ("拿回", "Take back"),
    "verb.urge": ("催办", "Urge"),
    "verb.copy": ("抄送", "Copy to"),
    "verb.suspend": ("挂起", "Suspend"),
    "verb.resume": ("恢复", "Resume"),
    "verb.terminate": ("终止", "Terminate"),
    "verb_ended": (
        "办件已到“{state}”，不能再“{verb}”；还可以查看和抄送",
        "The case has ended (“{state}”), so “{verb}” is not possible; it can still be read and copied to people",
    ),
    "verb_suspended": (
        "办件已挂起，暂时不能“{verb}”；先“恢复”",
        "The case is suspended, so “{verb}” is not possible until it is resumed",
    ),
    "case_suspended": (
        "办件已挂起，不能“{transition}”；先“恢复”",
        "The case is suspended, so “{transition}” is not possible until it is resumed",
    ),
    "guest_one_task": (
        "通过链接进入的人只能办理链接所指的一项待办",
        "Whoever comes by a link does the one task that the link is for, and nothing else",
    ),
    "guest_no_transition": (
        "通过链接进入的人不能“{transition}”，只能办理链接所指的待办",
        "Whoever comes by a link does its one task; “{transition}” is for the office",
    ),
    "verb_nobody": (
        "这个事项没有允许任何角色“{verb}”；需要时请管理员在定义的 verbs 里写明",
        "The procedure lets nobody use “{verb}”; an administrator can name roles for it in its definition",
    ),
    "verb_not_yours": (
        "“{verb}”由{who}办理；请联系他们",
        "“{verb}” is for {who}; ask them to do it",
    ),
    "verb_owner": ("有这项待办的人", "whoever has the task"),
    "verb_reason": ("“{verb}”要写明理由", "“{verb}” needs a reason"),
    "verb_reason_long": ("理由最多 {limit} 字", "A reason has at most {limit} characters"),
    "verb_nobody_named": ("先选人，再“{verb}”", "Choose somebody before “{verb}”"),
    "verb_too_many": (
        "“{verb}”一次最多选 {most} 人，每人只选一次",
        "“{verb}” names at most {most:# person|# people}, each once",
    ),
    "verb_no_such_person": (
        "“{person}”不在用，不能承办；另选一人",
        "“{person}” does not work here now; choose somebody else",
    ),
    "verb_yourself": ("不能“{verb}”给自己；另选一人", "“{verb}” is for somebody else than yourself"),
    "verb_told_subject": ("{verb}：{case}", "{verb}: {case}"),
    "verb_told_text": (
        "{who}：{verb}，办件 {case}。说明：{reason}",
        "{who}: {verb}, case {case}. Note: {reason}",
    ),
    "task_none": (
        "没有这项待办；请看办件的最新情况",
        "There is no such task; look at the case as it is now",
    ),
    "task_done_by": (
        "已被他人处理：这项待办由{who}办完了；请看最新情况",
        "{who} has done this task already; look at the case as it is now",
    ),
    "task_called_off": (
        "这项待办已不用办了（{why}）；请看最新情况",
        "This task is called off ({why}); look at the case as it is now",
    ),
    "task_closed_why": ("办件已离开原来的环节，或已减签", "the case has moved on, or somebody was removed"),
    "task_waits_for": (
        "这项待办正等{who}先办；等他们答复，或先减签",
        "This task waits for {who}; wait, or remove them",
    ),
    "task_turn": ("前面的人", "those whose turn is before"),
    "task_claimed_by": (
        "已被他人处理：{who}认领了这项待办；请{who}退回认领或转办",
        "{who} has claimed this task; ask them to put it back or to hand it on",
    ),
    "task_theirs_already": ("这项待办本来就在{who}手上；另选一人", "{who} has this task already; choose somebody else"),
    "task_has_one": (
        "{who}在这件事上已有待办；另选一人",
        "{who} has a task in this matter already; choose somebody else",
    ),
    "transfer_stranger": (
        "{who}既没有“{role}”这个角色，也不是你单位的人；另选一人，或用“加签”“委派”",
        "{who} neither holds “{role}” nor works in your organisation; choose somebody else, or add or entrust them",
    ),
    "entrusted_already": (
        "这是别人委派给你的，不能再委派或加签；请答复，或请委派人另派",
        "This was entrusted to you, so it cannot be entrusted again; reply, or ask whoever entrusted it",
    ),
    "add_where": (
        "加签要选位置：前加签、后加签或并加签",
        "Say where to add them: before, after or beside you",
    ),
    "remove_holder": (
        "只有加签和委派的人可以减签；要换人请用“转办”",
        "Only people who were added or entrusted can be removed; hand the task on instead",
    ),
    "remove_last": (
        "这是最后一个承办人，减签后就无人办理；先加签或转办",
        "Nobody would be left to handle it; add somebody or hand it on first",
    ),
    "reply_opinion": (
        "联合审查的参加人要填意见，不用答复",
        "Participants of a review give an opinion instead of a reply",
    ),
    "reply_takes_on": (
        "你是最后办理的人：请直接选择下一步，不用答复",
        "You are the last to handle it: take the case on instead of replying",
    ),
    "claimed_already": ("你已经认领了", "You have claimed it already"),
    "release_personal": (
        "这项待办是指定给你的，不能退回认领；请用“转办”",
        "This task was given to you in person; hand it on instead",
    ),
    "release_unclaimed": ("这项待办没有人认领", "Nobody has claimed this task"),
    "take_back_nothing": (
        "最后一步不是办理环节，没有可拿回的",
        "The last step was no handling that could be taken back",
    ),
    "take_back_wrote": (
        "“{transition}”已写入名录或生成了别的内容，不能拿回；请下一环节退回",
        "“{transition}” has written elsewhere and cannot be taken back; ask whoever has the case to return it",
    ),
    "take_back_acted": (
        "{who}已经在办，不能拿回；请{who}退回",
        "{who} has begun to handle it; ask them to return it",
    ),
    "take_back_read": (
        "{who}已阅，“{transition}”不能拿回；请{who}退回",
        "{who} has read it, so “{transition}” cannot be taken back; ask them to return it",
    ),
    "read_already": (
        "{who}已阅，不能“{transition}”；请{who}退回",
        "{who} has read it, so “{transition}” is not possible; ask them to return it",
    ),
    "urged_lately": (
        "一小时内已催办过，{minutes} 分钟后可以再催",
        "You urged within the last hour; again in {minutes:# minute|# minutes}",
    ),
    "urge_nobody": (
        "现在没有别人在办，不用催办",
        "Nobody else has anything to do here, so there is nobody to urge",
    ),
    "copy_reads_already": ("{who}本来就能看；不用抄送", "{who} can read it already"),
    "not_suspended": ("办件没有挂起，不用恢复", "The case is not suspended"),
    "terminate_nowhere": (
        "定义没有写明终止后的状态（verbs.terminated），不能终止；请管理员补上",
        "The definition names no final state for it (verbs.terminated); an administrator can add one",
    ),
    "barred_same_person": (
        "{who}办过“{before}”，这一步要由另一人办理；另选一人",
        "{who} took “{before}”, and this step needs somebody else; choose another person",
    ),
    "barred_recused": (
        "{who}不能办这一项：{why}；另选一人",
        "{who} must not have this task: {why}; choose another person",
    ),
    "assignee_other": (
        "已被他人处理：这件正由{who}办理，不能“{transition}”；请{who}退回认领或转办",
        "{who} is handling this case, so “{transition}” is theirs; ask them to put it back or to hand it on",
    ),
    "assignee_waits": (
        "正等{who}答复，还不能“{transition}”；等答复，或先减签",
        "It waits for {who}, so “{transition}” is not possible yet; wait for the reply, or remove them",
    ),
    "assignee_added": (
        "加签的{who}还没有答复，还不能“{transition}”；等答复，或先减签",
        "{who} was added and has not replied, so “{transition}” is not possible yet; wait, or remove them",
    ),
    "word.verb": ("操作", "verb"),
    "terminated_missing": (
        "有角色可以“终止”，但没有写明终止后的状态；在 verbs.terminated 写一个办结状态",
        "Roles may terminate cases, but no state is named for it; name a final state as verbs.terminated",
    ),
    "terminated_open": (
        "“{state}”不是办结状态，办件终止后不会结束；给它写上 end，或另选一个",
        "“{state}” is not final, so a terminated case would not end; give it an `end`, or name another state",
    ),
    "no_earlier_state": (
        "办件还没有经过别的环节，不能“{transition}”",
        "The case has been in no other state yet, so “{transition}” is not possible",
    ),
    "choose_earlier": (
        "“{transition}”要选退到哪一环节：{states}",
        "Choose where “{transition}” leads: {states}",
    ),
}
