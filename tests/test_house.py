"""The house keeps its own rules: sizes, names, and no Python that knows one procedure."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("forms", "data", "workflows", "pages")
LIMIT = 400


def modules() -> list[Path]:
    found = [p for room in ROOMS for p in (ROOT / room).rglob("*.py") if not {"var", "versions"} & set(p.parts)]
    return [*found, ROOT / "app.py"]


def shipped(kind: str) -> list[dict]:
    folders = ["forms/definitions", "workflows/definitions", "workflows/definitions/shared/sections"]
    paths = [path for folder in folders for path in (ROOT / folder).glob("*.json")]
    read = [json.loads(p.read_text(encoding="utf-8")) for p in paths]
    return [d for d in read if d.get("kind") == kind]


def field_keys(fields: list[dict]) -> Iterator[str]:
    for field in fields:
        yield field["key"]
        yield from field_keys(field.get("fields", []))


def names_of_definitions() -> set[str]:
    forms = shipped("form")
    keys = {k for form in forms for page in form["pages"] for k in field_keys(page["fields"])}
    keys |= {k for section in shipped("section") for k in field_keys(section["fields"])}
    return keys | {d["id"] for d in [*forms, *shipped("procedure")]}


def catalogues(found: list[Path]) -> set[Path]:
    """Modules of words for people: they name what is on screens, and no field."""
    return {p for p in found if p.parent.name == "words" or p.stem.startswith("messages") or p.stem.endswith("_words")}


def vocabulary() -> set[str]:
    """General words: names of field types, parts of a district in FEEL, headings of numbers and dates, batches."""
    from forms.fields import registry

    return {c.name.zh for c in registry.classes()} | {"名称", "编号", "批次", "起", "止"}


def words_in(path: Path) -> Iterator[tuple[int, str]]:
    """Every identifier and every whole string constant of a module, docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.lineno, node.arg


def _parts(word: str) -> list[str]:
    """A dotted path names its fields too; prose is no path."""
    return word.split(".") if "." in word and len(word) < 60 else []


def test_no_python_names_a_shipped_procedure_its_forms_or_fields() -> None:
    forbidden = names_of_definitions() - vocabulary()
    assert forbidden, "no shipped definitions were found"
    logic = sorted(set(modules()) - catalogues(modules()))
    words = [(p.relative_to(ROOT), line, word) for p in logic for line, word in words_in(p)]
    found = [f"{p}:{line} {word}" for p, line, word in words if forbidden & {word, *_parts(word)}]
    assert found == []


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LIMIT


def test_nothing_in_pages_bears_the_name_of_another_module() -> None:
    taken = set(sys.stdlib_module_names) | set(packages_distributions())
    own = {p.stem for p in (ROOT / "pages").iterdir() if p.suffix == ".py" or (p.is_dir() and p.name != "__pycache__")}
    assert own & taken - {"__init__"} == set()


def test_pages_are_imported_by_their_full_name_only() -> None:
    own = {p.stem for p in (ROOT / "pages").iterdir()}
    bad = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                bad.append(f"{path.relative_to(ROOT)}:{node.lineno}")
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            bad += [f"{path.relative_to(ROOT)}:{node.lineno}" for n in names if n.split(".")[0] in own - {"web"}]
    assert bad == []


def test_only_app_starts_the_pages() -> None:
    for path in modules():
        if path.name == "app.py" or "pages" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            assert not (module or "").startswith("pages"), path
