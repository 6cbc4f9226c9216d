"""What is said of statistical tables: before they can be published, of their figures, of closing and correcting."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "word.column": ("列", "column"),
    "word.count_field": ("可计数的字段（count）", "field marked `count`"),
    "word.outcome": ("办结结果", "outcome"),
    "statistics_missing": (
        "统计表“{name}”不在一起发布的内容里；加上 statistics/{name}，或从 statistics 去掉",
        "The table “{name}” is not among what is published; add statistics/{name}, or drop it from `statistics`",
    ),
    "statistics_nobody": (
        "统计表“{table}”没有谁可以查看或封存；写上角色",
        "Nobody may see or close the table “{table}”; name roles",
    ),
    "statistics_since": (
        "{day} 不是统计期的第一天；写某一期的第一天，如 2026-01-01",
        "{day} is not the first day of a period; name the first day of one, such as 2026-01-01",
    ),
    "statistics_empty": ("统计表没有行或列；各写至少一个", "The table has no rows or no columns; name one of each"),
    "statistics_heading": (
        "“{column}”是几列的表头，自己没有数；去掉它的 value、like、measure、happened",
        "“{column}” is a heading over columns and holds no figures; drop its value, like, measure and happened",
    ),
    "statistics_untitled": ("行“{row}”没有名称；加上 title", "Row “{row}” has no name; add a title"),
    "statistics_by": (
        "行不能按“{kind}”展开；可以按：{known}",
        "Rows cannot be spread by “{kind}”; they can by: {known}",
    ),
    "statistics_no_values": (
        "“{field}”的取值事先不知道（没有代码表），按它展开只剩合计；可以按：{known}",
        "The values of “{field}” are not known beforehand (no code list): spread by it, only the total is left; "
        "rows can be spread by: {known}",
    ),
    "statistics_source": (
        "统计表不能统计“{kind}”；可以统计：{known}",
        "A table cannot count “{kind}”; it can count: {known}",
    ),
    "statistics_happened": (
        "“{source}”没有“{what}”这件事；办件用 opened、filed、ended，名录用 came、went",
        "“{what}” does not happen to “{source}”; cases are opened, filed, ended, entries came and went",
    ),
    "statistics.none": ("没有这张统计表或这个统计期", "There is no such table or period"),
    "statistics.not_yours": (
        "这个范围的统计表由{roles}查看；请选择自己的范围",
        "The table of this scope is seen by {roles}; choose a scope of yours",
    ),
    "statistics.not_by_you.close_by": ("由{roles}封存", "It is closed by {roles}"),
    "statistics.not_by_you.correctors": ("由{roles}更正", "It is corrected by {roles}"),
    "statistics.not_by_you.keepers": ("由{roles}比对", "It is compared by {roles}"),
    "statistics.is_closed": ("{period}已经封存；改动请用更正", "{period} is closed; use a correction to change it"),
    "statistics.not_over": (
        "{period}到 {last} 才结束，之后再封存",
        "{period} ends on {last}; it can be closed afterwards",
    ),
    "statistics.too_early": ("这张表从 {since} 开始统计", "The table begins on {since}"),
    "statistics.in_order": ("统计期按次序封存，先封存{wanted}", "Periods are closed in order: first {wanted}"),
    "statistics.not_closed": ("{period}还没有封存，数字随时重算", "{period} is not closed; it is worked out anew"),
    "statistics.no_reason": ("写明更正的原因", "Say why it is corrected"),
    "statistics.no_such_cell": (
        "这一格由其他数字算出，或不在表里；更正它所依据的数字",
        "This cell follows from others, or is not in the table; correct what it follows from",
    ),
    "statistics.same": ("同封存的数字一样，没有需要更正的", "These are the closed figures; nothing to correct"),
    "statistics.broken": ("“{rule}”不成立：{where}", "“{rule}” does not hold: {where}"),
    "statistics.corrected_cell": (
        "{row}“{column}”由 {before} 改为 {after}",
        "{row}, “{column}”: {before} to {after}",
    ),
    "statistics.corrected": (
        "{on} {by}更正：{cells}。原因：{reason}",
        "{on}, {by} corrected {cells}. Reason: {reason}",
    ),
    "statistics.corrected_more": (
        "{on} {by}更正 {count} 个数字，其中{cells}。原因：{reason}",
        "{on}, {by} corrected {count:one figure|# figures}, among them {cells}. Reason: {reason}",
    ),
    "statistics.paper.number": ("表　　号：{value}", "Table: {value}"),
    "statistics.paper.maker": ("制定机关：{value}", "Made by: {value}"),
    "statistics.paper.approver": ("批准机关：{value}", "Approved by: {value}"),
    "statistics.paper.approval": ("批准文号：{value}", "Approval: {value}"),
    "statistics.paper.unit": ("计量单位：{value}", "Unit: {value}"),
    "statistics.paper.scope": ("统计范围：{value}", "Scope: {value}"),
    "statistics.paper.row": ("序号", "No."),
    "statistics.paper.among": ("其中：{name}", "of these: {name}"),
    "statistics.untitled": ("先写表的名称", "Write the title of the table first"),
    "statistics.paper.signed": ("{who}：", "{who}:"),
    "statistics.paper.head": ("单位负责人：", "Head of the office:"),
    "statistics.paper.statistician": ("统计负责人：", "Head of statistics:"),
    "statistics.paper.filler": ("填表人：{by}", "Filled in by: {by}"),
    "statistics.paper.day": ("填报日期：{on}", "Date: {on}"),
    "statistics.paper.stamp": ("（单位公章）", "(seal)"),
    "statistics.paper.draft": ("未封存，数字可能变化　　（单位公章）", "Not closed, figures may change   (seal)"),
    "statistics.paper.note": ("说明：", "Note: "),
    "statistics.paper.correction": ("更正说明：", "Correction: "),
    "command.broken_statistic": (
        "统计表 {table} {period} 的第 {version} 版同封存时不一样，或它前面的被改动过",
        "Table {table}, {period}: version {version} is not as it was closed, or what stood before it was changed",
    ),
    "statistics_where": (
        "统计表不能用条件“{name}”；可以用：{known}。时间由列的 over 和 happened 决定",
        "A table cannot use the condition “{name}”; it can use: {known}. Time is said by `over` and `happened`",
    ),
    "statistics_twice": ("“{id}”出现了两次；改一个", "“{id}” stands twice; rename one"),
}
