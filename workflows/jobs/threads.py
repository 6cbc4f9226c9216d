"""Workers as threads of the process that serves the pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from workflows.jobs.worker import Worker
from workflows.office import Office

PATIENCE = 20.0
"""Seconds a worker gets to come to the next place where it may stop."""


@contextmanager
def working(
    office: Office, clock: Callable[[], datetime], number: int, sure: Callable[[], bool] = lambda: True
) -> Iterator[list[Worker]]:
    """So many workers while the block runs; at its end each gives its job back or comes to the end of a transaction."""
    workers = [Worker(office, clock, sure=sure) for _ in range(number)]
    threads = [threading.Thread(target=w.work, name=f"worker {w.name}", daemon=True) for w in workers]
    for thread in threads:
        thread.start()
    try:
        yield workers
    finally:
        for worker in workers:
            worker.ending.set()
        for thread in threads:
            thread.join(PATIENCE)
