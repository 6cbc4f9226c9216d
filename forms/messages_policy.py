"""What is said about policy texts and the sentences that definitions rest on."""

from __future__ import annotations

POLICY: dict[str, tuple[str, str]] = {
    "policy.large": (
        "文件超过 {limit} MB；只留正文，去掉图片再传",
        "The file has more than {limit} MB; keep the text alone",
    ),
    "policy.kind": (
        "只读文字文件（.txt）和 Word 文件（.docx）；其他格式先另存为其中一种",
        "Only plain text (.txt) and Word (.docx) are read; save the file as one of them",
    ),
    "policy.encoding": (
        "看不出文字编码；用记事本另存为 UTF-8 再传",
        "The encoding of the text is not known; save it as UTF-8 and try again",
    ),
    "policy.long": (
        "正文超过 {limit} 字；分成几份文件分别建档",
        "The text has more than {limit} characters; keep it as several documents",
    ),
    "policy.empty": (
        "没有读到文字；换一份有正文的文件，或直接粘贴",
        "There is no text in it; choose another file or paste",
    ),
    "policy.same": (
        "这一版与现行文本逐字相同，没有可修订的；检查是否粘贴了旧文本",
        "This version is word for word what holds already; look whether an old text was pasted",
    ),
    "policy.early": (
        "新版本须晚于上一版（{day}）起施行；改施行日期",
        "A later version has to begin after the one before it ({day}); change the day",
    ),
    "policy_title_needed": ("先写文件名称", "Write the title of the document first"),
    "policy_twice": (
        "第 {number} 句的编号出现了两次；改掉一个",
        "The number of sentence {number} stands twice; change one",
    ),
    "policy_none": ("文本里没有句子；粘贴正文", "The document has no sentences; paste its text"),
    "policy_days": ("{what}的起止日期颠倒了", "The days of {what} are in the wrong order"),
    "policy.whole": ("文件", "the document"),
    "policy.sentence": ("第 {number} 句", "sentence {number}"),
    "policy.open": ("未注明", "not said"),
}
