"""Words of 委托代理."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "deputy.card": ("委托代理", "Deputies"),
    "deputy.card_note": (
        "外出期间请同事代办；代办的每一步都写明“代”",
        "Colleagues act for you while you are away; every step shows it",
    ),
    "deputy.card_theirs": ("由管理员代为委托时要写明原因", "An administrator who arranges it says why"),
    "deputy.none": ("现在没有委托", "Nobody acts for anybody now"),
    "deputy.for_me": ("{deputy} 代 {person} 办理", "{deputy} acts for {person}"),
    "deputy.by_me": ("代 {person} 办理（{deputy}）", "{deputy} acts for {person}"),
    "deputy.period": ("{since} 至 {until}", "{since} to {until}"),
    "deputy.everything": ("全部事项", "everything"),
    "deputy.later": ("尚未开始", "not yet"),
    "deputy.revoke": ("收回", "End"),
    "deputy.revoked": ("委托已收回", "The delegation has ended"),
    "deputy.who": ("请谁代办（姓名、拼音）", "Who acts (name)"),
    "deputy.since": ("从", "From"),
    "deputy.until": ("到（含当日）", "Until (this day too)"),
    "deputy.what": ("代办什么", "What"),
    "deputy.reason": ("原因", "Reason"),
    "deputy.reason_may": ("原因（可不填）", "Reason (optional)"),
    "deputy.give": ("委托", "Let them act"),
    "deputy.given": ("已委托", "The delegation is given"),
    "deputy.incomplete": ("先选人和起止日期", "Choose somebody and both days first"),
}
