"""The clock of workers: the database server's, or the machine's beside SQLite, asked now and then and counted between.

A clock that jumps is noticed where it is asked again: what it says is not what was counted. One that is wrong from the
start is noticed by the last heartbeat. Until an administrator has answered, what waits for a day waits on, and the
workers go on counting from what was believed last.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from data.engine import Busy
from workflows.jobs.heartbeat import GAP, beat
from workflows.office import Office

EVERY = 60.0
"""Seconds after which the clock is asked again."""


def elapsed() -> float:
    """Seconds that pass whatever the clock is set to, also while the machine sleeps where the system tells that."""
    if hasattr(time, "clock_gettime"):
        return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
    return time.monotonic()


class Steady:
    """Called, it tells the moment; `sure` says whether what waits for a day may be done at it.

    `local` is the machine's clock, `gap` how long nobody may have been there before somebody is asked.
    """

    def __init__(
        self,
        office: Office,
        local: Callable[[], datetime],
        gap: timedelta = GAP,
        passed: Callable[[], float] = elapsed,
    ) -> None:
        self._office, self._local, self._gap, self._passed = office, local, gap, passed
        self._lock = threading.Lock()
        self._told: datetime | None = None
        self._at = self._asked = 0.0  # when it was told, and when it was asked
        self._sure = False

    def __call__(self) -> datetime:
        self._ask_again()
        return self._counted() or self._local()

    def sure(self) -> bool:
        """Whether nothing speaks against the clock that nobody has answered."""
        self._ask_again()
        return self._sure

    def _counted(self) -> datetime | None:
        return None if self._told is None else self._told + timedelta(seconds=self._passed() - self._at)

    def _ask_again(self) -> None:
        with self._lock:
            if self._told is None or self._passed() - self._asked > EVERY:
                self._ask()

    def _ask(self) -> None:
        """Asks the clock; a database that is too busy is asked later."""
        counted = self._counted()
        try:
            said = self._outer()
            with self._office.db.write() as session:
                self._sure = beat(self._office, session, said, counted, self._gap)
        except Busy:
            return
        self._asked = self._passed()
        if self._sure or counted is None:
            self._told, self._at = said, self._asked

    def _outer(self) -> datetime:
        if self._office.db.sqlite:
            return self._local()
        with self._office.db.read() as session:
            told: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
        return told.astimezone(UTC)
