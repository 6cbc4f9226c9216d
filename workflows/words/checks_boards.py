"""What is wrong with a board before it is published or saved."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "word.chart": ("图表", "chart"),
    "board_missing": (
        "没有看板“{name}”的定义；把它放进 boards/，或从 boards 中去掉",
        "There is no definition of the board “{name}”; put it into boards/, or take it out of `boards`",
    ),
    "board_twice": ("图表“{id}”已经有了；改一个名", "There is a chart “{id}” already; choose another id"),
    "board_dimensions": (
        "“{kind}”图要有 {least}—{most} 个维度，这里有 {count} 个",
        "A {kind} chart has {least} to {most} dimensions, this one has {count}",
    ),
    "board_source": (
        "“{kind}”图不能统计 {source}；可以是：{known}",
        "A {kind} chart cannot count {source}; it can count: {known}",
    ),
    "board_measure": (
        "{source} 不能算 {measure}；可以算：{known}",
        "{source} have no {measure}; they have: {known}",
    ),
    "board_dimension": (
        "{source} 不能按 {dimension} 分；可以按：{known}",
        "{source} cannot be told apart by {dimension}; they can by: {known}",
    ),
    "board_not_counted": (
        "字段“{field}”没有标 count，不能统计；在表单里标上，或改用：{known}",
        "The field “{field}” is not marked `count`; mark it in the form, or use: {known}",
    ),
    "board_one_procedure": (
        "这张图只能统计一个事项；写明 procedures",
        "This chart can be of one procedure only; name it in `procedures`",
    ),
    "board_no_campaign": (
        "事项“{procedure}”没有申报批次，无从知道谁还没报",
        "“{procedure}” has no campaigns: nobody is missing",
    ),
    "board_not_a_place": ("地图只能按区县分；把 by 写成 district", "A map is by district; write `district` in `by`"),
    "board_not_a_period": (
        "折线图的第一个维度是时间；写 month、quarter 或 year",
        "The first dimension of a line is time; write month, quarter or year",
    ),
    "board_levels": (
        "流向图要有 2—{most} 级；在 levels 里列出阶段",
        "A flow has 2 to {most} levels; list stages in `levels`",
    ),
    "board_part": ("只有计数的图能单列一部分", "Only a chart that counts can show a part of each mark"),
    "board_target": ("目标线要么写数 value，要么写参数 parameter", "A target is either a `value` or a `parameter`"),
}
