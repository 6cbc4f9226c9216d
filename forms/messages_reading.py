"""What is said about files that were sent in: what they are, why they are not read, and which cells could not be."""

from __future__ import annotations

READING: dict[str, tuple[str, str]] = {
    "kind.xlsx": ("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
    "kind.xls": ("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)"),
    "kind.csv": ("文本表格（.csv）", "a text table (.csv)"),
    "kind.pdf": ("PDF 文件", "a PDF file"),
    "kind.program": ("程序", "a program"),
    "kind.picture": ("图片", "a picture"),
    "kind.media": ("音频、视频或其他媒体文件", "a sound, a film or another media file"),
    "kind.archive": ("压缩包", "an archive"),
    "kind.rtf": ("RTF 文档", "an RTF document"),
    "kind.database": ("数据库文件", "a database"),
    "kind.web": ("网页（有的系统导出的 .xls 其实是网页）", "a web page (some systems export one as .xls)"),
    "kind.xml_sheet": ("XML 表格 2003", "an XML Spreadsheet of 2003"),
    "kind.xml": ("XML 文件", "an XML file"),
    "kind.json": ("JSON 文件", "a JSON file"),
    "kind.word": ("Word 文档", "a Word document"),
    "kind.slides": ("演示文稿", "a presentation"),
    "kind.opendocument": ("OpenDocument 文件（.ods 等）", "an OpenDocument file (such as .ods)"),
    "kind.numbers": ("Numbers 表格", "a Numbers document"),
    "kind.mail": ("邮件", "a mail"),
    "kind.compound": ("别的 Office 文件", "another Office file"),
    "kind.workbook": ("工作簿", "a workbook"),
    "sheet.other_kind": (
        "这是{kind}，不是能读的表格；用 Excel 或 WPS 打开，另存为 .xlsx 再传",
        "This is {kind} and no table that can be read; open it in Excel or WPS, save it as .xlsx and try again",
    ),
    "sheet.empty": ("文件是空的；检查后重新选择文件", "The file is empty; check it and choose it again"),
    "sheet.misnamed": (
        "文件名是 {suffix}，内容是{kind}，已按内容读取",
        "The file is called {suffix} but is {kind}; it was read as what it is",
    ),
    "sheet.biff5": (
        "这是 Excel 95 或更早的格式，用 Excel 或 WPS 另存为 .xlsx 再传",
        "This is the format of Excel 95 or earlier; save it as .xlsx in Excel or WPS and try again",
    ),
    "sheet.encoding": (
        "认不出文字编码；另存为 .xlsx 或“CSV UTF-8”再传",
        "The encoding of the text is not known; save it as .xlsx or “CSV UTF-8” and try again",
    ),
    "sheet.csv": (
        "文本表格读不下去（单元格太长或引号不成对）；另存为 .xlsx 再传",
        "The text table cannot be read (a cell is too long or a quotation mark is missing); save it as .xlsx",
    ),
    "sheet.reach": (
        "公式会读取外部文件、网址或程序（{formula}）；复制→选择性粘贴→数值后再传",
        "A formula reaches for other files, addresses or programs ({formula}); copy, paste as values and try again",
    ),
    "sheet.formulas": (
        "一张工作表里公式、错误值或百分比格式超过 {limit} 处；复制→选择性粘贴→数值后再传",
        "One sheet holds more than {limit} formulas, errors or percentages; copy, paste as values and try again",
    ),
    "sheet.many": (
        "工作表超过 {limit} 张；只留要填的再传",
        "There are more than {limit} sheets; keep those that matter and try again",
    ),
    "sheet.heavy": (
        "文件占用的内存太多，没有读完；拆成几个再传",
        "The file asks for too much memory and was given up; split it and try again",
    ),
    "sheet.slow": (
        "文件读得太久，已停止；拆成几个，或另存为 .xlsx 再传",
        "The file took too long and was given up; split it, or save it as .xlsx and try again",
    ),
    "sheet.crashed": (
        "文件有问题，读到一半停了；用 Excel 或 WPS 重新另存为 .xlsx 再传",
        "Reading stopped half-way, for something is wrong with the file; save it as .xlsx again and try once more",
    ),
    "sheet.hidden_sheets": ("没有读隐藏的工作表：{sheets}", "Hidden sheets were not read: {sheets}"),
    "sheet.hidden_rows": (
        "工作表“{sheet}”：隐藏的 {count} 行也读了",
        "Sheet “{sheet}”: {count:# hidden row was|# hidden rows were} read as well",
    ),
    "sheet.filtered": (
        "工作表“{sheet}”：被筛选隐藏的 {count} 行也读了",
        "Sheet “{sheet}”: {count:# row hidden by a filter was|# rows hidden by a filter were} read as well",
    ),
    "sheet.hidden_columns": (
        "工作表“{sheet}”：隐藏的列也读了：{titles}",
        "Sheet “{sheet}”: hidden columns were read as well: {titles}",
    ),
    "sheet.skipped": (
        "工作表“{sheet}”：像说明文字的行没有当作数据：第 {rows} 行",
        "Sheet “{sheet}”: rows that look like remarks were not taken for data: {rows}",
    ),
    "sheet.formula": (
        "公式：请改为数值（复制→选择性粘贴→数值）",
        "A formula: please turn it into its value (copy, paste special, values)",
    ),
    "sheet.error": (
        "单元格是错误值 {value}；改成正确的值，或清空",
        "The cell shows the error {value}; put in the right value, or empty it",
    ),
    "sheet.merged": (
        "合并了 {rows} 行，只算第一行；取消合并，每行都填",
        "{rows:# row|# rows} merged here count as the first only; unmerge them and fill in each one",
    ),
    "sheet.long_text": (
        "文字有 {length} 个字，一个单元格最多 {limit} 个；删短再传",
        "The text has {length} characters, a cell holds {limit}; shorten it",
    ),
    "sheet.older": (
        "模板是旧版本（{version}）的，已按列对应；请核对",
        "The template is of an older version ({version}); its columns were matched, please check",
    ),
    "sheet.new_required": (
        "旧模板里没有这些必填项，请补填：{titles}",
        "The older template does not have these required fields, please fill them in: {titles}",
    ),
    "sheet.newer_version": (
        "模板是更新的版本（{version}）的，这里是 {here}；请在办件里重新下载模板",
        "The template is of a later version ({version}) than the one here ({here}); download it again from the case",
    ),
}
