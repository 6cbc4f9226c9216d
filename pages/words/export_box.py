"""Words of the box that takes a list away."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "export_box.title": ("导出", "Export"),
    "export_box.form": ("格式", "As"),
    "export_box.form_xlsx": ("Excel", "Excel"),
    "export_box.form_csv": ("CSV（压缩包）", "CSV (zipped)"),
    "export_box.contents": ("含填报内容", "With what was filled in"),
    "export_box.contents_how": (
        "每张明细表各占一张工作表，每行注明办件编号和行标识；旧版本才有的字段单独成列",
        "Each table has a sheet of its own, and each row names its case and has a key; fields that only older "
        "versions have stand in columns of their own",
    ),
    "export_box.now": ("下载", "Download"),
    "export_box.large": (
        "共 {count} 件，数量较大，将在后台制作，不影响办事。完成后在“消息”和工作台上下载，保留 7 天。",
        "These are {count}: the file is made beside your work. Download it from your messages or the desk; it is kept "
        "for 7 days.",
    ),
    "export_box.later": ("转入后台导出", "Make it in the background"),
    "export_box.begun": ("已开始导出", "The file is being made"),
    "export_box.begun_note": (
        "进度和下载在工作台的“后台处理”里。",
        "How far it is stands on the desk, under “At work”.",
    ),
    "jobs.export": ("导出“{name}”", "Export “{name}”"),
    "jobs.export_done": ("“{name}”已导出：{count} 件", "“{name}” is exported: {count:# line|# lines}"),
    "jobs.export_until": ("保留到 {until}", "kept until {until}"),
    "jobs.export_cancelled": ("“{name}”的导出已取消", "The export of “{name}” was cancelled"),
    "jobs.download": ("下载", "Download"),
    "inbox.download": ("下载", "Download"),
}
