"""What is said about workbooks, pasted blocks and printed forms."""

from __future__ import annotations

SHEET: dict[str, tuple[str, str]] = {
    "print.number": ("序号", "No."),
    "print.colon": ("{title}：{value}", "{title}: {value}"),
    "sheet.totals": ("合计", "Totals"),
    "sheet.totals_note": (
        "做这个文件时的合计，只供核对；改了明细，以上传后系统算的为准",
        "Totals as this file was made, to compare with; after changes, what the system reckons on upload holds",
    ),
    "print.total": ("合　计", "Total"),
    "print.date": ("年　　月　　日", "Date: ____________"),
    "print.not_begun": ("还没有内容：{pages}", "Nothing yet: {pages}"),
    "print.more": ("展开其余 {count} 行", "Show the rest ({count})"),
    "print.elsewhere": (
        "其余 {count} 行在打印页和导出的表格里",
        "{count:The other row is|The other # rows are} on the printed page and in the workbook",
    ),
    "print.hint": (
        "按 Ctrl+P（苹果电脑 ⌘P）打印，盖章后扫描上传",
        "Press Ctrl+P (⌘P on a Mac) to print; stamp it, scan it and upload it",
    ),
    "sheet.aside": ("{title}（仅供查看）", "{title} (not read)"),
    "sheet.of": ("{table}序号", "{table} no."),
    "sheet.how": (
        "带 * 的必填。每个明细表在自己的工作表里；附表第一列写它属于第几行。不要改表头。",
        "Fields with * are required. Each table has its own sheet; the first column of an attached table says to which "
        "row it belongs. Leave the headings as they are.",
    ),
    "sheet.choose": ("从下拉列表中选一项", "Choose one from the list"),
    "sheet.large": (
        "文件有 {mb} MB，最大 {limit} MB；拆成几个再传",
        "The file has {mb} MB, the limit is {limit} MB; split it",
    ),
    "sheet.not_one": (
        "这不是表格文件（也许只是改了扩展名），用 Excel 或 WPS 另存为 .xlsx 再传",
        "This is no table (perhaps a renamed file); save it as .xlsx in Excel or WPS and try again",
    ),
    "sheet.locked": ("文件设了密码，去掉密码再传", "The file has a password; remove it and try again"),
    "sheet.binary": ("这是 .xlsb 格式，另存为 .xlsx 再传", "This is the .xlsb format; save it as .xlsx and try again"),
    "sheet.broken": (
        "文件已损坏，打不开；重新另存为 .xlsx 再传",
        "The file is damaged; save it as .xlsx again and try once more",
    ),
    "sheet.bomb": ("文件展开后太大，没有打开", "The file would unpack to far too much and was not opened"),
    "sheet.doctype": (
        "文件里有不该有的内容（DOCTYPE），没有打开",
        "The file holds what no workbook needs (DOCTYPE) and was not opened",
    ),
    "sheet.macros": ("文件含有宏，另存为不含宏的 .xlsx 再传", "The file holds macros; save it as .xlsx without them"),
    "sheet.links": (
        "文件链接了别的文件或数据源；断开链接（数据 → 编辑链接）再传",
        "The file is linked with other files or sources; break the links (Data → Edit Links) and try again",
    ),
    "sheet.objects": ("文件里嵌了别的对象，删掉再传", "The file has other objects embedded; remove them and try again"),
    "sheet.far": (
        "表格写到了第 {rows} 行、第 {columns} 列，超出能读的范围（{limit} 行）；删掉数据以外的行列再传",
        "The sheet reaches row {rows} and column {columns}, beyond what is read ({limit} rows); delete the surplus",
    ),
    "sheet.no_decision": (
        "没有认出决策表：第一格应写“决策表”；请用下载的工作簿修改",
        "No decision table was recognised: its first cell says “Decision table”; change the workbook you downloaded",
    ),
    "sheet.no_policy": ("没有命中策略“{value}”，可用的有：{known}", "No hit policy “{value}”; there are: {known}"),
    "sheet.no_inputs": (
        "没有条件列：在“列”一行写“条件”",
        "There is no condition: write “Condition” into the row “Column”",
    ),
    "sheet.no_outputs": ("没有结果列：在“列”一行写“结果”", "There is no result: write “Result” into the row “Column”"),
    "sheet.no_type": ("没有类型“{value}”，可用的有：{known}", "No type “{value}”; there are: {known}"),
    "sheet.nothing": (
        "没有认出这张表的内容（工作表：{sheets}）；请用下载的模板填写",
        "Nothing of this form was recognised (sheets: {sheets}); please fill in the template",
    ),
    "sheet.other_form": (
        "这是另一张表（{form}）的模板，请下载“{title}”的模板",
        "This is the template of another form ({form}); download the one of “{title}”",
    ),
    "sheet.other_version": (
        "模板是旧版本（{version}）的，列已经变了；请下载新模板，把内容粘过去",
        "The template is of an older version ({version}) with other columns; download the new one and copy over",
    ),
    "sheet.foreign": (
        "不是下载的模板，已按表头对应；请核对",
        "Not the template; columns were matched by their headings, please check",
    ),
    "sheet.no_table": ("没有找到“{table}”的工作表，保持原样", "There is no sheet for “{table}”; it was left as it is"),
    "sheet.unknown": ("工作表“{sheet}”：没有采用这些列：{titles}", "Sheet “{sheet}”: columns not used: {titles}"),
    "sheet.missing": (
        "工作表“{sheet}”：没有这些列，保持原样：{titles}",
        "Sheet “{sheet}”: columns not there, left as they are: {titles}",
    ),
    "sheet.no_parent": ("找不到它所属的“{table}”：{key}", "The “{table}” it belongs to was not found: {key}"),
    "sheet.twice": ("“{table}”的序号 {key} 出现了两次", "Number {key} of “{table}” stands twice"),
    "sheet.lost_digits": (
        "长号码被当成数字存了，后几位已丢失（{value}）；把这一列设为文本，重新填",
        "A long code was stored as a number and lost its last digits ({value}); make it text and enter it again",
    ),
    "paste.empty": ("没有可粘贴的内容", "There is nothing to paste"),
    "paste.heading": (
        "第一行是表头，按标题对应：{titles}",
        "The first row is a heading; columns were matched: {titles}",
    ),
    "paste.unknown": ("没有采用这些列：{titles}", "These columns were not used: {titles}"),
    "paste.numbers": ("第一列是序号，没有采用", "The first column only counts the rows and was not used"),
    "paste.too_wide": (
        "右边多出 {count} 列，没有采用",
        "The last {count:column|# columns} on the right had no place and {count:was|were} not used",
    ),
}
