"""What is said of practice copies, and what is called how in them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "copy.unsound": (
        "草稿还有必须改的地方，改好才能练习；看右边发现的问题",
        "The draft has findings that must be mended before it can be tried out; see them on the right",
    ),
    "copy.gone": ("这份练习已经清除了", "This practice copy is gone"),
    "copy.office": ("练习机关", "Practice office"),
    "copy.department": ("练习·{role}", "Practice · {role}"),
    "copy.bureau": ("练习·{district}", "Practice · {district}"),
    "copy.firm": ("练习企业{number}", "Practice enterprise {number}"),
    "copy.campaign": ("练习批次", "Practice campaign"),
}
