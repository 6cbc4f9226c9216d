"""What is said about forms from official tables: files that are not taken, places, reasons."""

from __future__ import annotations

OFFICIAL: dict[str, tuple[str, str]] = {
    "official.large": (
        "文件超过 {limit} MB；空白表格用不了这么大，删掉图片再传",
        "The file has more than {limit} MB; a blank table needs less: remove the pictures",
    ),
    "official.empty": ("文件是空的；换一个有表格的再传", "The file is empty; choose one with a table in it"),
    "official.old_word": (
        "这是旧格式（.doc）；用 Word 或 WPS 打开，另存为 .docx 再传",
        "This is the old format (.doc); open it in Word or WPS and save it as .docx",
    ),
    "official.old": (
        "这是旧格式（.xls 或 .wps）；用 Excel 或 WPS 打开，另存为 .xlsx 或 .docx 再传",
        "This is an old format (.xls or .wps); open it in Excel or WPS and save it as .xlsx or .docx",
    ),
    "official.text": (
        "这是纯文本，看不出表格；用 Word 或 Excel 排成表格，存为 .docx 或 .xlsx 再传",
        "This is plain text without a table; lay it out in Word or Excel and save it as .docx or .xlsx",
    ),
    "official.other_kind": (
        "这是{kind}，不是 Word 或 Excel 表格；换成 .docx 或 .xlsx 再传",
        "This is {kind} and no table of Word or Excel; use a .docx or .xlsx file",
    ),
    "official.broken": (
        "文件已损坏，打不开；用 Word 或 WPS 重新另存一次再传",
        "The file is damaged; open it in Word or WPS, save it again and try once more",
    ),
    "official.bomb": ("文件展开后太大，没有打开", "The file would unpack to far too much and was not opened"),
    "official.macros": (
        "文件含有宏；另存为不含宏的 .docx 或 .xlsx 再传",
        "The file holds macros; save it as .docx or .xlsx without them",
    ),
    "official.links": (
        "文件链接了别的文件（外部图片、附加模板或数据源）；断开链接再传",
        "The file is linked with other files (a picture, a template, a source); break the links and try again",
    ),
    "official.objects": (
        "文件里嵌了别的对象；删掉再传",
        "The file has other objects embedded; remove them and try again",
    ),
    "official.doctype": (
        "文件里有不该有的内容（DOCTYPE），没有打开",
        "The file holds what no document needs (DOCTYPE) and was not opened",
    ),
    "official.locked": ("文件设了密码；去掉密码再传", "The file has a password; remove it and try again"),
    "official.no_blank": (
        "内容太多，不像一张空白表格；只留要填的那张表再传",
        "There is too much in it for a blank table; keep only the table that is to be filled in",
    ),
    "official.nothing": (
        "没有找到要填的地方：表里要有标签和空格（如“联系人：”后面留空）；只有图片的，请重新打成表格",
        "Nothing to fill in was found: a table needs labels with blanks, such as “Contact:” with room behind it; "
        "a picture of one has to be typed",
    ),
    "official.told.deep": (
        "套得太深的表格，里面的只当文字读",
        "Tables too deep inside others were read as text",
    ),
    "official.told.formulas": (
        "工作表“{sheet}”有 {count} 个公式，按空格处理；需要自动计算的，建好后改为“自动计算”",
        "Sheet “{sheet}” has {count:# formula|# formulas}, read as blank; make them computed fields afterwards",
    ),
    "official.told.hidden": (
        "隐藏的工作表没有读：{sheets}",
        "Hidden sheets were left out: {sheets}",
    ),
    "official.at.line": ("第 {number} 段", "paragraph {number}"),
    "official.at.cell": ("第 {table} 个表格第 {row} 行第 {cell} 格", "table {table}, row {row}, cell {cell}"),
    "official.at.sheet": ("{sheet}!{cell}", "{sheet}!{cell}"),
    "official.why.nothing": ("标签没有说明写什么，按文字", "The label does not tell what is written; taken for text"),
    "official.why.label": ("标签写着“{word}”", "The label says “{word}”"),
    "official.why.shape": ("空格的样子是“{shape}”", "The blank looks like “{shape}”"),
    "official.why.unit": ("单位是“{unit}”", "The unit is “{unit}”"),
    "official.why.format": ("单元格格式是 {format}", "The cell has the format {format}"),
    "official.why.boxes": ("有方框可勾：{options}", "There are boxes to tick: {options}"),
    "official.why.one_box": ("只有一个方框：{option}", "There is a single box: {option}"),
    "official.why.drop_down": ("单元格有下拉选项：{options}", "The cell has a drop-down: {options}"),
    "official.why.brackets": ("标签括号里列着：{options}", "The label lists in brackets: {options}"),
    "official.why.known": ("只有这几种：{options}", "There are only these: {options}"),
    "official.why.kinds": (
        "像是要选的，但表里没有写选项",
        "It sounds like a choice, but the table has no options",
    ),
    "official.why.list": ("本系统有代码表 {list}", "The office has the code list {list}"),
    "official.why.room": ("留的地方大，要写几句", "There is much room, for sentences"),
    "official.why.office": ("也可以从本系统的单位或人员中选", "It may be chosen among offices or people of the system"),
    "official.why.title": ("在最上面，像表名", "It stands on top and reads like a title"),
    "official.why.name": ("没有找到表名，用了文件名", "No title was found; the name of the file was taken"),
    "official.why.section": ("下面几项的标题", "It heads what stands below"),
    "official.why.group": ("左边一格管着右边几行", "A cell on the left that stands beside several rows"),
    "official.why.annex": ("附件或附表的标题", "It heads an annex"),
    "official.why.rows": (
        "表头下面有 {count} 个要填的空行",
        "There {count:is one row|are # rows} to fill in below the heading",
    ),
    "official.why.nested": ("每一行各有一张附表", "Each row has a table of its own"),
    "official.why.annexed": ("“{title}”一栏说见附表", "The column “{title}” refers to the annex"),
    "official.why.matrix": (
        "{count} 行各从这几项中选：{options}",
        "{count:One row|# rows} with the same choice: {options}",
    ),
    "official.why.note": ("是说明，没有空格要填", "It explains and has no blanks"),
    "official.why.opinion": (
        "是别人的意见；属于流程的一步，不进表单",
        "It is the opinion of somebody else: a step of the workflow, no field",
    ),
    "official.why.stamped_opinion": (
        "有盖章或日期的意见栏；属于流程的一步，不进表单",
        "An opinion with room for a seal or a day: a step of the workflow, no field",
    ),
    "official.why.seal": (
        "盖章的地方：打印后盖章，再上传扫描件",
        "A place for a seal: printed, stamped, and uploaded as a scan",
    ),
    "official.why.signature": (
        "签字的地方：打印后签字，再上传扫描件",
        "A place to sign: printed, signed, and uploaded as a scan",
    ),
    "official.page": ("填报内容", "Content"),
    "official.page.seal": ("签字盖章", "Signatures and seals"),
    "official.field.scan": ("签字盖章扫描件", "Signed and stamped scan"),
    "official.other": ("其他", "Other"),
    "official.some_options": ("选项一、选项二", "Option one, option two"),
}
