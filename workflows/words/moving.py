"""Moving running cases to another version: what is doubtful, what is wrong, what changes, what stands against it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "step.move": ("迁移到新版本", "Moved to another version"),
    "step.move_back": ("撤销迁移", "Move taken back"),
    "job.moving": ("正在逐件迁移", "Moving case by case"),
    "move.nobody": ("没有人", "nobody"),
    "move.unread": ("（您无权查看的内容）", "(what you may not read)"),
    "move.no_day": ("不计时", "no limit"),
    "move.doubt.state": ("状态“{state}”归入“{to}”", "State “{state}” becomes “{to}”"),
    "move.doubt.gone": (
        "新版本没有字段“{field}”：已填的内容只留在办理历史和导出里",
        "The new version has no field “{field}”: what was filled in stays in the history and in exports only",
    ),
    "move.doubt.type": (
        "字段“{field}”由“{before}”换成“{after}”",
        "Field “{field}” turns from “{before}” into “{after}”",
    ),
    "move.doubt.part": ("字段“{field}”取自“{from}”的一部分", "Field “{field}” takes a part of “{from}”"),
    "move.wrong": ("对应关系还不能用：{what}", "The mapping cannot be used yet: {what}"),
    "move.other_procedure": (
        "两个版本不是同一个事项，不能互相迁移",
        "The two versions are of different procedures; cases cannot be moved between them",
    ),
    "move.unconfirmed": ("还有要确认的：{doubts}", "Something has to be confirmed yet: {doubts}"),
    "move.no_state": (
        "状态“{state}”没有对应的新状态，请选一个",
        "State “{state}” has no new state yet; choose one",
    ),
    "move.state_ends": (
        "状态“{state}”不能归入“{to}”：办件会不经办理就结束。请选一个未结束的状态，要结束的先办结再说",
        "State “{state}” cannot become “{to}”: cases would end without a decision. Choose a state that does not end,"
        " and finish first what is to end",
    ),
    "move.no_field": ("找不到字段“{field}”，请重新选择", "There is no field “{field}”; choose again"),
    "move.no_table": (
        "“{from}”不能换成“{field}”：明细表只能对应明细表，计算字段不存内容",
        "“{from}” cannot become “{field}”: a table becomes a table only, and computed fields hold nothing",
    ),
    "move.other_table": (
        "“{from}”和“{field}”不在对应的明细表里；先让两张明细表对应起来",
        "“{from}” and “{field}” do not stand in tables that become each other; map the tables first",
    ),
    "move.twice": (
        "“{from}”分给几个字段时，要用同一个分隔符，并从第 1 段起各取一段",
        "Where “{from}” is split between fields they need the same separator, and each a part of its own from 1 on",
    ),
    "move.subject": (
        "办件是谁的不能改：“{before}”要原样成为“{after}”。请在新版本里保留主体字段，或让这些办件留在原版本办完",
        "Whose case it is cannot change: “{before}” has to become “{after}” as it is. Keep the subject field in the new"
        " version, or leave these cases in theirs",
    ),
    "move.unfit.type": ("“{from}”的内容不能原样换成“{field}”", "“{from}” cannot become “{field}” exactly"),
    "move.unfit.list": (
        "“{field}”的新代码表里没有这一项",
        "The new code list of “{field}” does not have it",
    ),
    "move.unfit.part": (
        "“{from}”不能正好分成各段，取不出“{field}”",
        "“{from}” does not fall into just these parts, so there is no “{field}” in it",
    ),
    "move.refused.value": (
        "{why}：“{value}”。先在办件里改好，或在对应关系里选“不合的留空”（原内容留在办理历史里），或让它留在原版本",
        "{why}: “{value}”. Mend it in the case first, choose “leave empty what does not fit” (it stays in the history),"
        " or leave the case in its version",
    ),
    "move.refused.round": (
        "“{round}”正在进行，还有 {count} 项意见没交，新版本问的人或行不一样。等这一轮结束再迁移，或选“重新开始本轮”",
        "“{round}” is under way with {count:# opinion|# opinions} missing, and the new version asks others or"
        " other rows. Wait until it is over, or choose to begin it anew",
    ),
    "move.refused.role": (
        "待办还在等角色“{role}”，新版本没有这个角色。先办完这一步，或在新版本里保留这个角色",
        "Work waits for the role “{role}”, which the new version does not have. Finish it first, or keep the role",
    ),
    "move.refused.child": (
        "还有未办结的子办件“{child}”，新版本不再有这种子办件。等它办结，或在新版本里保留它",
        "A child “{child}” is still open, and the new version knows none. Wait until it has ended, or keep it",
    ),
    "move.refused.objections": (
        "“{period}”还有没答复的异议，新版本没有这个公示。先答复，再迁移",
        "Objections of “{period}” wait for an answer, and the new version has no such period. Answer them first",
    ),
    "move.refused.open": (
        "新版本里同时只能有一件，“{case}”已经在办。先办结其中一件",
        "The new version allows one open case, and “{case}” is open. Finish one of them first",
    ),
    "move.refused.parent": (
        "上级办件办结时要取本办件的“{field}”，新版本没有它。等本办件办结，或保留这个字段",
        "The parent takes “{field}” from this case when it ends, and the new version does not have it."
        " Let it end first, or keep the field",
    ),
    "move.gone_on": (
        "选定之后它已办结或换了版本，没有动它",
        "It has ended or changed its version since it was chosen; it was left alone",
    ),
    "move.nothing": ("没有符合条件的在办办件", "There is no open case like that"),
    "move.nothing_back": ("没有可以撤销的迁移", "There is no move to take back"),
    "move.too_many": (
        "一次最多迁移 {limit} 件，请按状态或区县分几次",
        "At most {limit} cases are moved in one go; choose by state or district",
    ),
    "move.note_needed": (
        "先写一句为什么迁移，会记入每件的办理历史",
        "Say in a sentence why; it stands in the history of each case",
    ),
    "move.undone_already": ("已经撤销过了", "It was taken back already"),
    "move.happened_since": (
        "迁移之后又办理或填写过，不能撤销；要回去的话，再迁移一次到原来的版本",
        "Something was done or filled in since, so it cannot be taken back; move it to its former version instead",
    ),
    "move.told.state": ("状态由“{before}”变为“{after}”", "Its state turns from “{before}” into “{after}”"),
    "move.told.follows": ("随后自动“{transition}”", "“{transition}” follows by itself"),
    "move.told.findings": (
        "按新版本有 {count} 处要补正，如“{first}”",
        "By the new version {count:# place has|# places have} to be mended, such as “{first}”",
    ),
    "move.told.due": ("“{clock}”到期日：{before} → {after}", "“{clock}” is due: {before} → {after}"),
    "move.told.overdue": (
        "“{clock}”到期日：{before} → {after}，迁移后立即超期",
        "“{clock}” is due: {before} → {after}; late at once",
    ),
    "move.told.changed": (
        "“{field}”换了写法或位置（{count} 处）",
        "“{field}” is written or stands otherwise ({count})",
    ),
    "move.told.emptied": (
        "“{field}”有 {count} 处不合，留空（原内容留在办理历史里）",
        "“{field}”: {count} that do not fit are left empty (they stay in the history)",
    ),
    "move.told.left": (
        "“{field}”的内容（{count} 处）留在办理历史和导出里",
        "What stands in “{field}” ({count}) stays in the history and in exports",
    ),
    "move.task.round_on": ("“{round}”接着进行，已提的意见保留", "“{round}” goes on; opinions given are kept"),
    "move.task.anew": (
        "关闭 {count} 项待办，改由{roles}办理",
        "{count:# task is|# tasks are} closed; now it is with: {roles}",
    ),
    "move.task.passes": ("待办由“{before}”转给“{after}”", "The work passes from {before} to {after}"),
}
