"""The words of the dialog that takes a workbook."""

from __future__ import annotations

WORDS = {
    "upload.kept": (
        "下载表格以后草稿里改过的 {count} 处保持不变",
        "{count:# change|# changes} made in the draft since the download stay",
    ),
    "upload.two_ways": (
        "文件里没有下载时的记录，只能和现在的草稿比：有内容的照文件，缺少的行由你决定",
        "The file does not say what the draft was at download: its cells are taken, rows it lacks are asked about",
    ),
    "upload.clashes": (
        "{count} 处两边都改过，用哪边的？",
        "{count:One cell was|# cells were} changed on both sides. Which one?",
    ),
    "upload.clash_each": ("逐处选", "One by one"),
    "upload.clash_draft": ("都用草稿的", "The draft in all"),
    "upload.clash_file": ("都用文件的", "The file in all"),
    "upload.side_draft": ("草稿：{value}", "Draft: {value}"),
    "upload.side_file": ("文件：{value}", "File: {value}"),
    "upload.more_clashes": (
        "其余 {count} 处保留草稿的；要用文件的，选“都用文件的”",
        "{count:One more stays|The other # stay} as in the draft, unless “The file in all” is chosen",
    ),
    "upload.missing": (
        "草稿里有 {count} 行，文件里没有",
        "{count:One row of the draft is|# rows of the draft are} not in the file",
    ),
    "upload.missing_keep": ("都保留", "Keep all"),
    "upload.missing_delete": ("都删除", "Delete all"),
    "upload.missing_each": ("选要删除的", "Choose some"),
    "upload.missing_which": ("要删除的行", "Rows to delete"),
    "upload.gone": (
        "草稿里已删除、文件里又改过的行有 {count} 行",
        "{count:One row|# rows} that the draft deleted {count:was|were} changed in the file",
    ),
    "upload.gone_keep": ("仍然删除", "Leave deleted"),
    "upload.gone_all": ("都恢复", "Bring all back"),
    "upload.gone_each": ("选要恢复的", "Choose some"),
    "upload.gone_which": ("要恢复的行", "Rows to bring back"),
    "upload.marked": ("下载标出问题的表", "My file, marked"),
    "upload.marked_name": ("{name}（标出问题）", "{name} (marked)"),
    "upload.wrong": (
        "文件里有 {count} 处要改，可以先采用、以后再改",
        "{count:One place|# places} in the file to mend; you may take it now and mend later",
    ),
    "upload.taken": ("已替换草稿", "The draft was replaced"),
    "upload.taken_note": (
        "还有 {count} 处要改：可以在页面上改，也可以下载标出问题的表，改好再上传。",
        "{count:One place|# places} still to mend: here, or in your file; download it marked, mend it and upload it.",
    ),
    "upload.close": ("完成", "Done"),
    "upload.row": ("{row}　{name}", "{row} · {name}"),
}
