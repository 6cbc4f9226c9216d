"""Words of a form that is filled in page by page."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "wizard.previous": ("上一页", "Previous"),
    "wizard.next": ("下一页", "Next"),
    "wizard.to_summary": ("核对汇总", "Review"),
    "wizard.summary": ("核对提交", "Review and submit"),
    "wizard.summary_note": ("看全部内容", "everything at a glance"),
    "wizard.untouched": ("未填", "Not begun"),
    "wizard.filled": ("已填 {filled}/{fields}", "{filled} of {fields} filled"),
    "wizard.wrong": ("要改 {places} 处", "{places} to mend"),
    "wizard.nothing": ("现在不用填", "Nothing to fill in now"),
    "wizard.complete": ("已填好", "Complete"),
    "wizard.page_of": ("第 {page} 页，共 {all} 页，已填好 {done} 页", "Page {page} of {all}, {done} complete"),
    "wizard.page_only": ("第 {page} 页，共 {all} 页", "Page {page} of {all}"),
    "wizard.done_of": ("共 {all} 页，已填好 {done} 页", "{done} of {all:# page|# pages} complete"),
    "wizard.left": (
        "“{page}”还有 {places} 处没有填好：{names}",
        "“{page}” still wants {places:# place|# places}: {names}",
    ),
    "wizard.and_more": ("……", " …"),
    "wizard.section_of": (
        "{title}　第 {number} 部分（第 {first}–{last} 项）",
        "{title} · part {number} (fields {first}–{last})",
    ),
    "wizard.change": ("修改本页", "Change this page"),
    "wizard.mend_note": ("点一处，转到它所在的页", "Press one to go to its page"),
    "wizard.more_rows": ("还有 {rows} 行", "{rows:# more row|# more rows}"),
}
