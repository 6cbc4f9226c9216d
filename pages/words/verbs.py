"""Words of the dialogs of verbs, and of returning a case."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "case.more": ("更多操作", "More"),
    "case.waits_round": ("正在联合审查，等各参加人出意见", "In joint review: the participants give their opinions"),
    "case.return_to": ("退回到", "Back to"),
    "case.return_then": ("补正以后", "Afterwards"),
    "case.return_again": ("再次逐级办理", "Everything again, step by step"),
    "case.return_straight": ("直接回到退回人", "Straight back to whoever returns it"),
    "case.keeps_all": ("已出的意见全部保留。", "All opinions given so far are kept."),
    "case.keeps_none": (
        "已出的意见不再有效，之后重新征求。",
        "The opinions given so far lapse and are asked for again.",
    ),
    "case.keeps_same": (
        "已出的意见留存：补正没有改动所依据内容的继续有效（沿用），其余重新征求。",
        "Opinions stay on record: those whose basis is not changed remain good (kept), the others are asked for again.",
    ),
    "case.keeps_inputs": (
        "已出的意见留存：{inputs}没有改动的继续有效（沿用），改动了的重新征求。",
        "Opinions stay on record: where {inputs} do not change they remain good (kept), else they are asked for again.",
    ),
    "verb_ask.claim": ("由您来办，别人不能再办，直到您退回认领。", "It is yours alone then, until you put it back."),
    "verb_ask.release": ("放回去，同一岗位的人都能办。", "Anybody in the same role can do it then."),
    "verb_ask.transfer": ("交给另一个人办，您不再办理。", "Somebody else does it; you do not any more."),
    "verb_ask.entrust": (
        "请另一个人先办，办完回到您这里，由您提交。",
        "Somebody else does it first; then it comes back to you.",
    ),
    "verb_ask.name": ("指定由哪些人出意见。", "Says who is asked for an opinion."),
    "verb_ask.reply": (
        "把您的答复告诉请您办的人，由他接着办。",
        "Your answer goes to whoever asked you; they go on with it.",
    ),
    "verb_ask.add": ("请更多的人一起办。", "More people have a part in it."),
    "verb_ask.remove": ("不再请这个人办；已经出的意见不受影响。", "They are not asked any more; opinions given stay."),
    "verb_ask.take_back": (
        "下一步还没有人办理时，可以拿回来改。",
        "As long as nobody has done anything further, you can take it back.",
    ),
    "verb_ask.urge": ("提醒还没有办的人，记入办理历史。", "Reminds those who have not acted yet; kept in the history."),
    "verb_ask.copy": ("让他们看到这件办件，不要求办理。", "They can see the case; nothing is asked of them."),
    "verb_ask.extend": ("延长后，灯和提醒按新的日期。", "Lights and reminders follow the new date."),
    "verb_ask.suspend": (
        "挂起期间谁也不能办理，计时停住。",
        "Nobody can act while it is suspended; its clocks stand still.",
    ),
    "verb_ask.resume": ("接着办理，计时继续。", "It goes on where it stood; its clocks run again."),
    "verb_ask.terminate": (
        "办件就此终止，不能恢复，内容保留备查。",
        "The case ends here for good; what was filled in is kept.",
    ),
    "verb_ask.tasks": ("哪几项", "Which"),
    "verb_ask.to": ("交给谁（姓名、拼音）", "To whom (name)"),
    "verb_ask.to_some": ("哪些人（姓名、拼音）", "Whom (names)"),
    "verb_ask.none": ("先选哪几项", "Choose which first"),
    "verb_ask.all": ("全部 {count} 项", "All {count}"),
    "verb_ask.pick": ("请选择", "Choose"),
    "verb_ask.place": ("先后", "When"),
    "verb_ask.beside": ("一起办", "together"),
    "verb_ask.before": ("在我之前", "before me"),
    "verb_ask.after": ("在我之后", "after me"),
    "verb_ask.reason": ("原因", "Reason"),
    "verb_ask.words": ("附言（可不填）", "Words (optional)"),
    "verb_ask.clock": ("哪个时限", "Which limit"),
    "verb_ask.days": ("延长多少", "By how much"),
}
