"""Words about what rehearsals tried, and about rehearsals that are made from a definition."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "command.branches": (
        "{procedure}：流转条件的 {wanted} 个分支，演练走过 {taken} 个",
        "{procedure}: {taken} of {wanted} branches of conditions were taken",
    ),
    "command.branch_missed": ("没有走过：{transition}，{text} 为 {was}", "not taken: {transition}, {text} is {was}"),
    "command.generated": (
        "{procedure}：生成 {count} 个演练，放在 {folder}；请管理员核对后写上 approved",
        "{procedure}: {count:# rehearsal was|# rehearsals were} made, in {folder}; "
        "an administrator reads them and fills in `approved`",
    ),
    "command.not_generated": ("没有找到办法演练：{goal}", "no way was found to rehearse: {goal}"),
    "command.unapproved": (
        "{count} 个生成的演练还没有人认可，不计入：{names}",
        "{count:# generated rehearsal is|# generated rehearsals are} not approved yet and not counted: {names}",
    ),
}
