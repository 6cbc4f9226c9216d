"""What is said in and about workbooks that come back with marks, in templates, and when an upload is compared."""

from __future__ import annotations

MARKS: dict[str, tuple[str, str]] = {
    "guide.sheet": ("填写说明", "How to fill in"),
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
