"""What is said about registers: why an entry cannot be written, changed or taken out."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "follow.none": ("没有随其他名录变动的名录。", "No register follows another one."),
    "follow.counts": (
        "“{register}”随“{source}”：列入 {new} 条，变更 {changed} 条，移出 {ended} 条。",
        "“{register}” follows “{source}”: in {new}, changed {changed}, out {ended}.",
    ),
    "follow.new": ("  列入 {title}", "  in: {title}"),
    "follow.changed": ("  变更 {title}", "  changed: {title}"),
    "follow.ended": ("  移出 {title}", "  out: {title}"),
    "follow.more": ("  另有 {count} 条", "  and {count} more"),
    "follow.dry": ("这是试算，什么都没有写。", "This was a dry run: nothing was written."),
    "entry_not_found": (
        "“{transition}”要改名录“{register}”里的条目，但找不到这一条：{why}",
        "“{transition}” changes the register “{register}”, but there is no such entry: {why}",
    ),
    "entry_before_last": (
        "名录“{register}”里的“{entry}”自{since}起已有新内容，不能再从更早的{on}改起；请填{since}或以后的日期",
        "“{entry}” in the register “{register}” was changed from {since} on, so nothing can be changed from {on},"
        " which is earlier; choose {since} or later",
    ),
    "entry_is_out": (
        "“{entry}”自{until}起已不在名录“{register}”里，{on}不能再改或移出",
        "“{entry}” is out of the register “{register}” since {until}; nothing can be changed or ended on {on}",
    ),
    "entry_key_taken": (
        "名录“{register}”里{on}已有同名的另一条，不能把“{entry}”改成它",
        "Another entry of that key is in the register “{register}” on {on}; “{entry}” cannot be changed to it",
    ),
    "entry_no_reason": (
        "“{transition}”要从名录“{register}”移出条目，但没有理由：{why}",
        "“{transition}” takes an entry out of the register “{register}”, but gives no reason: {why}",
    ),
    "effect_entry_or_key": (
        "改或移出“{register}”的条目，要写 entry 或 key 中的一个，说明是哪一条",
        "Name the entry of “{register}” by either entry or key",
    ),
    "effect_changes_nothing": (
        "这里什么也没有改：写上 fields 或 rows",
        "This changes nothing; name fields or rows of “{register}”",
    ),
    "shared_missing": (
        "没有共用名录“{name}”的定义；把它的文件（kind 为 register）一起发布",
        "The shared register “{name}” is defined nowhere; publish its file (kind register) along with this",
    ),
    "register_twice": (
        "名录“{register}”已由事项“{procedure}”定义，一个名录只有一个归属：改名，或写成共用名录的文件，两边都写 shared",
        "The register “{register}” is defined by “{procedure}” already; a register has one owner: name it differently,"
        " or make it a file of its own that both use as shared",
    ),
    "register_too_deep": (
        "名录的明细最多两层",
        "Tables of a register go two levels deep at most",
    ),
}
