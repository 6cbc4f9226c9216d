"""What is said when a rehearsal goes otherwise than it should."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "word.procedure": ("事项", "procedure"),
    "word.person": ("人员", "person"),
    "word.campaign": ("批次", "campaign"),
    "word.refusal": ("拒绝代码", "refusal"),
    "word.data": ("数据", "data"),
    "word.fact": ("可核对的内容", "thing to compare"),
    "rehearsal.no_day": ("第一步要写日期 on", "The first step has to say its day (on)"),
    "rehearsal.step": ("第{step}步：{what}", "Step {step}: {what}"),
    "rehearsal.differs": ("{what} 应为 {wanted}，实为 {found}", "{what} should be {wanted} and is {found}"),
    "rehearsal.not_refused": (
        "“{does}”应被拒绝（{code}），却办成了",
        "“{does}” should have been refused ({code}) and was done",
    ),
    "rehearsal.refused": ("“{does}”被拒绝（{found}）：{said}", "“{does}” was refused ({found}): {said}"),
    "rehearsal.refused_else": (
        "“{does}”应因 {code} 被拒绝，却因 {found} 被拒绝：{said}",
        "“{does}” should have been refused with {code}, but was with {found}: {said}",
    ),
    "rehearsal.changed": ("被拒绝的操作改动了办件", "A refused action changed the case"),
    "rehearsal.no_case": ("没有办件“{case}”：它没有建成", "There is no case “{case}”: it was never opened"),
    "rehearsal.conflict": (
        "有 {count} 处改动与别人的冲突，没有保存",
        "{count:# change met that of somebody else and was|# changes met those of others and were} not saved",
    ),
    "rehearsal.file": ("附件“{path}”不能保存：{said}", "The file “{path}” could not be stored: {said}"),
}
