"""What the services say: about cases, files, parameters, registers, campaigns and boards."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "no_such_case": (
        "没有这件办件，或者您不能查看它",
        "There is no such case, or it is not yours to see",
    ),
    "no_such_procedure": ("没有“{procedure}”这个事项", "There is no procedure “{procedure}”"),
    "not_admin": ("只有管理员能做这件事", "Only an administrator may do this"),
    "not_auditor": ("只有审计能做这件事", "Only an auditor may do this"),
    "may_not_write": (
        "现在不能改：{fields}；其余改动也没有保存，请先去掉这些",
        "Not yours to change now: {fields}; nothing was saved, leave these out first",
    ),
    "may_not_write_row": (
        "{row}不归您填写：{fields}；其余改动也没有保存，请先去掉这些",
        "{row} is not yours to fill in: {fields}; nothing was saved, leave these out first",
    ),
    "may_not_delete_row": (
        "{row}不归您，不能删除；没有保存任何改动",
        "{row} is not yours to delete; nothing was saved",
    ),
    "row_holds_others": (
        "{row}里有不归您的内容，不能整行删除；没有保存任何改动",
        "{row} holds what is not yours, so it cannot be deleted as a whole; nothing was saved",
    ),
    "may_not_add_row": (
        "{row}这样填就不归您，不能添加；没有保存任何改动，请改成归您的内容再添加",
        "Filled in like this, {row} is not yours to add; nothing was saved, change it so that it is",
    ),
    "row_would_move": (
        "这样改会改变{row}归谁填写或查看，不能这样改；没有保存任何改动",
        "This would change whose {row} is, so it cannot be done; nothing was saved",
    ),
    "rows_would_move": (
        "这样改会改变有的行归谁填写或查看，不能这样改；没有保存任何改动",
        "This would change whose some of the rows are, so it cannot be done; nothing was saved",
    ),
    "no_such_row": (
        "这一行已经不在，或者您不能查看它；没有保存任何改动",
        "This row is gone, or not yours to see; nothing was saved",
    ),
    "may_not_answer": ("现在不能回答这件办件的问题", "Questions of this case are not yours to answer now"),
    "no_such_field": ("表单里没有“{field}”", "The form has no “{field}”"),
    "answer_too_long": (
        "说明最多 {limit} 个字，现在 {count} 个",
        "At most {limit} characters; there are {count}",
    ),
    "copy_not_yours": (
        "不能从那一件复制：没有这件办件，或者您不能查看它",
        "That case cannot be copied: it is not there, or not yours to see",
    ),
    "no_such_revision": ("没有这一版；最新是第 {last} 版", "There is no such revision; the newest is {last}"),
    "not_comparable": (
        "这两件不是同一种表格，不能对比",
        "These two are not of the same form and cannot be compared",
    ),
    "step.start": ("新建", "Opened"),
    "file_unknown": ("文件没有上传成功，请重新上传", "The file did not arrive; upload it again"),
    "file_empty": ("“{name}”是空文件，请重新选择", "“{name}” is empty; choose it again"),
    "file_too_large": (
        "“{name}”有 {mb} MB，最大 {limit} MB；压缩或分开后再上传",
        "“{name}” has {mb} MB, the limit is {limit} MB; compress or split it",
    ),
    "file_misnamed": (
        "“{name}”的内容是 {kind} 文件，和文件名不符；改好文件名或换一个文件",
        "“{name}” holds {kind}, which is not what its name says; rename it or choose another file",
    ),
    "file_broken": (
        "“{name}”打不开，可能已损坏；在电脑上打开看看，重新导出或扫描后再上传",
        "“{name}” cannot be opened and may be damaged; open it on your computer, export or scan it again",
    ),
    "file_locked": (
        "“{name}”有密码或加了保护，别人打不开；去掉密码和保护后再上传",
        "“{name}” has a password or is protected, so nobody else can open it; remove that and upload it again",
    ),
    "file_bomb": (
        "“{name}”展开以后太大，没有接收；降低分辨率或拆成几个文件后再上传",
        "“{name}” grows too large when it is opened; lower its resolution or split it",
    ),
    "file_two_kinds": (
        "“{name}”里藏着另一种文件，没有接收；重新导出或扫描后再上传",
        "“{name}” hides a file of another kind; export or scan it again",
    ),
    "file_with_script": (
        "“{name}”里有脚本或会自己运行的动作，没有接收；用“打印为 PDF”另存一份再上传",
        "“{name}” holds scripts or actions that run by themselves; save a copy with “Print to PDF” and upload that",
    ),
    "file_with_file": (
        "“{name}”里嵌着别的文件，没有接收；把里面的文件单独上传，并用“打印为 PDF”另存一份",
        "“{name}” has other files embedded; upload those by themselves and save a copy with “Print to PDF”",
    ),
    "file_with_program": (
        "“{name}”里有程序文件，没有接收；去掉以后再上传",
        "“{name}” holds a program; take it out and upload it again",
    ),
    "file_infected": (
        "“{name}”查出病毒（{virus}），没有接收；请先在电脑上查杀",
        "“{name}” carries a virus ({virus}) and was not taken; clean your computer first",
    ),
    "file_unscanned": (
        "病毒扫描服务没有应答，暂时不能接收文件“{name}”；请稍后再传，或联系管理员",
        "The virus scanner does not answer, so “{name}” cannot be taken now; try later or tell the administrator",
    ),
    "file_not_taken": (
        "“{name}”的内容不是可接受的文件（{accept}），请转换后再上传",
        "“{name}” is not of a kind that is taken here ({accept}); convert it first",
    ),
    "no_parameter": ("没有“{name}”这个参数", "There is no parameter “{name}”"),
    "parameter_scope": ("“{title}”不能按这个范围设定", "“{title}” cannot be set for this scope"),
    "parameter_date": (
        "“{title}”要填日期，如 2026-03-13；现在是“{value}”",
        "“{title}” is a date such as 2026-03-13, not “{value}”",
    ),
    "parameter_integer": (
        "“{title}”要填整数；现在是“{value}”",
        "“{title}” is a whole number, not “{value}”",
    ),
    "parameter_bounds": (
        "“{title}”要在 {min} 到 {max} 之间；现在是 {value}",
        "“{title}” lies from {min} to {max}, not {value}",
    ),
    "parameter_reason": (
        "写上依据或原因，再设定“{title}”",
        "Say on what basis or why, then set “{title}”",
    ),
    "parameter_not_set": (
        "“{title}”在这个范围没有设定过，没有可收回的；填上值再设定",
        "“{title}” was never set for this scope, so there is nothing to take back; give a value",
    ),
    "campaign_title_needed": ("批次要有名称", "A campaign needs a name"),
    "campaign_title_taken": (
        "这个事项已有批次“{title}”，中文名和英文名都不能与它相同；换一个名称",
        "There is a campaign “{title}” already; no two may share a name in Chinese or in English",
    ),
    "campaign_reason": ("写上为什么更正", "Say why it is corrected"),
    "campaign_unchanged": ("没有改动，不用更正", "Nothing was changed, so there is nothing to correct"),
    "campaign_fixed": (
        "已有 {count} 件办件属于这个批次：名称写进了它们的标题，开始日期决定了谁能申报，都不能再改；截止日期还可以改",
        "{count:# case stands|# cases stand} on it: titles bear its name and the first day decided who could declare, "
        "so both stay; the last day can still be moved",
    ),
    "campaign_closes_before": (
        "有办件在 {last} 按时报送，截止日期不能早于这一天；现在填的是 {closes}",
        "A case was handed in in time on {last}; the last day cannot lie before that, as {closes} does",
    ),
    "no_such_campaign": ("没有这个批次", "There is no such campaign"),
    "campaign_dates": (
        "截止日 {closes} 早于开始日 {opens}",
        "The campaign closes on {closes}, before it opens on {opens}",
    ),
    "campaign_districts": ("没有这些区县：{districts}", "There are no such districts: {districts}"),
    "campaign_nobody": (
        "还没有一个区县有经办人，先在“人员”里授予角色，再开批次",
        "No district has anybody to declare yet; grant the role under People first",
    ),
    "audit.order": (
        "第 {step} 步的位置应为 {expected}：有步骤被删去、插入或调换",
        "Step {step} stands where {expected} should: steps were removed, inserted or moved",
    ),
    "audit.previous": ("第 {step} 步与前一步接不上", "Step {step} does not follow the one before it"),
    "audit.changed": ("第 {step} 步的记录被改过", "The record of step {step} was changed"),
    "audit.no_detail": ("第 {step} 步的内容不见了", "The details of step {step} are missing"),
    "audit.detail": ("第 {step} 步的内容被改过", "The details of step {step} were changed"),
    "audit.tail": (
        "记录到第 {step} 步，办件应有 {expected} 步：末尾被删去",
        "The history ends at step {step}, the case has {expected}: the end was cut off",
    ),
    "audit.state": (
        "办件现在的状态与第 {step} 步的记录不符",
        "The state of the case is not the one that step {step} recorded",
    ),
    "audit.content": (
        "第 {step} 步冻结的填报内容被改过",
        "What was filled in, as frozen at step {step}, was changed",
    ),
    "audit.opinion": (
        "第 {step} 步之后，{role} 的意见（待办 {task}）与记录不符",
        "The opinion of {role} (task {task}) is not what step {step} recorded",
    ),
    "audit.inputs": (
        "第 {step} 步之后，{role} 意见（待办 {task}）所依据内容的摘要与记录不符",
        "What the opinion of {role} (task {task}) rests on is not what step {step} recorded",
    ),
    "audit.task": (
        "第 {step} 步之后，{role} 的待办（{task}）与记录不符：{what}",
        "The task of {role} ({task}) is not as step {step} left it: {what}",
    ),
    "audit.task_gone": (
        "第 {step} 步记下的待办（{role}，{task}）不见了",
        "The task of {role} ({task}) that step {step} recorded is gone",
    ),
    "audit.task_new": (
        "{role} 的待办（{task}）没有任何一步记下",
        "No step recorded the task of {role} ({task})",
    ),
    "audit.file": (
        "第 {step} 步，{role} 意见（待办 {task}）的附件“{name}”不见了或被改过",
        "The attachment “{name}” of the opinion of {role} (task {task}, step {step}) is gone or was changed",
    ),
    "audit.case": (
        "办件现在的登记与第 {step} 步留下的不符：{what}",
        "The case does not stand as step {step} left it: {what}",
    ),
    "audit.values": (
        "第 {step} 步之后没有人能填写的内容被改过：{fields}",
        "What nobody could fill in since step {step} was changed: {fields}",
    ),
    "audit.no_case": ("有历史记录，但办件不见了", "There is a history, but its case is gone"),
    "audit.no_history": ("办件没有历史记录", "The case has no history"),
    "phrase_length": ("常用语要有 1 到 {limit} 个字", "A stock phrase has 1 to {limit} characters"),
    "phrase_many": (
        "一个字段最多存 {limit} 条常用语，先删去一些",
        "At most {limit} stock phrases per field; drop some first",
    ),
}
