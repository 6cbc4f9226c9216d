"""The catalogue: every sentence this package says, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

CATALOGUE: Final[dict[str, tuple[str, str]]] = {
    # while reading
    "empty": ("表达式是空的。", "The expression is empty."),
    "too_long": (
        "表达式有 {length} 个字符，最多 {limit} 个。",
        "The expression has {length} characters; at most {limit} are allowed.",
    ),
    "too_deep": (
        "表达式嵌套太深（第 {at} 个字符处），请拆开写。",
        "The expression is nested too deeply (at character {at}); please split it.",
    ),
    "too_many_nodes": (
        "表达式太复杂，最多 {limit} 个部分，请拆开写。",
        "The expression is too complex: at most {limit} parts; please split it.",
    ),
    "bad_character": (
        "第 {at} 个字符“{found}”不能用在表达式里。",
        "Character {at}, “{found}”, has no meaning in an expression.",
    ),
    "open_text": (
        "第 {at} 个字符开始的文字没有结束的引号。",
        "The text that starts at character {at} has no closing quotation mark.",
    ),
    "expected": (
        "第 {at} 个字符处应为“{wanted}”，却是“{found}”。",
        "“{wanted}” was expected at character {at}, but “{found}” was found.",
    ),
    "expected_end": (
        "第 {at} 个字符处应为“{wanted}”，表达式却结束了。",
        "“{wanted}” was expected at character {at}, but the expression ends there.",
    ),
    "expected_value": (
        "第 {at} 个字符处应有一个值，却是“{found}”。",
        "A value was expected at character {at}, but “{found}” was found.",
    ),
    "unexpected_end": (
        "表达式没有写完（第 {at} 个字符处）。",
        "The expression is not finished (at character {at}).",
    ),
    "unexpected": (
        "第 {at} 个字符处的“{found}”不该出现在这里。",
        "“{found}” at character {at} does not belong there.",
    ),
    "bad_literal": (
        "第 {at} 个字符处的“{found}”不是日期、时间或时长。",
        "“{found}” at character {at} is no date, time or duration.",
    ),
    "bad_number": (
        "第 {at} 个字符处的数字“{found}”太大。",
        "The number “{found}” at character {at} is too large.",
    ),
    "external": (
        "第 {at} 个字符处：不支持外部函数。",
        "External functions (at character {at}) are not supported.",
    ),
    "duplicate_key": (
        "第 {at} 个字符处：“{name}”出现了两次。",
        "“{name}” at character {at} is given twice.",
    ),
    "unknown_name": (
        "第 {at} 个字符处的“{name}”没有定义。",
        "“{name}” at character {at} is not known.",
    ),
    "unknown_name_near": (
        "第 {at} 个字符处的“{name}”没有定义，是不是“{nearest}”？",
        "“{name}” at character {at} is not known; did you mean “{nearest}”?",
    ),
    "unknown_function": (
        "第 {at} 个字符处：没有名为“{name}”的函数。",
        "There is no function “{name}” (at character {at}).",
    ),
    "unknown_function_near": (
        "第 {at} 个字符处：没有名为“{name}”的函数，是不是“{nearest}”？",
        "There is no function “{name}” (at character {at}); did you mean “{nearest}”?",
    ),
    "arity": (
        "第 {at} 个字符处：“{name}”需要 {wanted} 个参数，给了 {given} 个。",
        "“{name}” at character {at}: arguments needed {wanted}, given {given}.",
    ),
    "argument_names": (
        "第 {at} 个字符处：“{name}”没有参数“{given}”；可用的是：{wanted}。",
        "“{name}” at character {at} has no parameters “{given}”; it has: {wanted}.",
    ),
    "inexpressible": (
        "“{text}”不能用条件组表示，请作为表达式编写。",
        "“{text}” is more than groups of conditions can say; please write it as an expression.",
    ),
    # what can never be right
    "wrong_kind": (
        "第 {at} 个字符处应为{wanted}，却是{kind}。",
        "{wanted} is needed at character {at}, but there is {kind}.",
    ),
    "wrong_kinds": (
        "第 {at} 个字符处：“{op}”不能用于{left}和{right}。",
        "“{op}” at character {at} cannot be applied to {left} and {right}.",
    ),
    "wrong_argument": (
        "第 {at} 个字符处：函数“{function}”的参数“{name}”应为{wanted}，却是{kind}。",
        "“{function}” needs {wanted} as its “{name}” (at character {at}), but there is {kind}.",
    ),
    "no_part_near": (
        "第 {at} 个字符处：{kind}没有“{name}”，是不是“{nearest}”？可用的有：{known}。",
        "There is no “{name}” in {kind} (at character {at}); did you mean “{nearest}”? There are: {known}.",
    ),
    "no_part": (
        "第 {at} 个字符处：{kind}没有“{name}”，可用的有：{known}。",
        "There is no “{name}” in {kind} (at character {at}); there are: {known}.",
    ),
    "no_parts": (
        "第 {at} 个字符处：{kind}里没有可取的“{name}”。",
        "There is no “{name}” in {kind} (at character {at}).",
    ),
    "not_callable": (
        "第 {at} 个字符处的“{name}”是{kind}，不是函数。",
        "“{name}” at character {at} is {kind}, no function.",
    ),
    # what is probably not meant
    "never_equal": (
        "第 {at} 个字符处：“{op}”两边是{left}和{right}，永远不会相等。",
        "“{op}” at character {at} compares {left} with {right}; they are never equal.",
    ),
    "list_of_lists": (
        "“{path}”是列表的列表；要数或查每一行，写 flatten({path})。",
        "“{path}” is a list of lists; to count or search every row write flatten({path}).",
    ),
    "list_for_one": (
        "第 {at} 个字符处：“{function}”的“{name}”要一个值，这里是一列，只有一行时才有结果；"
        "用 some … satisfies …，或用 [1] 取一行。",
        "“{function}” takes one value as its “{name}” (at character {at}); a column gives a result only where there is "
        "one row: use some … satisfies …, or take one row by [1].",
    ),
    "not_among": (
        "第 {at} 个字符处的“{value}”不是可取的值。",
        "“{value}” at character {at} is not among the possible values.",
    ),
    "not_among_near": (
        "第 {at} 个字符处的“{value}”不是可取的值，是不是“{nearest}”？",
        "“{value}” at character {at} is not among the possible values; did you mean “{nearest}”?",
    ),
    "always_true": (
        "条件“{text}”总是成立（除非没有填写），可以去掉或改正。",
        "The condition “{text}” always holds (unless something is empty); remove or correct it.",
    ),
    "never_true": (
        "条件“{text}”永远不会成立，请改正。",
        "The condition “{text}” never holds; please correct it.",
    ),
    # while running
    "empty_field": ("“{name}”还没有填写。", "“{name}” is empty."),
    "false_part": ("条件“{text}”不成立。", "The condition “{text}” does not hold."),
    "null_part": ("条件“{text}”无法判断。", "The condition “{text}” cannot be decided."),
    "missing_name": ("找不到“{name}”。", "“{name}” was not found."),
    "wrong_types": (
        "“{op}”不能用于{left}和{right}。",
        "“{op}” cannot be applied to {left} and {right}.",
    ),
    "bad_argument": (
        "函数“{function}”的参数“{name}”不能是{kind}。",
        "“{function}” cannot take {kind} as its “{name}”.",
    ),
    "wrong_arguments": (
        "函数“{function}”不能这样调用。",
        "“{function}” cannot be called with these arguments.",
    ),
    "function_failed": ("函数“{function}”没有得出结果。", "“{function}” gave no result."),
    "not_a_function": ("“{name}”不是函数。", "“{name}” is not a function."),
    "no_service": ("“{function}”所需的数据暂不可用。", "The data “{function}” needs is not available."),
    "divided_by_zero": ("除数为零。", "Division by zero."),
    "number_too_large": ("数字超出了可计算的范围。", "The number is beyond what can be computed."),
    "too_many_steps": (
        "计算步骤超过 {limit} 步，已停止。",
        "The computation was stopped after {limit} steps.",
    ),
    "too_many_calls": ("函数相互调用太深，已停止。", "Functions call each other too deeply; stopped."),
    "text_too_long": ("得出的文字太长，已停止。", "The resulting text is too long; stopped."),
    "pattern_slow": ("正则表达式“{pattern}”太慢，已停止。", "The pattern “{pattern}” is too slow; stopped."),
    "bad_pattern": ("正则表达式“{pattern}”写法有误。", "The pattern “{pattern}” is not well formed."),
    "table_unreadable": (
        "决策表“{table}”里有读不懂的格子。",
        "The decision table “{table}” has cells that cannot be read.",
    ),
    "table_not_allowed": (
        "决策表“{table}”的“{name}”不能是 {value}。",
        "The decision table “{table}” does not allow {value} as its “{name}”.",
    ),
    "table_contradicts": (
        "决策表“{table}”的第 {rules} 行同时适用，只能有一个结果。",
        "Rules {rules} of the decision table “{table}” apply at once, but there can be one result only.",
    ),
    "table_silent": ("决策表“{table}”没有适用的行。", "No rule of the decision table “{table}” applies."),
    "failed": ("计算没有得出结果。", "The computation gave no result."),
}

KINDS: Final[dict[str, tuple[str, str]]] = {
    "null": ("空值", "nothing"),
    "number": ("数字", "a number"),
    "string": ("文字", "a text"),
    "boolean": ("是否值", "a yes-or-no value"),
    "date": ("日期", "a date"),
    "time": ("时间", "a time"),
    "date and time": ("日期时间", "a date and time"),
    "days and time duration": ("时长", "a duration"),
    "years and months duration": ("年月时长", "a duration in months"),
    "list": ("列表", "a list"),
    "context": ("一组数据", "a group of data"),
    "range": ("区间", "a range"),
    "function": ("函数", "a function"),
}


def sentence(code: str, data: Mapping[str, Any], lang: str = "zh") -> str:
    """The catalogue's sentence for a code, filled with data; names of value kinds are translated."""
    column = 1 if lang == "en" else 0
    pattern = CATALOGUE.get(code, CATALOGUE["failed"])[column]
    words = {key: _word(value, column) if key in _KIND_KEYS else _plain(value) for key, value in data.items()}
    return pattern.format_map(_Lenient(words))


_KIND_KEYS: Final = frozenset({"left", "right", "kind", "wanted"})
_OR: Final = ("或", " or ")


def _word(value: Any, column: int) -> Any:
    """A kind, or several as `number / string`, in the person's language; anything else as it is."""
    kinds = str(value).split(" / ")
    return _OR[column].join(KINDS[k][column] for k in kinds) if all(k in KINDS for k in kinds) else value


def _plain(value: Any) -> Any:
    return f"{value:,}" if type(value) is int and value >= 10_000 else value


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"
