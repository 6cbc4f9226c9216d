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
    "command.working": ("正在处理后台任务，按 Ctrl+C 停止", "Doing the jobs that wait; Ctrl+C ends it"),
}
