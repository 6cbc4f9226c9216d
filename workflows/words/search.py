"""Sentences of the search and its index."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "search.field.number": ("编号", "Number"),
    "search.field.title": ("标题", "Title"),
    "search.field.organisation": ("单位", "Organisation"),
    "search.field.paper": ("文书", "Paper"),
    "search.field.opened_by": ("经办人", "Opened by"),
    "search.so_far": ("已到 {done}，共 {of}。", "{done} of {of} so far."),
    "search.checked": ("检索索引与原件不一致 {count} 处。", "Places where the search index differs: {count}."),
    "search.rebuilt": (
        "检索索引已重建：办件和名录条目共 {count} 条。", "Search index made anew; cases and entries in it: {count}.",
    ),
}
