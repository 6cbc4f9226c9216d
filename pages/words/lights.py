"""Words of time lights."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "light.left": ("剩 {count} 个工作日", "{count:# working day|# working days} left"),
    "light.over": ("超 {count} 个工作日", "{count:# working day|# working days} over"),
    "light.past": ("已超期", "past due"),  # and no working day has gone by since
    "light.today": ("今天到期", "due today"),
    "light.was_due": ("应于 {day}", "was due {day}"),
    "light.provisional": ("暂定", "provisional"),
    "light.stopped": ("已挂起", "suspended"),
}
