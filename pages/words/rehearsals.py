"""Words of the card where rehearsals of a procedure are played and approved."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "reh.title": ("演练", "Rehearsals"),
    "reh.note": (
        "认可过的演练共 {count} 个，发布前用现在的定义再演一遍；由定义生成的，逐个看过，认可一次即可。",
        "{count:# rehearsal counts|# rehearsals count}; they are played again before publishing. "
        "Those made from the definition are looked at and approved once.",
    ),
    "reh.begin": ("演练一遍，并由定义生成", "Rehearse, and make more from the definition"),
    "reh.again": ("再演练一遍", "Rehearse again"),
    "reh.played": (
        "{at} 演练了 {count} 个，{differs} 个结果变了",
        "{count:# rehearsal|# rehearsals} played {at}; {differs} came out otherwise",
    ),
    "reh.proposed": ("待认可的演练（{count}）", "To be approved ({count})"),
    "reh.proposed_note": (
        "写的是现在的定义办出来的结果；看着对，就认可。",
        "They say what the definition does now. Approve what is right.",
    ),
    "reh.approve": ("认可", "Approve"),
    "reh.approve_all": ("全部认可（{count}）", "Approve all ({count})"),
    "reh.approve_new": ("认可新的结果", "Approve the new outcome"),
    "reh.withdraw": ("不再使用", "Do not use any more"),
    "reh.approved": ("已认可 {count} 个演练", "{count:# rehearsal|# rehearsals} approved"),
    "reh.more": ("再看 {count} 个", "Show {count} more"),
    "reh.col.day": ("日期", "Day"),
    "reh.col.does": ("谁做什么", "Who does what"),
    "reh.col.comes": ("结果", "What comes of it"),
    "reh.kept": ("在本机关认可的演练（{count}）", "Approved in this office ({count})"),
    "reh.by": ("{by}　{at}", "{by} · {at}"),
    "reh.open": ("还没有演练到的（{count}）", "Not rehearsed ({count})"),
    "reh.cut": (
        "生成到上限为止，另有 {count} 项没有生成",
        "Cut off at the limit: {count:# more was|# more were} not made",
    ),
    "jobs.rehearse": ("演练 {name}", "Rehearsing {name}"),
}
