"""Sentences about people who are missing in the office."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "unmanned_all": (
        "这个事项还没有任何人担任角色（{roles}）；在“人员”里授予",
        "Nobody holds any role of this procedure yet ({roles}); give them under People",
    ),
    "unmanned": (
        "“{what}”没有人能办：没有在岗的人担任{roles}；在“人员”里授予",
        "Nobody can act in “{what}”: no active person holds {roles}; give the role under People",
    ),
    "unmanned_in": (
        "“{what}”在{districts}没有人能办：没有在岗的人担任{roles}；在“人员”里授予",
        "Nobody can act in “{what}” in {districts}: no active person holds {roles}; give the role under People",
    ),
    "recused_all": (
        "“{what}”在{whose}的办件里没有人能办：担任{roles}的人都要回避；再授予一个不必回避的人",
        "Nobody can act in “{what}” in cases of {whose}: all who hold {roles} have to stand aside; give it to another",
    ),
    "recused_all_in": (
        "“{what}”在{districts}、{whose}的办件里没有人能办：担任{roles}的人都要回避；再授予一个不必回避的人",
        "Nobody can act in “{what}” in {districts} in cases of {whose}: all who hold {roles} have to stand aside; "
        "give it to another",
    ),
    "stranded": (
        "“{what}”停住了：应给意见的{roles}都要回避，或没有在岗的人；再授予一人",
        "“{what}” is stuck: all who hold {roles} have to stand aside or are gone; give it to another",
    ),
    "four_eyes": (
        "“{what}”要由另一个人办，可是担任{roles}的只有同一个人；再授予一人",
        "“{what}” is for somebody else than before, but the same one person holds {roles}; give it to another",
    ),
    "four_eyes_in": (
        "“{what}”要由另一个人办，可是在{districts}担任{roles}的只有同一个人；再授予一人",
        "“{what}” is for somebody else than before, but in {districts} the same one person holds {roles}; "
        "give it to another",
    ),
    "staffing.subject": (
        "有 {count} 处没有人能办",
        "Nobody can act in {count:# place|# places}",
    ),
}
