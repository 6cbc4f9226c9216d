"""Words of the page on which open cases are moved to another version."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "shell.page.moving": ("办理中的办件", "Open cases"),
    "jobs.move": ("迁移 {name} 的办件", "Moving cases of {name}"),
    "def.to_moving_count": (
        "迁移按旧版办的 {count} 件", "Move {count:# case|# cases} of earlier versions"
    ),
    "def.to_moving": ("迁移在办的办件", "Move open cases"),
    "moving.note": (
        "发布新版本后，在办的办件仍按原来的版本办；要改用新版本的，在这里对应、试算、迁移，没有别的变动时可以撤销。",
        "Open cases keep their version. Map, try and move here those that are to change; a move can be taken back while"
        " nothing else happened.",
    ),
    "moving.to_definition": ("回到定义", "Back to the definition"),
    "moving.no_procedure": (
        "没有这个事项，请从“定义”里进来",
        "There is no such procedure; come here from its definition",
    ),
    "moving.none": ("没有可以迁移的在办办件", "There is nothing to move"),
    "moving.none_note": (
        "要有两个以上的版本，并且有在办的办件",
        "There have to be two versions, and open cases",
    ),
    "moving.which": ("选哪些办件", "Which cases"),
    "moving.which_note": (
        "只有在办的；已办结的永远留在原来的版本",
        "Open ones only; what has ended keeps its version for ever",
    ),
    "moving.from": ("现在的版本", "Version now"),
    "moving.to": ("迁移到", "Move to"),
    "moving.states": ("状态", "States"),
    "moving.all_states": ("全部", "All"),
    "moving.state_count": ("{state}（{count}）", "{state} ({count})"),
    "moving.version_count": ("第 {number} 版（在办 {count} 件）", "Version {number} ({count} open)"),
    "moving.map": ("怎样对应", "Mapping"),
    "moving.map_note": (
        "名字没变的自动对应；拿不准的要确认",
        "What kept its name maps by itself; doubts are confirmed",
    ),
    "moving.sure": ("全部能按名字对应，没有要确认的", "Everything maps by its name; nothing has to be confirmed"),
    "moving.doubts": (
        "有 {count} 处要看过并确认：",
        "{count:# doubt has|# doubts have} to be looked at and confirmed:",
    ),
    "moving.states_map": ("状态的对应（{count}）", "States ({count})"),
    "moving.fields_map": (
        "字段的对应：新增、改类型、拆分的（{count}）",
        "Fields that are new, retyped or split ({count})",
    ),
    "moving.empty": ("留空", "Left empty"),
    "moving.part": ("第几段", "Part"),
    "moving.part_help": ("0 是整个内容；拆分时填 1、2……", "0 is the whole; 1, 2 … where it is split"),
    "moving.by": ("分隔符", "Separator"),
    "moving.by_help": ("如顿号；不填按空格分", "Such as a comma; blanks where nothing is given"),
    "moving.leave": ("不合的留空", "Leave empty what does not fit"),
    "moving.restart": ("联合审查问的人变了的，重新开始本轮", "Begin rounds anew that ask others now"),
    "moving.restart_help": (
        "不选：这样的办件先不动，等本轮结束；选了：没交的意见不再等，按新版本重新问",
        "Otherwise such cases stay until the round is over; with it, what is missing is no longer waited for",
    ),
    "moving.wrong": ("对应关系还有 {count} 处不对", "{count:# thing is|# things are} wrong with the mapping"),
    "moving.dry": ("试算", "Dry run"),
    "moving.dry_waits": ("对应关系改好、确认完，就能试算", "Once the mapping is right and confirmed"),
    "moving.dry_note": (
        "共 {count} 件，先看 {shown} 件，其中 {stay} 件动不了；什么也没有写",
        "{count} in all, {shown} of them looked at, {stay} of those would stay; nothing was written",
    ),
    "moving.col_case": ("办件", "Case"),
    "moving.col_state": ("状态", "State"),
    "moving.col_what": ("会怎样", "What becomes of it"),
    "moving.stays": ("动不了", "Stays"),
    "moving.moves": ("可以迁移", "Moves"),
    "moving.page": ("第 {first}—{last} 件，共 {count} 件", "{first}–{last} of {count}"),
    "moving.page.back": ("上一页", "Back"),
    "moving.page.on": ("下一页", "On"),
    "moving.why": ("为什么迁移", "Why"),
    "moving.why_hint": ("记入每件的办理历史", "Stands in the history of each case"),
    "moving.begin": ("迁移 {count} 件", "Move {count:# case|# cases}"),
    "moving.begun": ("已开始迁移，可以离开这一页", "The move has begun; you may leave this page"),
    "moving.begun_back": ("已开始撤销，可以离开这一页", "Taking it back has begun; you may leave this page"),
    "moving.jobs": ("最近一次", "The last one"),
    "moving.job": ("{at} 开始的迁移", "Moved {at}"),
    "moving.job_back": ("{at} 开始的撤销", "Taken back {at}"),
    "moving.done": ("迁移了 {moved} 件，{kept} 件没有动", "{moved} moved, {kept} left where they were"),
    "moving.done_back": ("撤销了 {moved} 件，{kept} 件没有动", "{moved} taken back, {kept} left as they are"),
    "moving.refused": ("没有动的 {count} 件和原因", "{count} that stayed, and why"),
    "moving.report": ("迁移了的 {count} 件", "{count:# case that was|# cases that were} moved"),
    "moving.back": ("撤销", "Take back"),
    "moving.back_all": ("全部撤销", "Take all back"),
    "moving.back_help": (
        "迁移后没有再办理、填写过的，恢复原样；其余的不动",
        "What was neither acted on nor filled in since stands as it stood; the others are left alone",
    ),
    "moving.back_done": ("已恢复原样", "It stands as it stood"),
    "moving.undone": ("已撤销", "Taken back"),
}
