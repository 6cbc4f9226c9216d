"""Words of jobs: how far they are, and why one could not be done."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "job.broken": (
        "处理时出了问题，重试多次仍未完成；没有完成的部分没有存入。请稍后再试；仍不行时把编号 {code} 告诉管理员。",
        "Something went wrong, also when it was tried again; what was not finished left nothing behind. Try once more "
        "later; if it fails again, give the administrator the number {code}.",
    ),
    "job.gave_up": (
        "处理被中断了 {attempts} 次，已停止；没有完成的部分没有存入。请再试一次，或把文件拆小。",
        "It was cut short {attempts} times and has been given up; what was not finished left nothing behind. Try "
        "again, or split the file.",
    ),
    "job.nothing_to_write": (
        "这一件现在不由您填写，没有存入任何内容。",
        "This case is not yours to fill in now; nothing was stored.",
    ),
    "job.one_at_a_time": (
        "这一件已有一个文件在处理，等它完成或取消后再上传。",
        "A file is being taken into this case already; wait for it, or cancel it, and upload again.",
    ),
    "job.looking": ("检查文件是否安全", "Looking whether the file is safe"),
    "job.reading": ("读取单元格", "Reading the cells"),
    "job.checking": ("逐行核对", "Checking the rows"),
    "job.writing": ("写入草稿", "Writing the draft"),
    "job.taking": ("逐个收取文件", "Taking the files in, one by one"),
    "mailed.left": ("按您的选择不收", "Left out, as you chose"),
    "mailed.which_district": ("看不出是哪个区县，请选择", "It does not say which district it is from; choose one"),
    "mailed.which_campaign": ("有几个批次开放，请选择", "Several campaigns have opened; choose one"),
    "mailed.no_campaign": (
        "还没有批次开放，管理员公布批次后再收",
        "No campaign has opened yet; take it in once an administrator has announced one",
    ),
    "mailed.handed_in": (
        "{case} 已经交到后面的环节，不能再用文件改；要改的先退回",
        "{case} has been handed on and cannot be changed by a file; return it first",
    ),
    "mailed.clashes": (
        "{count} 处草稿和文件都改过，保留草稿的",
        "{count:# place was|# places were} changed in the draft and in the file: the draft's is kept",
    ),
    "mailed.not_for": (
        "您不能代这个区县填报；换一个区县，或请市局经办人收取",
        "You may not enter cases for this district; choose another, or ask the bureau's desk to take it in",
    ),
    "mailed.no_form": (
        "表内的列名与可以代报的表都对不上；请用本系统下载的模板",
        "Its headings fit none of the forms you may fill in for others; use the template of this system",
    ),
    "mailed.same_file": ("与“{name}”是同一个文件，只收一次", "The same file as “{name}”; taken in once"),
    "mailed.same_case": (
        "与“{name}”是同一区县同一批次，请选定收哪一个",
        "For the same district and campaign as “{name}”; choose which of them to take in",
    ),
    "mailed.answer_name": ("回执-{name}", "Answer - {name}"),
    "mailed.receipt": ("回执", "Receipt"),
    "mailed.receipt_title": ("收表回执", "Receipt of a mailed workbook"),
    "mailed.receipt_file": ("文件", "File"),
    "mailed.receipt_district": ("区县", "District"),
    "mailed.receipt_at": ("收取时间", "Taken in at"),
    "mailed.receipt_outcome": ("处理", "Outcome"),
    "mailed.receipt_new": ("已代为填入一份新的草稿", "Filled into a new draft on your behalf"),
    "mailed.receipt_update": ("已填入原有的草稿", "Filled into the draft that was there"),
    "mailed.receipt_refused": ("没有收取", "Not taken in"),
    "mailed.receipt_rows": ("收到行数", "Rows"),
    "mailed.receipt_mend": ("核对", "Checked"),
    "mailed.receipt_wrong": ("有 {count} 处要改", "{count:# place|# places} to mend"),
    "mailed.receipt_right": ("没有要改的", "Nothing to mend"),
    "mailed.receipt_why": ("原因", "Why"),
    "job.marked_name": ("{name}-已标注", "{name} - marked"),
    "command.working": ("正在处理后台任务，按 Ctrl+C 停止", "Doing the jobs that wait; Ctrl+C ends it"),
}
