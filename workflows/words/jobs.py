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
    "command.working": ("正在处理后台任务，按 Ctrl+C 停止", "Doing the jobs that wait; Ctrl+C ends it"),
}
