"""Words of handing over what a leaver still has to do."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "leaver.card": ("离岗交接", "Hand-over"),
    "leaver.count": ("还有 {count} 项待办在其名下", "{count:# task is|# tasks are} still theirs"),
    "leaver.none": ("名下没有待办", "Nothing is theirs alone"),
    "leaver.tasks": ("{count} 项", "{count:# task|# tasks}"),
    "leaver.more": ("另有 {count} 件", "{count:# more case|# more cases}"),
    "leaver.to": ("交给谁（姓名、拼音）", "To whom (name)"),
    "leaver.grants": ("角色也一并交接，从今天起", "Their roles too, from today"),
    "leaver.do": ("交接", "Hand over"),
    "leaver.choose": ("先选交给谁", "Choose somebody first"),
    "leaver.done": ("已交接 {count} 项", "{count:# task|# tasks} handed over"),
}
