"""What all commands share: the office they work on, the clock, and how they fail."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from data.engine import open_database
from data.files import FileStore
from workflows.engine.types import Actor
from workflows.office import ADMIN, Office
from workflows.settings import read_settings
from workflows.setup import set_up


class Failed(Exception):
    """Something to tell before leaving with exit code 1."""


def tell(line: object) -> None:
    """A line for whoever typed the command."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def now() -> datetime:
    """The system's clock; only composition roots ask it."""
    return datetime.now(UTC)


@contextmanager
def the_office() -> Iterator[Office]:
    """The office that the environment names, brought up to date."""
    settings = read_settings(os.environ)
    database, files = open_database(settings.database), FileStore(settings.files)
    office = Office(database, files, outside=settings.outside, fonts=settings.fonts)
    try:
        set_up(office, now(), practice=False)
        yield office
    finally:
        office.db.close()


def operator() -> Actor:
    """Whoever sits at the machine: they may what an administrator may, and are nobody's colleague."""
    return Actor(0, "", 0, (), frozenset({f"{ADMIN}@*"}))
