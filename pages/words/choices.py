"""What the widgets of lists, look-ups and scans say."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "form.choose_some": ("可选多项", "Choose one or more"),
    "form.looked_up": ("{key}，{day} 带入", "{key}, taken on {day}"),
    "form.look_up_again": ("换一个", "Another one"),
    "form.look_up_hint": ("名称、编号或拼音，回车查找", "Name, key or pinyin; press Enter"),
    "form.look_up_note": ("输入后从找到的里面选一个", "Type, then choose among what is found"),
    "form.no_hits": ("没有找到，换个说法试试", "Nothing was found; try other words"),
    "form.hits": ("查到的", "Found"),
    "form.hits_found": ("找到 {count} 个，请选择", "{count} found; choose one"),
    "form.source_changed": ("来源有变：{fields}", "The source has changed: {fields}"),
    "form.take_again": ("重新带入", "Take over again"),
    "form.source_gone": ("来源已不在，或不在您的查看范围内", "The source is gone, or not yours to see"),
}
