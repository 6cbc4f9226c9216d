"""What the history calls the steps that are no transitions: verbs, and what the office does by itself."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "step.other": ("办理", "Something was done"),
    "step.opinion": ("提出意见", "Gave an opinion"),
    "step.transfer": ("转办", "Handed on"),
    "step.entrust": ("委派", "Entrusted"),
    "step.reply": ("答复", "Answered"),
    "step.add": ("加签", "Added somebody"),
    "step.remove": ("减签", "Removed somebody"),
    "step.claim": ("认领", "Claimed"),
    "step.release": ("退回认领", "Put back for everybody"),
    "step.take_back": ("拿回", "Took back"),
    "step.urge": ("催办", "Urged"),
    "step.copy": ("抄送", "Copied to somebody"),
    "step.suspend": ("挂起", "Suspended"),
    "step.resume": ("恢复", "Resumed"),
    "step.terminate": ("终止", "Terminated"),
    "step.paper_issue": ("签发文书", "Issued a paper"),
    "step.paper_reissue": ("重发文书", "Issued a paper anew"),
    "step.paper_void": ("作废文书", "Voided a paper"),
    "step.extend": ("延长时限", "Extended the time limit"),
}
