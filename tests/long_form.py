"""A long form over the shipped declaration: for tests and measurements of filling in page by page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

FORM = "form/region_declaration"
KINDS: tuple[dict[str, Any], ...] = (
    {"type": "text", "required": True},
    {"type": "integer", "min": 0},
    {"type": "date"},
    {"type": "choice", "options": "region_kinds"},
    {"type": "text"},
)


def longer(fields: int, pages: int) -> Callable[[dict[str, str]], None]:
    """Adds so many fields on so many pages behind the pages of the shipped form; the first of each page is required.

    The last page shows when 附1的1 is 不要 no longer, and holds one long text.
    """

    def change(texts: dict[str, str]) -> None:
        form, procedure = json.loads(texts[FORM]), json.loads(texts["procedure"])
        made = [_page(n, fields // pages) for n in range(1, pages + 1)]
        made[-1]["visible_when"] = '附1的1 = null or 附1的1 != "不要"'
        made[-1]["fields"].append({"key": "情况说明", "type": "long_text", "title": "情况说明"})
        form["pages"] += made
        procedure["forms"]["main"]["groups"]["申报"] += [f["key"] for page in made for f in page["fields"]]
        texts[FORM] = json.dumps(form, ensure_ascii=False)
        texts["procedure"] = json.dumps(procedure, ensure_ascii=False)

    return change


def _page(number: int, fields: int) -> dict[str, Any]:
    made = [_field(number, n) for n in range(1, fields + 1)]
    return {"id": f"page{number}", "title": f"附表{number}", "fields": made}


def _field(page: int, number: int) -> dict[str, Any]:
    kind = KINDS[(number - 1) % len(KINDS)]
    required = {"required": number == 1} if "required" in kind else {}
    return {"key": f"附{page}的{number}", "title": f"附{page}的{number}项", **kind, **required}
