"""The pages about field types: one for each, and exactly what the generator writes now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from forms import registry
from forms.docs import FOLDER, INDEX, PICTURES, main, pages
from forms.docs_examples import show_of_all

PAGES = pages()
SMALL = 20_000


def test_there_is_a_page_for_every_type_and_none_besides() -> None:
    assert {p.name for p in FOLDER.glob("*.md")} == {INDEX, *(f"{name}.md" for name in registry)}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_is_what_the_generator_writes_now(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name], "run `python -m forms.docs`"


@pytest.mark.parametrize("name", list(registry))
def test_a_page_shows_a_picture_and_an_example_and_links_lead_somewhere(name: str) -> None:
    page = PAGES[f"{name}.md"]
    assert f'"type": "{name}"' in page and f"{name}{PICTURES}" in page
    targets = re.findall(r"\]\(([^)#]+)", page)
    assert [t for t in targets if not (FOLDER / t).is_file()] == []
    assert (FOLDER / f"{name}{PICTURES}").stat().st_size <= SMALL


def test_the_form_that_shows_all_has_every_type_and_option() -> None:
    form, _ = show_of_all()
    fields = list(form.by_path.values())
    assert {f.type for f in fields} == set(registry)
    common = {"required_when", "visible_when", "default", "find", "count", "unique", "width"}
    assert {key for key in common if any(key in f.model_fields_set for f in fields)} == common
    assert {u.within for f in fields for u in f.unique} == {"table", "form", "city"}
    assert {u.level for f in fields for u in f.unique} == {"error", "warning", "question"}
    assert {t.by for table in form.tables.values() for t in table.totals} >= {"sum", "count", "average"}
    assert {r.level for r in form.rules} == {"error", "warning", "question"}
    assert any(r.also for r in form.rules) and any(u.beside for f in fields for u in f.unique)
    assert form.decisions and form.print and any("." in t for t in form.tables) and len(form.pages) > 2
    said = " ".join(r.holds for r in form.rules)
    assert all(word in said for word in ("row.", "parent.", "previous.", "item.", "sum("))


def test_the_command_writes_them_where_it_is_told(tmp_path: Path) -> None:
    assert main([str(tmp_path / "out")]) == 0
    assert {p.name for p in (tmp_path / "out").iterdir()} == set(PAGES)
