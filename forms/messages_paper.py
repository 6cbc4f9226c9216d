"""What is said about papers: templates that are not taken, marks that are wrong, PDF that cannot be made."""

from __future__ import annotations

PAPER: dict[str, tuple[str, str]] = {
    "paper.large": (
        "模板超过 {limit} MB；压缩其中的图片再传",
        "The template has more than {limit} MB; shrink its pictures",
    ),
    "paper.no_docx": (
        "模板要是 .docx 文件；用 Word 或 WPS 另存为 .docx 再传",
        "A template is a .docx file; save it as one",
    ),
    "paper.broken": ("模板已损坏，打不开；另存为 .docx 再传", "The template is damaged; save it as .docx again"),
    "paper.bomb": ("模板展开后太大，没有打开", "The template would unpack to far too much and was not opened"),
    "paper.doctype": (
        "模板里有不该有的内容（DOCTYPE），没有打开",
        "The template holds what no document needs (DOCTYPE) and was not opened",
    ),
    "paper.locked": ("模板有密码；去掉密码再传", "The template is locked with a password; remove it and try again"),
    "paper.macros": (
        "模板含有宏；另存为不含宏的 .docx 再传",
        "The template holds macros; save it as .docx without them",
    ),
    "paper.links": (
        "模板链接到文件以外（网址、外部图片或附加模板）；断开链接、嵌入图片再传",
        "The template leads out of the file (a link, a linked picture, an attached template); break the links",
    ),
    "paper.objects": (
        "模板里嵌了别的对象；删掉再传",
        "The template has other objects embedded; remove them and try again",
    ),
    "paper.at": ("{where}：{what}", "{where}: {what}"),
    "paper.where": ("{part}{steps}", "{part} {steps}"),
    "paper.where.body": ("正文", "text"),
    "paper.where.header": ("页眉", "header"),
    "paper.where.footer": ("页脚", "footer"),
    "paper.where.paragraph": ("第 {number} 段", "paragraph {number}"),
    "paper.where.table": ("第 {table} 个表格", "table {table}"),
    "paper.where.cell": ("第 {table} 个表格第 {row} 行第 {cell} 格", "table {table}, row {row}, cell {cell}"),
    "paper.syntax": (
        "“{text}”读不懂；要写成 {{{{ 名称 }}}} 或 {{% for 行 in 明细表 %}}",
        "“{text}” cannot be read; write {{{{ name }}}} or {{% for row in table %}}",
    ),
    "paper.long_mark": ("“{text}…”太长，最多 {limit} 个字符", "“{text}…” is too long; {limit} characters at most"),
    "paper.brace": (
        "“{text}”没有配对；标记要写在同一段里，如 {{{{ 名称 }}}}",
        "“{text}” stands alone; a mark is written within one paragraph, such as {{{{ name }}}}",
    ),
    "paper.full_width": (
        "“{text}”是全角的；换成半角的花括号和百分号",
        "“{text}” is full-width; use half-width braces and per-cent signs",
    ),
    "paper.not_allowed": (
        "“{text}”里有{what}，模板里不能用；只能写 {{{{ 名称 }}}}，换一种写法用 {{{{ 名称.汉字 }}}}",
        "“{text}” holds {what}, which templates do not have; write {{{{ name }}}} or {{{{ name.汉字 }}}}",
    ),
    "paper.no_block": (
        "“{text}”：没有“{name}”这种标记；只有 {{% for 行 in 明细表 %}} 和 {{% endfor %}}",
        "“{text}”: there is no mark “{name}”, only {{% for row in table %}} and {{% endfor %}}",
    ),
    "paper.hidden_name": (
        "“{text}”里的“{name}”以下划线开头，模板里不能用",
        "“{name}” in “{text}” begins with an underscore, which templates do not have",
    ),
    "paper.word.Filter": ("筛选器（|）", "a filter (|)"),
    "paper.word.Call": ("函数调用", "a call"),
    "paper.word.Getitem": ("下标 [ ]", "a subscript [ ]"),
    "paper.word.Const": ("写死的值", "a constant"),
    "paper.word.TemplateData": ("文字", "text"),
    "paper.word.Compare": ("比较", "a comparison"),
    "paper.word.Test": ("条件", "a condition"),
    "paper.word.CondExpr": ("条件", "a condition"),
    "paper.word.List": ("列表", "a list"),
    "paper.word.Dict": ("列表", "a list"),
    "paper.word.Tuple": ("列表", "a list"),
    "paper.word.Concat": ("拼接（~）", "a concatenation (~)"),
    "paper.word.Not": ("条件", "a condition"),
    "paper.word.And": ("条件", "a condition"),
    "paper.word.Or": ("条件", "a condition"),
    "paper.word.Comment": ("注释", "a comment"),
    "paper.word.Expression": ("算式", "an expression"),
    "paper.too_many": ("标记超过 {limit} 个", "There are more than {limit} marks"),
    "paper.not_closed": (
        "“{text}”没有 {{% endfor %}}；在同一个单元格、同一个表格或正文里补上",
        "“{text}” has no {{% endfor %}}; add it in the same cell, the same table or the text",
    ),
    "paper.not_opened": (
        "“{text}”前面没有 {{% for 行 in 明细表 %}}",
        "No {{% for row in table %}} stands before “{text}”",
    ),
    "paper.loop_inside": (
        "“{text}”只重复了半段话；标记要放在整段的开头和结尾",
        "“{text}” repeats part of a paragraph; put the marks at its beginning and its end",
    ),
    "paper.loop_beside": (
        "“{text}”要独占一段；重复整段时把开始和结束标记各放一段，或都放在同一段",
        "“{text}” stands in a paragraph of its own; or both marks in one paragraph",
    ),
    "paper.unknown": ("没有“{path}”；写表单字段的名称，或 case、today、number 等", "There is no “{path}”"),
    "paper.unknown_near": ("没有“{path}”；是不是“{near}”？", "There is no “{path}”; did you mean “{near}”?"),
    "paper.no_way": (
        "“{of}”没有“{name}”这种写法，只有：{ways}",
        "“{of}” cannot be written as “{name}”, only as: {ways}",
    ),
    "paper.no_ways": ("“{of}”后面不能再接“{name}”", "Nothing such as “{name}” stands behind “{of}”"),
    "paper.no_rows": (
        "“{path}”不是明细表，不能重复；直接写 {{{{ {path} }}}}",
        "“{path}” is no table and cannot be repeated; write {{{{ {path} }}}}",
    ),
    "paper.needs_loop": (
        "“{path}”是明细表，要放在 {{% for 行 in {path} %}} 里写 {{{{ 行.某列 }}}}；列有：{names}",
        "“{path}” is a table: write {{{{ row.column }}}} in {{% for row in {path} %}}; its columns: {names}",
    ),
    "paper.a_group": ("“{path}”后面还要接一个名称：{names}", "“{path}” needs a name behind it: {names}"),
    "paper.no_part": (
        "有{what}，文书里不能用；删掉或改成普通文字、表格再传",
        "There is {what}, which papers do not have; remove it, or make it plain text or a table",
    ),
    "paper.part.chunk": ("嵌入的文档", "an embedded document"),
    "paper.part.object": ("嵌入的对象", "an embedded object"),
    "paper.part.drawing": ("图形或文本框", "a shape or a text box"),
    "paper.part.floating": (
        "浮动的图片或文本框（图片改成“嵌入型”）",
        "a floating picture or frame (set it “in line with text”)",
    ),
    "paper.part.control": ("内容控件", "a content control"),
    "paper.part.tracked": ("修订痕迹（先接受或拒绝修订）", "a tracked change (accept or reject it first)"),
    "paper.part.hyperlink": ("超链接", "a hyperlink"),
    "paper.part.note": ("脚注或尾注", "a footnote or endnote"),
    "paper.part.comment": ("批注", "a comment"),
    "paper.part.formula": ("公式", "a formula"),
    "paper.part.numbering": ("自动编号（编号改成手写的文字）", "automatic numbering (type the numbers)"),
    "paper.part.ruby": ("拼音指南", "a phonetic guide"),
    "paper.part.field": ("域（页码以外的）", "a field other than the page number"),
    "paper.part.picture": ("不是 PNG、JPEG 的图片", "a picture that is neither PNG nor JPEG"),
    "paper.too_long": (
        "填好的文书超过 {limit} 段，没有生成",
        "The filled paper would have more than {limit} paragraphs",
    ),
    "paper.no_font": (
        "没有找到中文字体，不能生成 PDF（.docx 可以下载）。请管理员安装字体（Debian：apt install fonts-noto-cjk），"
        "或用 SANDBOX_FONTS 指定字体名称",
        "No Chinese font was found, so there is no PDF (the .docx can be downloaded). Install one "
        "(Debian: apt install fonts-noto-cjk), or name one in SANDBOX_FONTS",
    ),
    "paper.no_layout": ("排版没有成功，PDF 没有生成：{why}", "The PDF could not be laid out: {why}"),
}
