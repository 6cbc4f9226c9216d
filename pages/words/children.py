"""Words of children and of the revisions of entries."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "children.title": ("子办件", "Children"),
    "children.note": ("{waiting} 件未办结，共 {count} 件", "{waiting} open, {count} in all"),
    "children.parent": ("上级：{parent}", "Parent: {parent}"),
    "children.open": ("新建{child}", "New: {child}"),
    "children.case": ("办件", "Case"),
    "children.kind": ("种类", "Kind"),
    "children.state": ("状态", "State"),
    "children.at": ("打开", "Opened"),
    "children.step_opened": ("子办件：{case}", "Child: {case}"),
    "children.step_ended": ("子办件办结：{case}", "Child ended: {case}"),
    "children.entry_changed": ("变更条目：{title}，自 {on} 起", "Entry changed: {title}, from {on} on"),
    "children.entry_out": ("移出条目：{title}，自 {on} 起　{reason}", "Entry out: {title}, from {on} on. {reason}"),
    "revisions.title": ("历次内容", "Revisions"),
    "revisions.note": ("共 {count} 次", "{count:# revision|# revisions}"),
    "revisions.span": ("第 {number} 次：{since} 至 {until}", "No. {number}: {since} to {until}"),
    "revisions.now": ("今", "today"),
    "revisions.never": ("当日又有变更，未生效", "Changed again on its first day, so never in force"),
    "revisions.imported": ("批量导入", "Imported"),
    "revisions.hidden": ("来自您不能查看的办件", "By a case that is not yours to see"),
    "revisions.first": ("首次列入", "Came in"),
    "revisions.rows": (
        "{table}：增 {added}，减 {deleted}，改 {changed}",
        "{table}: {added} added, {deleted} gone, {changed} changed",
    ),
    "revisions.added": ("增　{name}", "+ {name}"),
    "revisions.deleted": ("减　{name}", "− {name}"),
    "revisions.changed": ("改　{name}", "~ {name}"),
    "revisions.nothing": ("内容没有变化", "Nothing differs"),
    "revisions.look": ("看这一天的内容", "As it stood then"),
    "revisions.as_of": ("截至 {on} 的内容", "As it stood on {on}"),
}
