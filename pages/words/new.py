"""Words of the page that starts a case."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "new.note": ("选定事项，开始填报", "Choose a procedure, and begin"),
    "new.procedure": ("事项", "Procedure"),
    "new.campaign": ("申报批次", "Campaign"),
    "new.campaign_one": ("{title}　截止 {day}", "{title} · closes {day}"),
    "new.campaign_none": ("还没有批次开放", "No campaign has opened yet"),
    "new.campaign_none_note": (
        "管理员公布批次并到开始日后，就可以在这里填报。",
        "Once an administrator has announced a campaign and its first day has come, you can begin here.",
    ),
    "new.subject": ("申报的区县", "District"),
    "new.begin": ("从什么开始", "Begin with"),
    "new.begin_empty": ("空白表", "An empty form"),
    "new.begin_copy": ("{title}　{number}　{day}", "{title} · {number} · {day}"),
    "new.begin_note": (
        "复制已报送内容作底稿，逐处可改；附件和结论不复制。",
        "Copies what was handed in as a draft to change; files and decisions are not copied.",
    ),
    "new.late": ("本批次 {day} 已截止", "This campaign closed on {day}"),
    "new.late_note": ("仍可报送，办件会标为“逾期报送”。", "You can still hand it in; the case will be marked late."),
    "new.behalf": ("代{district}填报", "Entered for {district}"),
    "new.behalf_note": (
        "办件属于{district}，历史中写明由您代填；手上有对方发来的表格时，进入填报后上传即可。",
        "The case is that of {district}, and the history says that you entered it. A workbook they sent can be "
        "uploaded once you are in.",
    ),
    "new.open_go": ("打开这一件", "Open that case"),
    "new.start": ("开始填报", "Begin"),
    "new.way": ("流程", "How it goes"),
    "new.way_alt": ("流程图：{states}", "Workflow: {states}"),
    "new.basis": ("依据", "Basis"),
    "new.none": ("没有您可以新建的事项", "There is nothing you can start"),
    "new.none_note": (
        "新建办件需要相应角色。{how}",
        "Starting a case takes a role. {how}",
    ),
    "new.gone": ("没有“{procedure}”这个事项，或者您不能新建", "There is no procedure “{procedure}” that you can start"),
}
