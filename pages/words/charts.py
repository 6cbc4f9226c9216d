"""Words of charts."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "chart.part": ("（逾期 {late}）", " (late {late})"),
    "chart.late": ("其中逾期 {late}", "{late} of these late"),
    "chart.aside": ("　{words}", " {words}"),
    "chart.compared": ("上期", "Before"),
    "chart.before": ("{what} {value}", "{what}: {value}"),
    "chart.target": ("承诺 {value}", "Promised: {value}"),
    "chart.promised": ("承诺", "Promised"),
    "chart.both": ("{row}　{column}", "{row}, {column}"),
    "chart.way": ("{source} → {target}", "{source} → {target}"),
    "chart.unit": ("（{unit}）", " ({unit})"),
    "chart.last_month": ("较上月末", "since last month"),
    "chart.change": ("{by} {than}", "{by} {than}"),
    "chart.same": ("{than}持平", "no change {than}"),
    "chart.filed": ("受理", "Handed in"),
    "chart.ended": ("办结", "Ended"),
    "chart.points": ("个百分点", "points"),
    "board.page.closed_note": (
        "数字后面的不都是您能查看的，所以不列出。",
        "Not all of what is behind it is yours to see, so it is not listed.",
    ),
    "chart.cannot": ("这个图没有答案", "This chart has no answer"),
    "chart.more": ("其余 {count} 个以表格查看", "{count:# other|# others} as a table"),
    "board.page.marks": ("以表格查看", "View as a table"),
    "board.page.closed": (
        "这里只公开数字",
        "Only the figure is public",
    ),
}
