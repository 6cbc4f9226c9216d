"""Why somebody sees or may do something."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "why.nothing": (
        "找不到“{number}”，或者没有这个人；请核对编号再问",
        "There is no “{number}”, or no such person; check the number and ask again",
    ),
    "why.opinion.own": ("是自己的意见", "It is their own"),
    "why.opinion.oversees": ("监督全局的角色都能看", "They oversee the office"),
    "why.opinion.never": ("这一轮的意见不给别人看", "Opinions of this round are shown to nobody else"),
    "why.opinion.lead": ("是这一轮的牵头人", "They lead the round"),
    "why.opinion.runs": ("由其推进或者退回这一步", "They take the case on or back from there"),
    "why.opinion.others": ("也被征求意见，这时参加人之间看得到", "They are asked too, and participants see it by now"),
    "why.opinion.others_not_yet": (
        "也被征求意见，但这时参加人之间还看不到",
        "They are asked too, but participants do not see it yet",
    ),
    "why.opinion.reads": ("其角色在意见出齐后可以看", "Their role reads opinions once the round is over"),
    "why.opinion.reads_not_yet": ("其角色要等意见出齐才能看", "Their role reads opinions only once the round is over"),
    "why.opinion.outside": (
        "是外部参加人：企业、凭链接来的人之间互相看不到意见",
        "They take part from outside: enterprises and guests by a link see nothing of each other",
    ),
    "why.opinion.nobody": (
        "不参加这一轮，其角色也不看意见",
        "They take no part in the round, and their role reads none",
    ),
}
