"""Words for annual reports on the page of statistics."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "annual_page.word": ("{year}年度报告", "Report on {year}"),
}
