"""Nonsense in an address is a page like any other: every parameter of every page is thrown everything."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from data import FileStore, open_database
from data.tables import Grant, Person
from tests.pages.shell import open_page
from tests.pages.work import words
from tests.workflows.boards import seed
from tests.workflows.boards.seed import NOW, PROCEDURE, REGISTER
from tests.workflows.nonsense import NONSENSE
from workflows.cases import search
from workflows.office import Office
from workflows.registers import query as registers

READS = re.compile(r"\bst\.query_params\b(?!`)|switch_page\(")
PAGES = Path(__file__).resolve().parents[2] / "pages"
DESK, LEADER = 2, 3
CASES = {f.name for f in fields(search.Query)}
MONTHS = {"came", "went"}  # they hide what a day asks for
ENTRIES = {f.name for f in fields(registers.Query)} - {"values"} - MONTHS
ASKED: list[tuple[str, set[str], dict[str, str]]] = [  # page, parameters that are thrown at it, others
    ("home", {"list", "kind"}, {}),
    ("new", {"procedure"}, {}),
    ("new", {"subject"}, {"procedure": PROCEDURE}),
    ("cases", {*CASES, "q", "after", "before", "page"}, {}),
    ("cases", {"view", "own", "columns", "size"}, {}),
    ("cases", {"after", "page"}, {"procedure": PROCEDURE, "order": "changed_at"}),
    ("search", {"q", "kind", "procedure", "state", "since", "page"}, {}),
    ("search", {"kind", "procedure", "state", "since", "page"}, {"q": "园"}),
    ("form", {"case", "page", "section"}, {}),
    ("mailed", {"job"}, {}),
    ("case", {"case"}, {}),
    ("case", {"id"}, {}),
    ("register", {*ENTRIES, "order", "down", "after", "f_所属类型", "f_\0"}, {}),
    ("register", {*MONTHS, "before"}, {"register": REGISTER, "order": "since"}),
    ("register", {"entry"}, {"register": REGISTER}),
    ("register", {"view", "own", "columns", "size"}, {"register": REGISTER}),
    ("board", {"board", "scope", "on", f"c_{PROCEDURE}", "c_\0"}, {}),
    ("board_edit", {"board", "chart"}, {}),
    ("tables", {"table", "period", "scope"}, {}),
    ("process", {"procedure", "months"}, {}),
    ("definitions", {"part"}, {}),
    ("design", {"part"}, {}),
    ("flow", {"part"}, {}),
    ("list_edit", {"part"}, {}),
    ("policies", {"part"}, {}),
    ("panels", {"part"}, {}),
    ("decision_edit", {"part"}, {}),
    ("decision_edit", {"table"}, {"part": f"procedure/{PROCEDURE}"}),
    ("table_edit", {"table", "at"}, {}),
    ("table_edit", {"at"}, {"table": "region_quarter"}),
    ("from_table", {"table"}, {}),
    ("packs", {"pack"}, {}),
    ("moving", {"procedure", "job"}, {}),
    ("moving", {"job"}, {"procedure": PROCEDURE}),
    ("people", {"person", "organisation"}, {}),
    ("workdays", {"year", "place"}, {}),
    ("inbox", {"message", "page", "q", "view"}, {}),
    ("account", {"nothing"}, {}),
]


@pytest.fixture(scope="module")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with figures, somebody who begins cases, and somebody who may open every page."""
    folder = tmp_path_factory.mktemp("nonsense")
    shutil.copy(sqlite_template, folder / "office.db")
    found = Office(open_database(f"sqlite:///{folder / 'office.db'}"), FileStore(folder / "files"))
    seed.stock(found)
    with found.db.write() as s:
        for number, roles in enumerate((("desk",), ("leader", "admin")), DESK):
            s.add(Person(id=number, login=roles[0], name=roles[0], organisation_id=1, created_at=NOW))
            s.flush()
            for role in roles:
                day = date(2024, 1, 1)
                s.add(Grant(person_id=number, role=role, organisation_id=1, district="500000", valid_from=day))
    yield found
    found.db.close()


@pytest.mark.parametrize(("slug", "thrown", "others"), ASKED, ids=[f"{s}-{len(t)}-{len(o)}" for s, t, o in ASKED])
def test_no_address_is_an_error(office: Office, slug: str, thrown: set[str], others: dict[str, str]) -> None:
    with open_page(office, DESK if slug == "new" else LEADER, slug, Path("/nowhere"), now=NOW) as at:
        for why, given in NONSENSE.items():
            at.query_params.clear()
            at.query_params.update(others | dict.fromkeys(thrown, given))
            at.run()
            assert not at.exception, (why, at.exception)
            assert "<script" not in words(at), why


def test_nothing_but_one_module_reads_the_address() -> None:
    found = [p.name for p in PAGES.rglob("*.py") if READS.search(p.read_text(encoding="utf-8"))]
    assert found == ["address.py"]


def test_every_parameter_that_a_page_reads_is_thrown_nonsense() -> None:
    pages = [p for p in PAGES.rglob("*.py") if p.name != "address.py" and "web" not in p.parts]
    read = {name for p in pages for name in _read(ast.parse(p.read_text(encoding="utf-8")))}
    assert read, "no page reads its address"
    assert read <= {name for _, thrown, _ in ASKED for name in thrown}


def _read(tree: ast.Module) -> Iterator[str]:
    """The names in `address.word("…")` and its like."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of, first = node.func.value, node.args[0]
            if isinstance(of, ast.Name) and of.id == "address" and node.func.attr in ("word", "number", "day"):
                assert isinstance(first, ast.Constant | ast.Name | ast.Attribute), ast.dump(first)
                yield from [first.value] if isinstance(first, ast.Constant) else []
                yield from [_constant(first)] if isinstance(first, ast.Attribute) else []


def _constant(of: ast.Attribute) -> str:
    """A name that another part of the pages gives."""
    assert isinstance(of.value, ast.Name)
    found: str = getattr(importlib.import_module(f"pages.parts.{of.value.id}"), of.attr)
    return found
