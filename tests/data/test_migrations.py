"""Migrated databases have the tables of the program, on both databases, also when two processes start at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

import data.tables
from data import Database, migrate, open_database
from data.migrations import INDEX, VERSIONS, downgrade
from data.tables import Organisation, Setting
from tests.data import offices

HOW = "the tables have changed: python -m data.migrations 'what and why' (see data/decisions.md)"
ROOT = Path(data.__file__).parents[1]


def _ours(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return kind != "table" or not (name or "").startswith(INDEX)


def test_migrated_tables_are_the_tables_of_the_program(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _ours})
        assert compare_metadata(context, SQLModel.metadata) == [], HOW


def test_ordered_text_is_compared_by_code_point(database: Database) -> None:
    """District, title and number sort alike on both databases, whatever locale PostgreSQL was made with."""
    columns = {c["name"]: c["type"] for c in inspect(database.engine).get_columns("case_file")}
    collations = {getattr(columns[name], "collation", None) for name in ("district", "number")}
    assert collations == ({None} if database.sqlite else {"C"})


def test_down_and_up_again_gives_the_same_tables(own_database: Database) -> None:
    before = set(inspect(own_database.engine).get_table_names())
    downgrade(own_database)
    assert set(inspect(own_database.engine).get_table_names()) == {"alembic_version"}
    migrate(own_database)
    assert set(inspect(own_database.engine).get_table_names()) == before


def test_migrating_twice_changes_nothing(own_database: Database) -> None:
    with own_database.write() as s:
        s.add(Setting(key="a", value=1))
    migrate(own_database)
    with own_database.read() as s:
        assert s.get_one(Setting, "a").value == 1


def test_foreign_keys_hold_after_a_migration(own_database: Database) -> None:
    migrate(own_database)
    with pytest.raises(Exception, match="(?i)foreign key"), own_database.write() as s:
        s.add(Organisation(name="没有上级的", district="500000", parent_id=99))


def test_two_processes_may_migrate_at_once(own_database: Database) -> None:
    """The database is emptied first, so that both have everything to do."""
    url = own_database.engine.url.render_as_string(hide_password=False)
    downgrade(own_database)
    program = "import sys, data; data.migrate(data.open_database(sys.argv[1]))"
    running = [subprocess.Popen([sys.executable, "-c", program, url], cwd=ROOT) for _ in range(2)]
    assert [p.wait(60) for p in running] == [0, 0]
    with own_database.read() as s:
        assert len(s.execute(text("select version_num from alembic_version")).all()) == 1


def test_a_fresh_file_is_migrated_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    db = open_database("sqlite:///new/folder/office.db")
    migrate(db)
    assert (tmp_path / "new/folder/office.db").exists()
    db.close()


def test_revisions_follow_one_another() -> None:
    assert [p.name[:4] for p in sorted(VERSIONS.glob("*.py"))] == [
        f"{n:04}" for n in range(1, len(list(VERSIONS.glob("*.py"))) + 1)
    ]


def test_an_office_with_cases_has_its_search_index_made_anew(own_database: Database) -> None:
    with own_database.write() as s:
        offices.found(s)
        offices.told(s, offices.case(s), "申报", "报告")
    downgrade(own_database, "0024")
    with own_database.write() as s:
        s.execute(text("DELETE FROM job"))
        s.execute(text("UPDATE alembic_version SET version_num = '0023'"))
    migrate(own_database)
    with own_database.read() as s:
        assert s.execute(text("SELECT count(*) FROM search_text")).scalar() == 0
        jobs = s.execute(text("SELECT kind, payload, state FROM job")).all()
        assert [tuple(j) for j in jobs] == [("search_index", "{}", "waiting")]
