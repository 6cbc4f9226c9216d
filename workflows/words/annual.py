"""What is said about annual reports, and in them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "annual.for": ("{year}年　{scope}", "{year} · {scope}"),
    "annual.table": (
        "{number}　{title}（{period}，{scope}，单位：{unit}）",
        "{number} {title} ({period}, {scope}, in {unit})",
    ),
    "annual.goes_on": ("（续）", " (continued)"),
    "annual.among": ("其中：", "of these: "),
    "annual.of": ("名称", "What"),
    "annual.value": ("数值", "Value"),
    "annual.nothing": ("本年没有“{table}”的数据。", "There are no figures of “{table}” for this year."),
    "annual.annex": ("附：统计范围、时期和口径", "Annex: scope, periods and what was counted how"),
    "annual.made": (
        "本报告制作于{today}，范围为{scope}；数据取自下列报表，带*的数字经过更正。",
        "Made on {today} for {scope}; the figures are those of the tables below, those with * were corrected.",
    ),
    "annual.not_closed": ("尚未封存，数字可能变动。", "Not closed yet; figures may change."),
    "annual.closed": ("{on}封存{by}。", "Closed on {on}{by}."),
    "annual.by": ("（{by}）", " ({by})"),
    "annual.none": ("没有这份年度报告，或者不由你查看", "There is no such annual report, or it is not yours to see"),
    "annual.no_year": ("{year}年还没有可用的报表", "There are no tables for {year} yet"),
    "annual.one_of": (
        "每一部分只写 heading、text、table、bars、chart 中的一个；这里有 {count} 个",
        "A part has exactly one of heading, text, table, bars, chart; here are {count}",
    ),
    "annual.no_board": ("没有看板“{board}”；有：{known}", "There is no board “{board}”; there are {known}"),
    "annual.no_chart": (
        "看板“{board}”没有图“{chart}”；有：{known}",
        "The board “{board}” has no chart “{chart}”; it has {known}",
    ),
    "annual.stop": ("。", "."),
    "annual.chart_how": ("{title}：{how}", "{title}: {how}"),
    "annual.no_table": (
        "这个事项没有发布报表“{table}”；有：{known}",
        "No table “{table}” is published with this procedure; there are: {known}",
    ),
    "annual.not_a_path": (
        "“{text}”不是数字的路径；写成 报表.行.列",
        "“{text}” is no path to a figure; write table.row.column",
    ),
    "annual.path": (
        "“{path}”要写成 报表.行.列，或者 year、scope、today",
        "“{path}” has to be table.row.column, or year, scope, today",
    ),
    "annual.no_row": (
        "报表“{table}”没有行“{row}”；有：{known}",
        "Table “{table}” has no row “{row}”; there are: {known}",
    ),
    "annual.no_column": (
        "报表“{table}”没有列“{column}”；有：{known}",
        "Table “{table}” has no column “{column}”; there are: {known}",
    ),
}
