"""What charts can be made of, in the builder."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "build.rows_of": ("{of}的{rows}", "{rows} of {of}"),
    "build.missing": ("{of}：未报的成员", "{of}: who has not declared"),
    "build.declared": ("{of}：已报的成员", "{of}: who has declared"),
    "build.count": ("数量", "How many"),
    "build.cases": ("涉及的办件数", "On how many cases"),
    "build.sum": ("{of}之和", "Sum of {of}"),
    "build.average": ("{of}平均", "Average of {of}"),
    "build.share": ("{of}的占比（%）", "Share {of} (%)"),
}
