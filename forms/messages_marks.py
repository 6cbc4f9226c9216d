"""What is said in and about workbooks that come back with marks, in templates, and when an upload is compared."""

from __future__ import annotations

MARKS: dict[str, tuple[str, str]] = {
    "command.no_target": ("没有说把表格写到哪里", "Say where to write the workbook"),
    "command.no_form": ("没有表单“{form}”；有：{known}", "There is no form “{form}”; there are: {known}"),
    "command.not_checked": (
        "没有检查“{what}”：它要问机关（{functions}）",
        "“{what}” was not checked: it asks the office ({functions})",
    ),
    "guide.sheet": ("填写说明", "How to fill in"),
    "guide.author": ("填写说明", "How to fill in"),
    "guide.sentences": ("第 {numbers} 句", "sentences {numbers}"),
    "guide.basis_of": ("依据：{title}{where}", "Basis: {title}{where}"),
    "guide.between": ("填 {low} 到 {high} 之间的数", "A number between {low} and {high}"),
    "guide.least": ("不小于 {limit}", "Not below {limit}"),
    "guide.most": ("不大于 {limit}", "Not above {limit}"),
    "guide.digits": ("只填数字", "Digits only"),
    "guide.day": ("写成 2026-03-13 的样子", "Like 2026-03-13"),
    "guide.longest": ("最多 {limit} 个字", "At most {limit} characters"),
    "guide.warning": (
        "{allowed}。现在的内容仍可保留，上传时会提示。",
        "{allowed}. What you typed may stay; you will be told when you upload it.",
    ),
    "guide.title": ("填写说明：{title}", "How to fill in: {title}"),
    "guide.how": (
        "每个栏目一行。带 * 的必填；灰色的是示例，不用改这张表。",
        "One line for each column. Those with * are required; examples are grey. Nothing is filled in here.",
    ),
    "guide.version": ("模板版本：{version}", "Version of the template: {version}"),
    "guide.column": ("栏目", "Column"),
    "guide.required": ("必填", "Required"),
    "guide.type": ("类型", "Type"),
    "guide.unit": ("单位", "Unit"),
    "guide.format": ("填法", "How to write it"),
    "guide.example": ("示例", "Example"),
    "guide.choices": ("可选项", "Choices"),
    "guide.help": ("说明", "Explanation"),
    "guide.basis": ("依据", "Basis"),
    "guide.yes": ("是", "yes"),
    "guide.when": ("有条件", "sometimes"),
    "guide.some": ("{words} 等 {count} 项", "{words} … ({count} in all)"),
    "front.go": ("在工作表“{sheet}”中填写 →", "Fill this in on the sheet “{sheet}” →"),
    "front.others": ("其他", "Others"),
    "marks.sheet": ("填报问题", "To mend"),
    "marks.title": ("填报问题（{count} 处）", "{count:One place to mend|# places to mend}"),
    "marks.how": (
        "点“单元格”跳到那一格；红底的必须改，黄底的请核对。改好后保存，再上传这个文件（批注和底色会自动去掉）。",
        "Click a cell to go there; red must be mended, yellow is to be checked. Save this file and upload it again "
        "(notes and colours go by themselves).",
    ),
    "marks.changed": (
        "原文件不是 .xlsx，这里是另存成 .xlsx 的内容。点“单元格”跳到那一格；红底的必须改，黄底的请核对。"
        "改好后上传这个文件。",
        "Your file was no .xlsx; these are its contents saved as one. Click a cell to go there; red must be mended, "
        "yellow is to be checked. Mend and upload this file.",
    ),
    "marks.number": ("序号", "No."),
    "marks.sheet_head": ("工作表", "Sheet"),
    "marks.cell": ("单元格", "Cell"),
    "marks.place": ("位置", "Place"),
    "marks.value": ("现在的内容", "What stands there"),
    "marks.what": ("问题", "What is wrong"),
    "marks.todo": ("怎么办", "What to do"),
    "marks.whole": ("整张表", "The whole form"),
    "marks.more": (
        "还有 {count} 处，改好上面的再传一次就会列出",
        "{count:# more place|# more places}, listed next time",
    ),
}
