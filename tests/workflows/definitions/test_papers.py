"""The templates that are shipped are what the texts beside them say, and look filled as they read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from forms.paper.official import official
from forms.paper.pdf import Fonts
from workflows.bundle import bundle_of
from workflows.papers.sample import sampled
from workflows.publishing import DEFINITIONS, shipped

TEMPLATES = sorted(DEFINITIONS.glob("*/papers/*.docx"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.stem)
def test_a_template_is_what_its_text_says(template: Path) -> None:
    assert template.read_bytes() == official(template.with_suffix(".txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.stem)
def test_a_template_filled_with_samples_has_no_mark_left(template: Path) -> None:
    bundle = bundle_of(shipped()[template.parents[1].name])
    made = sampled(bundle, template.read_bytes(), Fonts(), date(2026, 3, 5))
    with pypdfium2.PdfDocument(made) as document:
        words = "".join(page.get_textpage().get_text_range() for page in document)
    assert "{{" not in words and "{%" not in words and len(words) > 50
