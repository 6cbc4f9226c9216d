"""Words of importing into registers, and of lists in another system's layout."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "import_card.title": ("批量导入", "Import"),
    "import_card.note": ("先核对，确认后一次写入", "Looked at first; once confirmed, written in one go"),
    "import_card.begin": ("导入一份文件", "Import a file"),
    "import_card.empty": ("下载空表", "Empty workbook"),
    "import_card.file": ("Excel、WPS 或文本表", "Workbook or text table"),
    "import_card.on": ("自哪天起", "From which day on"),
    "import_card.reason": ("依据或理由", "On what basis, or why"),
    "import_card.whole": ("这是全部名录：文件里没有的移出", "This is the whole register; what it lacks goes out"),
    "import_card.check": ("核对", "Look at it"),
    "import_card.looked": ("已核对：{name}", "Looked at: {name}"),
    "import_card.counts": (
        "新增 {new}，变更 {changed}，移出 {gone}，不变 {same}",
        "{new} new, {changed} changed, {gone} out, {same} as before",
    ),
    "import_card.and_left": ("{counts}；留下 {count} 条要改", "{counts}; {count:# entry|# entries} left to mend"),
    "import_card.leave": (
        "只导入对的 {right} 条，留下 {left} 条",
        "Take in the {right} that are right, leave {left}",
    ),
    "import_card.leave_how": (
        "可以改好文件重新核对，也可以先导入对的；留下的那几条下载后照“要改的”一列改好，再导入一次",
        "Mend the file and have it looked at again, or take in what is right now; what is left comes as a workbook with"
        " the reasons beside each row, to be mended and imported",
    ),
    "import_card.whole_waits": (
        "这是全部名录：有行不对时什么也不移出，因为看不清的行可能是名录里的任何一条；改好后再整份导入一次",
        "This is the whole register: nothing goes out while a row is wrong, for a row that cannot be read may be any"
        " entry; import the whole file again once it is mended",
    ),
    "import_card.more": (
        "另有 {count} 处：标红的文件里都有",
        "{count} more: the marked file has them all",
    ),
    "import_card.left_file": ("下载留下的", "Download what is left"),
    "import_card.left_how": (
        "只有要改的条目，连同全部明细；每行旁边写着要改什么",
        "Only the entries to mend with all their rows; beside each row stands what to mend",
    ),
    "import_card.left_name": ("{name} 留下的", "{name} left"),
    "import_card.confirm": ("确认导入", "Confirm"),
    "import_card.done": ("已导入：{name}", "Imported: {name}"),
    "import_card.before": ("以前的导入（{count}）", "Earlier imports ({count})"),
    "import_card.line": ("{name}，自 {on} 起　{by} {at}", "{name}, from {on} on. {by}, {at}"),
    "import_card.undo": ("撤回", "Take back"),
    "import_card.undone": ("已撤回", "Taken back"),
    "jobs.register_check": ("核对 {name}", "Looking at {name}"),
    "jobs.register_import": ("导入 {name}", "Importing {name}"),
    "jobs.register_done": ("{name}：到名录查看结果", "{name}: see the register"),
    "outbound.title": ("上报清单", "Lists for other systems"),
}
