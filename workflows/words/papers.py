"""What is said about papers: before they can be published, when they cannot be issued, and in the history."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "word.paper": ("文书", "paper"),
    "word.template": ("文书模板", "template of a paper"),
    "paper_preview": ("预览", "PREVIEW"),
    "paper_void": ("作废", "VOID"),
    "paper_replaces": ("本文书替代 {on} 的{number}。", "This paper replaces {number} of {on}."),
    "paper_not_yours": ("这份文书不由您签发", "This paper is not yours to issue"),
    "paper_not_now": (
        "现在还不能签发“{paper}”；要先到：{when}",
        "“{paper}” cannot be issued yet; first comes: {when}",
    ),
    "paper_hidden": (
        "“{paper}”里有您现在不能查看的内容（{groups}），不能签发",
        "“{paper}” shows what you may not read now ({groups}), so it cannot be issued by you",
    ),
    "paper_there": (
        "“{paper}”已经签发（{number}）；内容有误可以重发，不再需要可以作废",
        "“{paper}” was issued already ({number}); issue it anew if it is wrong, or void it",
    ),
    "paper_gone": ("这份文书已经作废或被替代", "This paper was voided or replaced already"),
    "paper_no_reason": ("请写明理由", "Say why"),
    "paper_long_reason": ("理由最多 {limit} 个字", "The reason has {limit} characters at most"),
    "audit.paper": (
        "第 {step} 步的文书“{paper}”与历史记录不符：{what}",
        "The paper “{paper}” of step {step} is not as the history says: {what}",
    ),
    "audit.paper_row": ("没有这份文书，或多出一份", "it is gone, or there is one too many"),
    "audit.paper_facts": ("文号、是否作废或文件摘要被改过", "its number, its files, or whether it is void"),
    "audit.paper_file": ("文件不见了或被改过", "its file is gone or was changed"),
    "paper_batch_size": ("一次最多为 {limit} 件办件签发", "At most {limit} cases at once"),
    "job.papers": ("签发文书", "Issuing papers"),
    "job.papers_together": ("合并文书", "Putting the papers together"),
    "paper_missing": ("没有这份文书，或者您不能查看它", "There is no such paper, or it is not yours to see"),
    "paper_by_nobody": ("没有谁可以签发“{paper}”；在 by 里写上角色", "Nobody may issue “{paper}”; name roles in by"),
}
