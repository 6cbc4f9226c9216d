"""Words of the designer of code lists."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "shell.page.list_edit": ("代码表设计", "Code list designer"),
    "list.open": ("打开表格", "Open as a grid"),
    "list.new_button": ("新建代码表", "New code list"),
    "list.new": ("新建代码表", "New code list"),
    "list.new_note": ("写名称就能开始，条目可以从 Excel 粘贴", "A title is enough to begin; paste entries from Excel"),
    "list.new_title": ("代码表名称", "Title of the list"),
    "list.new_example": ("如：行业类别", "e.g. Industries"),
    "list.lists": ("已有的代码表", "Code lists there are"),
    "list.lists_note": ("点名称修改；发布以前什么都不变", "Press one to change it; nothing changes before publishing"),
    "list.unreadable": (
        "这个代码表的 JSON 有错，排不成表格。到 JSON 里改好，或在那里放弃草稿。",
        "The JSON of this list is wrong, so it cannot be shown as a grid. Mend it there, or discard the draft.",
    ),
    "list.gone": ("没有这个代码表，可以新建一个", "There is no such code list; begin a new one"),
    "list.title": ("名称", "Title"),
    "list.entries": ("条目", "Entries"),
    "list.count": ("共 {count} 条", "{count:# entry|# entries}"),
    "list.ended": ("其中 {count} 条已止", "{count} of them ended"),
    "list.delete_help": (
        "办件用过的条目不要删除，填“止”：以后选不到，以前的照样显示",
        "Do not delete what cases have used: give it an end; it is not offered any more, and past cases still show it",
    ),
    "list.paste": ("从 Excel 粘贴", "Paste from Excel"),
    "list.book": ("下载工作簿", "Download as a workbook"),
    "list.file": ("上传工作簿", "Upload a workbook"),
    "list.file_label": (
        "下载的工作簿改好后传回，或传一份有同样表头的 .xlsx、.xls、.et、.csv",
        "The workbook that was downloaded and changed, or any .xlsx, .xls, .et or .csv with the same headings",
    ),
    "list.file_told": (
        "文件里 {count} 条：改 {changed} 条，新增 {added} 条，这里有而文件里没有的 {missing} 条",
        "{count:# entry|# entries} in the file: {changed} changed, {added} new; {missing} of the list are not in it",
    ),
    "list.file_none": ("文件里没有条目", "There are no entries in the file"),
    "list.lay": ("编码相同的改，其余加在后面", "Change those with the same code, add the others"),
    "list.replace": ("整张换成粘贴的内容", "Replace the whole list"),
    "list.take": ("放入代码表", "Put into the list"),
    "list.no_entries": ("还没有条目", "No entries yet"),
    "list.no_entries_note": ("增加行，或从 Excel 粘贴", "Add rows, or paste from Excel"),
    "list.row": ("第 {number} 行", "Row {number}"),
    "list.findings_ok_note": ("编码、上级、起止都查过", "Codes, what they lie under, and dates were checked"),
    "list.uses": ("用在 {count} 个字段", "Chosen from in {count:# field|# fields}"),
    "list.uses_none": ("还没有字段从这里选", "No field chooses from it yet"),
    "list.open_form": ("打开表单 {form}", "Open form {form}"),
}
