"""What generated rehearsals are called: what each of them tries."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "generated.way": ("办到“{transition}”，再办到办结", "As far as “{transition}”, then on to an end"),
    "generated.back": (
        "在“{state}”用“{transition}”退到“{target}”，再交回",
        "“{transition}” in “{state}” goes back to “{target}”, and on again",
    ),
    "generated.straight": (
        "在“{state}”用“{transition}”退到“{target}”，改好后直接回来",
        "“{transition}” in “{state}” goes back to “{target}”, and straight back from there",
    ),
    "generated.when": (
        "“{transition}”的条件：逐一试过不成立的情形，再成立",
        "The condition of “{transition}”: each way in which it fails, then one in which it holds",
    ),
    "generated.when_again": (
        "“{transition}”的条件，同一对象以前办过一件",
        "The condition of “{transition}”, with an earlier case of the same subject",
    ),
    "generated.change": ("“{transition}”，{change}", "“{transition}” with {change}"),
    "generated.rows": ("“{table}”{count} 行", "{count:# row|# rows} in “{table}”"),
    "generated.empty": ("“{path}”空着", "“{path}” left empty"),
    "generated.value": ("“{path}”为 {value}", "“{path}” is {value}"),
    "generated.round": ("{round}：{what}", "{round}: {what}"),
    "generated.round.alike": ("各方意见一致", "everybody says the same"),
    "generated.round.some": ("{count} 方提出 {said}", "{count:# says|# say} {said}"),
    "generated.round.all": ("各方都提出 {said}", "everybody says {said}"),
    "generated.recused": ("{round}：与办件有利害关系的人提意见", "{round}: an opinion of somebody with an interest"),
    "generated.listed": ("{register}：所填的{how}", "{register}: what is filled in {how}"),
    "generated.listed.in": ("在名录里", "is in it"),
    "generated.listed.out": ("已移出名录", "has left it"),
    "generated.listed.later": ("以后才列入", "comes in later"),
    "generated.clock": (
        "{clock}：黄灯当天、最后一天和超过一天",
        "{clock}: the day it turns yellow, its last day, and the day after",
    ),
    "generated.minimum": ("{clock}：最后一天还不能办，次日可以", "{clock}: not on its last day, on the day after"),
    "generated.start.who": (
        "谁不能新建，谁在草稿时不能办什么",
        "Who may not open a case, and what nobody may do with a draft",
    ),
    "generated.start.valid": (
        "事项生效前一天、生效当天，失效当天、失效后一天",
        "The day before it is offered, its first day, its last, and the day after",
    ),
    "generated.start.campaign": (
        "批次开始前一天、开始当天、截止次日",
        "The day before a campaign opens, the day it does, and the day after it closes",
    ),
    "generated.start.again": (
        "同一对象有未办结的就再新建，办结后再新建",
        "A second case of the same subject while one is open, and once it has ended",
    ),
}
