"""Words of 审计."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "audit_page.note": (
        "核对历史有没有被改动；查一件办件谁能看、凭什么看",
        "Prove that no history was changed, and ask who may see a case and by which right",
    ),
    "audit_page.proof": ("核对历史", "Verify the histories"),
    "audit_page.proof_note": (
        "每一步都记着上一步的校验值和当时填报内容的校验值；改过、删过、插过、换过的都会露出来",
        "Each step holds the digest of the step before and of what was filled in; whatever was changed, removed, "
        "inserted or moved shows",
    ),
    "audit_page.begin": ("开始核对", "Begin"),
    "audit_page.going": ("已核对 {done} / {of} 件", "{done} of {of} cases followed"),
    "audit_page.stop": ("停一下", "Pause"),
    "audit_page.go_on": ("继续", "Go on"),
    "audit_page.again": ("再核对一次", "Verify again"),
    "audit_page.whole": ("历史没有被改动", "No history was changed"),
    "audit_page.broken": ("有 {count} 处与记录不符", "{count:# place does|# places do} not agree with the records"),
    "audit_page.read": (
        "核对了 {cases} 件办件的 {steps} 步　{at}　{who}",
        "{steps:# step|# steps} of {cases:# case|# cases} read · {at} · {who}",
    ),
    "audit_page.case": ("办件", "Case"),
    "audit_page.step": ("第几步", "Step"),
    "audit_page.why": ("哪里不符", "What does not agree"),
    "audit_page.more": ("另有 {count} 处", "{count} more"),
    "audit_page.unseen": ("尚未提交过的草稿（内部编号 {case}）", "A draft that was never handed on (internal {case})"),
    "audit_page.sight": ("谁能看一件办件", "Who may see a case"),
    "audit_page.sight_note": (
        "按办件现在的状态和今天的授权，与列表、页面实际查询的是同一份",
        "By its present state and today's grants: the very rows that lists and pages ask",
    ),
    "audit_page.number": ("办件编号", "Case number"),
    "audit_page.ask": ("查", "Ask"),
    "audit_page.number_needed": ("先填办件编号", "Enter a case number first"),
    "audit_page.no_number": ("没有编号为“{number}”的办件", "There is no case numbered “{number}”"),
    "audit_page.of_case": ("{case}　现在：{state}", "{case} · now: {state}"),
    "audit_page.role": ("角色 / 凭什么", "Role / by which right"),
    "audit_page.by_definition": ("事项定义里这个状态的权限", "Rights of this state in the definition"),
    "audit_page.by_office": ("审计职责：看得到全部，不能改", "The office of audit: reads everything, writes nothing"),
    "audit_page.place": ("范围", "Where"),
    "audit_page.city": ("全市", "Whole city"),
    "audit_page.some_rows": ("{group}（只限条件内的行）", "{group} (rows within a condition only)"),
    "audit_page.groups": ("能看的内容（字段组）", "What (field groups)"),
    "audit_page.people": ("今天是谁", "Who today"),
    "audit_page.open": ("打开这件办件", "Open the case"),
    "audit_page.why_link": ("谁能看这件办件", "Who may see this case"),
}
