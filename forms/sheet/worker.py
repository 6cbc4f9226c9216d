"""The process that reads strangers' files, so that a reader that dies takes nothing with it.

Started by `forms.sheet.reader`; takes files on standard input and answers on standard output, in frames of a length and
a pickle. It ends when its input does. Where the system can, it limits its own memory and processor time.
"""

from __future__ import annotations

import os
import pickle
import re
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

from forms.sheet.limits import MB
from forms.sheet.opening import opened
from forms.sheet.refused import SheetRefused

MEMORY = 1_500 * MB
SECONDS = 60
LENGTH = struct.Struct("<I")
TIRED = 110 * MB
"""A process that once grew larger than this is ended after its file."""


def main() -> None:
    """Serves files until the input ends."""
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit("RLIMIT_AS", MEMORY)
    while head := source.read(LENGTH.size):
        _limit("RLIMIT_CPU", int(_used()) + SECONDS)
        serve(source.read(LENGTH.unpack(head)[0]), answers)


def serve(data: bytes, answers: BinaryIO) -> None:
    """One file: what was read, then `end`; or `refused` with code and data; both tell whether to end this process."""
    try:
        for each in opened(data):
            put(answers, each)
        put(answers, ("end", _tired()))
    except SheetRefused as refused:
        put(answers, ("refused", (type(refused).__name__, refused.message, _tired())))
    except MemoryError:
        put(answers, ("refused", ("Unsafe", "sheet.heavy", True)))


def put(answers: BinaryIO, frame: tuple[str, Any]) -> None:
    """Writes one frame."""
    body = pickle.dumps(frame, pickle.HIGHEST_PROTOCOL)
    answers.write(LENGTH.pack(len(body)))
    answers.write(body)
    answers.flush()


def _limit(name: str, most: int) -> None:
    """Sets a soft limit, where the system has such a thing."""
    try:
        import resource

        which = getattr(resource, name)
        _, hard = resource.getrlimit(which)
        resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (ImportError, AttributeError, ValueError, OSError):
        return


def _used() -> float:
    times = os.times()
    return times.user + times.system


def _tired() -> bool:
    """Whether this process ever grew large, where the system tells; `getrusage` would count its parent in."""
    try:
        said = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    found = re.search(r"VmHWM:\s*([0-9]+) kB", said)
    return found is not None and int(found[1]) * 1024 > TIRED
