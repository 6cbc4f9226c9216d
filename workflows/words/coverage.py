"""Words about what rehearsals tried."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "command.branches": (
        "{procedure}：条件、决策表和时限灯的 {wanted} 个分支，演练走过 {taken} 个",
        "{procedure}: {taken} of {wanted} branches of conditions, tables and lights were taken",
    ),
    "command.branch_missed": ("没有走过：{branch}", "not taken: {branch}"),
    "command.generated": (
        "{procedure}：生成 {count} 个演练，放在 {folder}；请管理员核对后认可",
        "{procedure}: {count:# rehearsal was|# rehearsals were} made, in {folder}; an administrator reads and "
        "approves them",
    ),
    "command.not_generated": ("没有找到办法演练：{goal}", "no way was found to rehearse: {goal}"),
    "command.not_tried_any_more": (
        "已到上限 {most} 个，另有 {count} 项没有生成",
        "the limit of {most} is reached; {count:# more thing was|# more things were} not made",
    ),
    "command.approved": (
        "{by} 认可 {count} 个演练",
        "{count:# rehearsal|# rehearsals} approved by {by}",
    ),
    "command.unapproved": (
        "{count} 个生成的演练还没有人认可，不计入：{names}",
        "{count:# generated rehearsal is|# generated rehearsals are} not approved yet and not counted: {names}",
    ),
    "rehearsed.clock": ("{clock}", "{clock}"),
    "rehearsed.who": ("{round}第 {what} 类参加人", "Participant {what} of {round}"),
    "rehearsed.outcome": ("{round}的结果“{what}”", "Outcome “{what}” of {round}"),
    "rehearsed.agrees": ("{round}的“同意”", "Agreement in {round}"),
    "rehearsed.recused_if": ("{round}的回避", "Standing aside in {round}"),
    "rehearsed.true": ("{place}：{text} 成立", "{place}: {text} is true"),
    "rehearsed.false": ("{place}：{text} 不成立", "{place}: {text} is false"),
    "rehearsed.row": ("{place}：决策表 {text} 适用", "{place}: row {text} of the table applies"),
    "rehearsed.light.yellow": ("{place}：黄灯", "{place}: yellow"),
    "rehearsed.light.red": ("{place}：红灯", "{place}: red"),
}
