"""What checks remember about parts that did not change never changes what they find."""

from __future__ import annotations

import json
from pathlib import Path

from forms.paper import template
from workflows import bundle
from workflows.checks import templates
from workflows.checks import texts as looking
from workflows.checks.soundness import sound

ROOT = Path(__file__).parents[3]
KEPT = (bundle._resolved, sound._facts, looking._of_form, looking._of_list, looking._looked_at, template._seen,
        templates._shape, templates._looked_at)  # fmt: skip


def told(texts: dict[str, str]) -> list[str]:
    return sorted(f"{f.part} {f.finding.pointer} {f.say()}" for f in looking.check_texts(texts)[1])


def test_an_edited_procedure_is_found_the_same_as_one_looked_at_for_the_first_time() -> None:
    name = "region_declaration"
    text = (ROOT / "workflows" / "definitions" / f"{name}.json").read_text(encoding="utf-8")
    form = (ROOT / "forms" / "definitions" / f"{name}.json").read_text(encoding="utf-8")
    data, main = json.loads(text), json.loads(form)
    told({"procedure": text, f"form/{name}": form})
    transition = next(iter(data["transitions"]))
    data["transitions"][transition]["when"] = "没有的字段 = 1"
    main["pages"][0]["fields"][0]["visible_when"] = "1 +"
    for changed in (
        {"procedure": json.dumps(data), f"form/{name}": form},
        {"procedure": text, f"form/{name}": json.dumps(main)},
    ):
        after = told(changed)
        for each in KEPT:
            each.cache_clear()
        assert told(changed) == after and after
