"""Words of two submissions beside each other."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "compare.every": ("也显示没有改动的", "Show what is the same, too"),
    "compare.count": ("有 {changes} 处不同", "{changes:# difference|# differences}"),
    "compare.same": ("两边相同", "Both are the same"),
    "compare.by_key": (
        "　两件办件的行按不能重复的列（如代码）或名称配对",
        " · rows of the two cases are paired by the columns that hold a value once, or by their names",
    ),
    "compare.other": ("另一件：{case} {title}", "Another case: {case} {title}"),
    "compare.added": ("增加 {rows} 行", "{rows:# row|# rows} added"),
    "compare.deleted": ("删去 {rows} 行", "{rows:# row|# rows} deleted"),
    "compare.changed": ("改动 {rows} 行", "{rows:# row|# rows} changed"),
    "compare.mark_added": ("增", "added"),
    "compare.mark_deleted": ("删", "deleted"),
    "compare.row": ("第 {number} 行　{name}", "Row {number} · {name}"),
}
