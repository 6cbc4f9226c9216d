"""What is said about rounds and opinions."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "verb.opinion": ("意见", "Opinion"),
    "no_task": ("没有这项待办", "There is no such task"),
    "nothing_waits": ("这里没有等你办理的待办", "Nothing waits for you here"),
    "which_task": ("你有几项待办，请先选一项", "Several tasks wait for you; choose one"),
    "not_your_task": ("这项待办不由你办理", "This task is not yours"),
    "task_taken": (
        "这项待办已被他人处理，请看最新情况",
        "Somebody else has done this task already; look at the case as it is now",
    ),
    "task_closed": ("这项待办已经关闭", "This task was closed"),
    "task_waits": ("还没有轮到这项待办", "It is not the turn of this task yet"),
    "task_names": ("这项待办是指定参加人，不是填写意见", "This task is to name participants, not to give an opinion"),
    "round_over": ("办件已不在审查中，不能再提意见", "The case is not under review any more; no opinion can be given"),
    "round_complete": (
        "审查已有结果，意见不能再改",
        "The review is complete; the opinion cannot be changed any more",
    ),
    "suspended_case": ("办件已挂起，恢复后再办", "The case is suspended; go on when it is resumed"),
    "recused": ("你应当回避，不能提意见：{why}", "You have to stand aside and cannot give an opinion: {why}"),
    "same_person_opinion": (
        "“{before}”是你办的，意见要由另一人提出",
        "You took “{before}” yourself; the opinion has to come from somebody else",
    ),
    "opinion_not_ready": (
        "意见中有 {count} 处要先处理",
        "The opinion has {count:# thing|# things} to put right",
    ),
}
