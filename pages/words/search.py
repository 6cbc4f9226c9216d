"""Words of the page that shows what was found."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "find.box": ("检索词", "Words to look for"),
    "find.hint": (
        "编号、标题、企业或人名、代码、填报内容、意见、附件名",
        "Number, title, company or person, code, any text",
    ),
    "find.kind": ("类别", "Kind"),
    "find.kind_all": ("全部", "Everything"),
    "find.kind_cases": ("办件", "Cases"),
    "find.kind_entries": ("名录条目", "Register entries"),
    "find.procedure": ("事项", "Procedure"),
    "find.procedure_any": ("全部事项", "Any procedure"),
    "find.state": ("状态", "State"),
    "find.state_any": ("在办和办结", "Open and ended"),
    "find.state_open": ("在办、在册", "Open, in register"),
    "find.state_ended": ("办结、已移出", "Ended, out"),
    "find.since": ("时间", "Time"),
    "find.since_any": ("不限时间", "Any time"),
    "find.since_month": ("近一个月", "Last month"),
    "find.since_year": ("近一年", "Last year"),
    "find.count": ("{kind} {count}", "{kind}: {count}"),
    "find.count_more": ("{kind} 多于 {count}", "{kind}: more than {count}"),
    "find.broad": (
        "太常见的词先列最新的 {most} 处，翻页时再列更早的；再加一个词可以缩小范围",
        "Of a word that stands everywhere the newest {most} places come first, older ones as pages are turned; another "
        "word narrows it down",
    ),
    "find.named": ("事项、页面、人员和单位", "Procedures, pages, people, organisations"),
    "find.is_procedure": ("事项", "Procedure"),
    "find.is_page": ("页面", "Page"),
    "find.is_person": ("人员", "Person"),
    "find.is_organisation": ("单位", "Organisation"),
    "find.start": ("新建", "Start"),
    "find.list": ("办件列表", "Its cases"),
    "find.open": ("打开", "Open"),
    "find.all_of": ("查看全部", "Show all"),
    "find.page": ("第 {page} 页，共 {last} 页", "Page {page} of {last}"),
    "find.label": ("{field}：", "{field}: "),
    "find.in": ("在册", "In"),
    "find.out": ("已移出", "Out"),
    "find.is_in": ("{since} 起", "since {since}"),
    "find.was_in": ("{since} 至 {until}", "{since} to {until}"),
    "find.ask": ("输入要找的字词", "Type what you look for"),
    "find.signs": ("里面没有可以检索的字词", "There is no word in it that could be looked for"),
    "find.how": (
        "空格隔开的词都要有；引号里的连在一起找；编号可以只输末几位；繁体简体、全角半角、大小写都一样。"
        "按 / 回到检索框，↓ ↑ 在结果间移动，回车打开。",
        "All words must occur; quotation marks keep words together; the last digits of a number will do; case and "
        "width make no difference. The key / leads back to the box, ↓ and ↑ go through what was found, Enter opens it.",
    ),
    "find.none": ("没有找到“{text}”", "Nothing was found for “{text}”"),
    "find.without": ("去掉筛选再找", "Look without the filters"),
    "find.only": ("只找“{word}”", "Look for “{word}” alone"),
    "find.pending": ("检索索引正在建立", "The search index is being made"),
    "find.pending_note": ("现在还不能找到全部内容，请稍后再试。", "Not everything can be found yet; try again later."),
}
