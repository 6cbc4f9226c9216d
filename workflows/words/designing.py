"""Words of the form designer's services."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "design_changed_meanwhile": (
        "这份草稿刚在别处改过，请看过现在的样子再做一次",
        "This draft has just been changed elsewhere; look at it as it is now and do it again",
    ),
    "design_other_changed": (
        "这一步同时改了“{part}”，那里后来又改过；先在那里撤销",
        "This step changed “{part}” too, which was changed again since; undo that first",
    ),
    "register_title_needed": ("先写名录名称", "Write the title of the register first"),
    "list_title_needed": ("先写代码表名称", "Write the title of the list first"),
    "design_title_needed": ("先写表单名称", "Write the title of the form first"),
}
