"""On which document a field rests, and where notes and headings stand on a page."""

from __future__ import annotations

import pytest

from forms import load_form
from pages.parts.basis import field_basis
from pages.parts.editor_fields import runs
from pages.widgets import Asked
from tests.forms.examples import FORM, OPTIONS
from tests.forms.test_fields import field

BASES = [
    ("S1 一", "依据：关于样表的意见（样发〔2024〕1号）一"),
    ("S1", "依据：关于样表的意见（样发〔2024〕1号）"),
    ("own", "依据：本单位自行规定，文件中没有写明"),
    ("别的文件", "依据：别的文件"),
    (None, ""),
]


@pytest.mark.parametrize(("basis", "words"), BASES)
def test_a_field_tells_its_document_number_and_clause(basis: str | None, words: str) -> None:
    assert field_basis(load_form(FORM), field("text", basis=basis), {}) == words


def test_notes_and_headings_part_the_fields_of_a_page_where_they_stand() -> None:
    fields = [field(k) for k in ("text", "date", "section", "text", "note", "section", "long_text")]
    kinds = [[f.type for f in run] for run in runs(fields)]
    assert kinds == [["text", "date"], ["section"], ["text"], ["note"], ["section"], ["long_text"]]
    assert runs([]) == []


def test_the_label_has_star_and_unit_and_the_mark_tells_the_basis() -> None:
    one = field("money", unit="万元", title={"zh": "投资", "en": "Investment"})
    made = Asked(one, "k", None, OPTIONS, "zh", bool, bool, required=True, basis="依据：*某*")  # type: ignore[arg-type]
    assert made.label == "投资 :red[*] :gray[:small[万元]]"
    assert made.tip == "依据：\\*某\\*"
    assert Asked(one, "k", None, OPTIONS, "zh", bool, bool).tip is None  # type: ignore[arg-type]
