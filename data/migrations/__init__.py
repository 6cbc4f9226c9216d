"""Brings a database to the tables of this program, on both databases, without a configuration file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from data.engine import Database

# Any number will do, as long as every process asks for the same one.
TURN = 0x5A9DB0C5
INDEX = "search_words"
"""How the tables of the search index begin, which are no tables of the program."""
VERSIONS = Path(__file__).parent / "versions"


def migrate(db: Database, to: str = "head") -> None:
    """Upgrades to a revision; safe when two processes start at once: the second waits and finds nothing to do."""
    with alone(db) as connection:
        command.upgrade(config(connection), to)


def downgrade(db: Database, to: str = "base") -> None:
    """Goes back to a revision, for tests and emergencies."""
    with alone(db) as connection:
        command.downgrade(config(connection), to)


def config(connection: Connection) -> Config:
    """Alembic's settings for work on an open connection."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return settings


@contextmanager
def alone(db: Database) -> Iterator[Connection]:
    """A transaction that no other migration runs beside; foreign keys rest while SQLite rebuilds a table."""
    with db.engine.connect() as connection:
        if db.sqlite:
            _rest_foreign_keys(connection)
        with connection.begin():
            if not db.sqlite:
                connection.execute(text("select pg_advisory_xact_lock(:turn)"), {"turn": TURN})
            yield connection
            if db.sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("the migration would leave rows that refer to nothing; it was not done")
        connection.invalidate()


def _rest_foreign_keys(connection: Connection) -> None:
    """The switch works outside a transaction only; the connection is thrown away afterwards."""
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.cursor().execute("PRAGMA foreign_keys = OFF")
