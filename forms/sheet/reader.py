"""Hands files to reading processes and takes back what they hold; a process that dies or dawdles costs a sentence."""

from __future__ import annotations

import atexit
import datetime
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from forms.sheet.refused import SheetRefused, Unsafe
from forms.sheet.traits import Marks
from forms.sheet.worker import LENGTH
from forms.text import Message

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 120.0
"""A file that takes longer than this is given up."""
AT_ONCE: Final = 2
"""Files that are read at the same time; others wait their turn."""
_TIME_IS_UP: Final = -getattr(signal, "SIGXCPU", 0) or None
_KNOWN: Final = {
    ("datetime", name): getattr(datetime, name) for name in ("date", "datetime", "time", "timedelta")
} | {(Marks.__module__, "Marks"): Marks, ("forms.text", "Message"): Message}


class _Frames(pickle.Unpickler):
    """Reads frames of nothing but plain values."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(name)
        return _KNOWN[module, name]


class _Process:
    """One reading process."""

    def __init__(self) -> None:
        self.tired = False  # grown so large that it ends after its file
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        self.child = subprocess.Popen(
            [sys.executable, "-c", "from forms.sheet.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        )

    def frames(self, data: bytes, seconds: float) -> Iterator[tuple[str, Any]]:
        """The answers to one file; raises `SheetRefused` when the process dies or takes too long."""
        late = threading.Event()
        timer = threading.Timer(seconds, self._give_up, [late])
        timer.daemon = True
        timer.start()
        try:
            self._send(data)
            yield from self._answers()
        except (OSError, EOFError, pickle.UnpicklingError, ValueError):
            self.end()
            slow = late.is_set() or self.child.returncode == _TIME_IS_UP
            raise Unsafe("sheet.slow" if slow else "sheet.crashed") from None
        finally:
            timer.cancel()

    def _give_up(self, late: threading.Event) -> None:
        late.set()
        self.child.kill()

    def _send(self, data: bytes) -> None:
        assert self.child.stdin is not None
        self.child.stdin.write(LENGTH.pack(len(data)))
        self.child.stdin.write(data)
        self.child.stdin.flush()

    def _answers(self) -> Iterator[tuple[str, Any]]:
        while True:
            kind, value = _Frames(io.BytesIO(self._take(LENGTH.unpack(self._take(LENGTH.size))[0]))).load()
            if kind == "refused":
                self.tired = value[2]
                raise _refusal(*value[:2])
            if kind == "end":
                self.tired = value
                return
            yield kind, value

    def _take(self, size: int) -> bytes:
        assert self.child.stdout is not None
        found = self.child.stdout.read(size)
        if len(found) < size:
            raise EOFError
        return found

    @property
    def alive(self) -> bool:
        return self.child.poll() is None

    def end(self) -> None:
        """Ends the process and everything it holds."""
        self.child.kill()
        self.child.wait()
        for pipe in (self.child.stdin, self.child.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass


def _refusal(name: str, message: Message | str) -> SheetRefused:
    found = message if isinstance(message, Message) else Message(message)
    return (Unsafe if name == "Unsafe" else SheetRefused)(found.code, **found.data)


class Pool:
    """Processes that wait for the next file; none is started before there is one."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._turns, self._lock = threading.BoundedSemaphore(at_once), threading.Lock()
        self._idle: list[_Process] = []

    def frames(self, data: bytes, seconds: float = SECONDS) -> Iterator[tuple[str, Any]]:
        """What a file holds, piece by piece (see `opening.opened`)."""
        with self._turns:
            process, whole = self._process(), False
            try:
                yield from process.frames(data, seconds)
                whole = True
            except SheetRefused:
                whole = process.alive
                raise
            finally:
                self._back(process, whole)

    def _process(self) -> _Process:
        with self._lock:
            while self._idle:
                found = self._idle.pop()
                if found.alive:
                    return found
                found.end()
        return _Process()

    def _back(self, process: _Process, whole: bool) -> None:
        """Keeps a process that finished its file; one that was left in the middle is ended."""
        if not whole or process.tired:
            process.end()
            return
        with self._lock:
            self._idle.append(process)

    def close(self) -> None:
        with self._lock:
            while self._idle:
                self._idle.pop().end()


POOL: Final = Pool()
atexit.register(POOL.close)
