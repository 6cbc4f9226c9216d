"""The clock of workers: the database server's, so that a machine with a wrong clock does nothing too early or too late.

SQLite lies on one machine, whose clock is the only one there is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from data.engine import Busy, Database

EVERY = 60.0
"""Seconds after which the server is asked again; between, the machine only counts seconds."""


class Steady:
    """Tells the moment by the server's clock; by `local` on SQLite, and until the server answered once."""

    def __init__(self, db: Database, local: Callable[[], datetime]) -> None:
        self._db, self._local = db, local
        self._asked: float | None = None
        self._told = datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        if self._db.sqlite:
            return self._local()
        if self._asked is None or time.monotonic() - self._asked > EVERY:
            self._ask()
        if self._asked is None:
            return self._local()
        return self._told + timedelta(seconds=time.monotonic() - self._asked)

    def _ask(self) -> None:
        """Asks the server; one that is too busy is asked later."""
        try:
            with self._db.read() as session:
                told: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
        except Busy:
            return
        self._told, self._asked = told.astimezone(UTC), time.monotonic()
