"""Writes a revision that brings migrated databases to the tables as they are written now.

    python -m data.migrations "what changes and why"   a further revision
    python -m data.migrations --first                  the first one anew, while nothing is in use yet
"""

from __future__ import annotations

import sys
import tempfile

from alembic import command

from data.engine import open_database
from data.migrations import VERSIONS, alone, config, migrate


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 1
    first = arguments[0] == "--first"
    if first:
        for old in VERSIONS.glob("*.py"):
            old.unlink()
    number = len(list(VERSIONS.glob("*.py"))) + 1
    write("First tables" if first else arguments[0], f"{number:04}")
    return 0


def write(message: str, number: str) -> None:
    """Compares with a fresh migrated database and writes what is missing."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(f"sqlite:///{folder}/empty.db")
        migrate(db)
        with alone(db) as connection:
            command.revision(config(connection), message, autogenerate=True, rev_id=number)
        db.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
