"""Words of the summary of opinions on the page of a case."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "summed.title": ("会签汇总", "Summary of opinions"),
    "summed.none_differ": ("已出的意见没有分歧", "The opinions given agree"),
    "summed.differ": ("◆ {count} 处分歧", "◆ {count:# difference|# differences}"),
    "summed.hidden": ("{count} 份意见现在还不能看到", "{count:# opinion|# opinions} cannot be seen yet"),
    "summed.waiting": ("等 {who} 出意见", "Waiting for {who}"),
    "summed.only": ("只看分歧", "Only what differs"),
    "summed.which": ("哪一轮", "Which round"),
    "summed.legend": (
        "◆ 选择不一致或一方同意一方不同意　≠ 数值、日期不一致；与多数不同的加框，没有多数的都加框",
        "◆ contradicting answers · ≠ values that differ; what differs from most is framed, or all where none has most",
    ),
    "summed.print": ("打印", "Print"),
    "summed.book": ("下载 Excel", "Download Excel"),
    "summed.suggestions": ("建议采纳情况", "What became of suggestions"),
    "summed.progress": ("{count} 条，已答复 {answered} 条", "{count} in all, {answered} answered"),
    "summed.none_suggest": ("这一轮没有提出建议。", "Nothing was suggested in this round."),
    "summed.waits_show": ("只看待答复 {count}", "Only those that wait: {count}"),
    "summed.because": ("理由或落实情况", "Why, or how it was done"),
    "summed.answer": ("答复", "Answer"),
    "summed.again": ("改答复", "Answer anew"),
    "summed.rest": ("其余 {count} 条全部采纳", "Adopt the other {count}"),
    "summed.merge": ("合并相同建议", "Take the same for one"),
    "summed.merge_which": ("选相同的建议", "Choose those that are the same"),
    "summed.merge_do": ("合并", "Take for one"),
    "summed.apart": ("拆开", "Take apart"),
    "summed.verdict": ("采纳情况", "Outcome"),
    "summed.merged": ("已合并 {count} 条", "{count} taken for one"),
}
