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
