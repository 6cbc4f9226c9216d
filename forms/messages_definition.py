"""What is said about definitions: the offender, where it may be looked for, and the way out."""

from __future__ import annotations

DEFINITION: dict[str, tuple[str, str]] = {
    "json_syntax": ("这里应为{wanted}，却是{found}", "Expected {wanted}, found {found}"),
    "json_end": ("文件在这里结束，还应有{wanted}", "The file ends here; {wanted} is missing"),
    "json_twice": ("“{key}”在同一个对象里出现了两次，去掉一个", "“{key}” stands twice in one object; remove one"),
    "json_deep": ("嵌套超过 {limit} 层", "Nested more than {limit} levels deep"),
    "json_large": ("文件超过 {limit} MB", "The file is larger than {limit} MB"),
    "json_kind": ("最外层应为一个对象 {{…}}", "The outermost value has to be an object {{…}}"),
    "json_encoding": (
        "文件不是 UTF-8 编码，另存为 UTF-8 再上传",
        "The file is not UTF-8; save it as UTF-8 and try again",
    ),
    "word.value": ("一个值", "a value"),
    "word.key": ("双引号中的键", "a key in double quotes"),
    "word.text_end": ("结束的双引号", "a closing double quote"),
    "word.escape": ("有效的转义", "a valid escape"),
    "word.end": ("文件结束", "the end of the file"),
    "missing_key": ("缺少“{key}”", "“{key}” is missing"),
    "unknown_key": ("不认识的键“{key}”，去掉它", "Unknown key “{key}”; remove it"),
    "unknown_key_near": ("不认识的键“{key}”，是不是“{near}”？", "Unknown key “{key}”; did you mean “{near}”?"),
    "bad_key": (
        "“{key}”不能作名字：以字母或汉字开头，后面是字母、数字、汉字或 _，不能是保留词",
        "“{key}” cannot be a name: start with a letter or 汉字, then letters, digits, 汉字 or _; no reserved word",
    ),
    "field_type": ("没有字段类型“{type}”，可用的有：{known}", "No field type “{type}”; there are: {known}"),
    "field_type_near": (
        "没有字段类型“{type}”，是不是“{near}”？可用的有：{known}",
        "No field type “{type}”; did you mean “{near}”? There are: {known}",
    ),
    "wrong_kind": ("这里应为{wanted}", "This has to be {wanted}"),
    "kind.text": ("文字", "text"),
    "kind.number": ("整数", "a whole number"),
    "kind.flag": ("true 或 false", "true or false"),
    "kind.list": ("列表 […]", "a list […]"),
    "kind.object": ("对象 {{…}}", "an object {{…}}"),
    "not_one_of": ("“{value}”不行，应为：{expected}", "“{value}” is not possible; expected: {expected}"),
    "newer_format": (
        "格式 {value} 比本系统新，先升级系统",
        "Format {value} is newer than this system; update it first",
    ),
    "bad_value": (
        "这里不能是这样的值；看定义的 JSON Schema，改成它允许的",
        "This value cannot stand here; see the JSON Schema of definitions for what can",
    ),
    "bad_expression": ("表达式“{text}”有误：{why}", "The expression “{text}” is wrong: {why}"),
    "doubtful_expression": ("表达式“{text}”：{why}", "The expression “{text}”: {why}"),
    "twice_name": (
        "决策表“{name}”与字段、函数或系统名称重名，改一个名字",
        "The decision table “{name}” bears the name of a field, a function or a name of the system; rename it",
    ),
    "twice_column": ("列“{key}”出现了两次，改一个名字", "Column “{key}” stands twice; rename one"),
    "no_inputs": ("决策表没有条件列，至少加一列", "The decision table has no input; add at least one"),
    "no_outputs": ("决策表没有结果列，至少加一列", "The decision table has no output; add at least one"),
    "cells": (
        "这一行有 {count} 格，应为 {columns} 格",
        "This rule has {count:# cell|# cells} instead of {columns}",
    ),
    "one_output": ("命中策略 {hit} 只能有一个结果列", "Hit policy {hit} takes one output only"),
    "no_priorities": (
        "命中策略 {hit} 按结果的先后取，请在结果列的 values 里按顺序列出可取的值",
        "Hit policy {hit} goes by priority: list the values of an output in their order in its `values`",
    ),
    "not_an_output": ("结果 {text} 不在可取的值里", "{text} is not among the values of the output"),
    "not_an_output_near": (
        "结果 {text} 不在可取的值里，是不是 {near}？",
        "{text} is not among the values of the output; did you mean {near}?",
    ),
    "idle_cell": (
        "“{text}”：没有“{name}”能满足它，这一行永远不适用",
        "“{text}”: no “{name}” can satisfy it, the rule never applies",
    ),
    "unexamined_cell": (
        "“{text}”不只是与固定的值比较，这一行没有参加缺漏和重叠的检查",
        "“{text}” compares with more than constants; this rule was left out of the search for gaps and overlaps",
    ),
    "unexamined_table": (
        "决策表太大或同一列里混有不同种类的值，没有查完缺漏和重叠",
        "The table is too large, or a column mixes kinds of values; gaps and overlaps were not searched to the end",
    ),
    "gap": (
        "有缺漏：{values} 时没有适用的行。例如 {example}",
        "A gap: no rule applies when {values}. For example {example}",
    ),
    "overlap": (
        "第 {first} 行和第 {second} 行重叠，都适用于 {example}；改条件，或改命中策略",
        "Rules {first} and {second} overlap, both apply to {example}; change a condition or the hit policy",
    ),
    "contradiction": (
        "第 {first} 行和第 {second} 行都适用于 {example}，结果却不同",
        "Rules {first} and {second} both apply to {example} but their results differ",
    ),
    "masked_rule": (
        "第 {number} 行永远轮不到：前面的行已经包括了它的全部情形",
        "Rule {number} never gets its turn: the rules before it take every case of it",
    ),
    "twice_field": ("字段“{key}”在同一层出现了两次，改一个名字", "Field “{key}” stands twice on one level; rename one"),
    "twice_page": ("页“{key}”出现了两次，改一个名字", "Page “{key}” stands twice; rename one"),
    "no_shared": (
        "小标题“{title}”引用的共用小节“{name}”不在；先建一个，或去掉引用",
        "The shared section “{name}” that heading “{title}” names is not there; make it, or name none",
    ),
    "no_shared_near": (
        "小标题“{title}”引用的共用小节“{name}”不在，是不是“{near}”？",
        "The shared section “{name}” that heading “{title}” names is not there; did you mean “{near}”?",
    ),
    "shared_twice": (
        "共用小节“{title}”里的字段 {keys} 与表单里的字段同名；改表单里的名字，或把小节变成副本",
        "Fields {keys} of the shared section “{title}” are called as fields of the form; rename those, or copy it",
    ),
    "shared_source": (
        "共用小节“{title}”和表单都把 {keys} 用作文件简称，所指却不同；在表单里换一个简称",
        "The shared section “{title}” and the form mean different documents by {keys}; give the form’s another key",
    ),
    "shared_nested": (
        "共用小节里的小标题“{title}”又引用了共用小节；小节只有一层，把里面的变成副本",
        "Heading “{title}” within a shared section names a shared section again; there is one level, make it a copy",
    ),
    "twice_rule": ("规则“{key}”出现了两次，改一个名字", "Rule “{key}” stands twice; rename one"),
    "twice_item": ("“{key}”在代码表中出现了两次，去掉一个", "“{key}” stands twice in the list; remove one"),
    "too_many_levels": ("“{path}”是第三层明细表，最多两层", "“{path}” is a table on a third level; two are allowed"),
    "second_inner": (
        "“{path}”是同一行里的第二个明细表，一行只能有一个",
        "“{path}” is a second table inside one row; a row may have one",
    ),
    "no_fields": ("“{path}”没有字段，至少加一个", "“{path}” has no fields; add at least one"),
    "no_table": ("没有明细表“{path}”", "There is no table “{path}”"),
    "no_table_near": ("没有明细表“{path}”，是不是“{near}”？", "There is no table “{path}”; did you mean “{near}”?"),
    "no_field": ("没有字段“{path}”", "There is no field “{path}”"),
    "no_field_near": ("没有字段“{path}”，是不是“{near}”？", "There is no field “{path}”; did you mean “{near}”?"),
    "no_list": ("没有代码表“{name}”", "There is no code list “{name}”"),
    "no_list_near": ("没有代码表“{name}”，是不是“{near}”？", "There is no code list “{name}”; did you mean “{near}”?"),
    "empty_list": ("代码表“{name}”没有条目，至少加一个", "Code list “{name}” has no items; add at least one"),
    "bad_date": ("“{value}”不是日期，写成 2026-03-13 的样子", "“{value}” is no date; write it like 2026-03-13"),
    "dates_reversed": ("“{key}”的止期早于起期", "“{key}” ends before it begins"),
    "not_inner": (
        "“{path}”不是行内的明细表，附表只能用行内的",
        "“{path}” is no table inside a row; only such can be attached",
    ),
    "not_a_line": (
        "“{path}”是明细表，不能印在一行里；用 table",
        "“{path}” is a table and cannot be printed in a line; use table",
    ),
    "total_text": ("“{path}”不是数字，不能合计", "“{path}” is no number and has no total"),
    "unique_with_city": (
        "“{path}”：和别的列一起比（with）只能在明细表里、在 table 或 form 范围内",
        "“{path}”: `with` compares columns of rows, within `table` or `form` only",
    ),
    "total_twice": ("“{path}”已经有一个合计，去掉一个", "“{path}” has a total already; drop one"),
    "total_no_sum": (
        "“{path}”加起来没有意义；改用 average、min 或 max",
        "“{path}” makes no sense added up; use average, min or max",
    ),
    "totals_missing": (
        "“{path}”有 totals_by 而没有 totals；写上要合计的列，或去掉",
        "“{path}” has totals_by but no totals; name columns, or drop it",
    ),
    "total_unprinted": (
        "合计列“{path}”没有印出，把它加到 columns",
        "“{path}” has a total but no column; add it to columns",
    ),
    "page_hides_itself": (
        "页“{page}”的显示条件用到本页的字段“{field}”：页藏起来以后就没有人能改它；改用前面页里的字段",
        "Whether page “{page}” shows depends on its own field “{field}”: once hidden, nobody can bring it back; use a "
        "field of an earlier page",
    ),
    "computed_circle": (
        "自动计算互相等待：{path}；断开其中一处",
        "Computed fields wait for each other: {path}; break the circle",
    ),
    "computed_required": (
        "“{path}”是自动计算的，不能要求填写，去掉 required",
        "“{path}” is computed and cannot be required; remove that",
    ),
    "no_source": (
        "依据“{basis}”：“{name}”不是这份定义列出的文件；在“依据”里重新选一份，或先添加文件",
        "Basis “{basis}”: “{name}” is no document of this definition; choose another one, or add the document first",
    ),
    "no_source_near": (
        "依据“{basis}”：“{name}”不是这份定义列出的文件，是不是“{near}”？",
        "Basis “{basis}”: “{name}” is no document of this definition; did you mean “{near}”?",
    ),
    "bounds": ("“{path}”：{low} 大于 {high}，不可能满足", "“{path}”: {low} is above {high}; nothing can satisfy that"),
    "no_text": ("标题是空的，写上名称", "The title is empty; write a name"),
}
