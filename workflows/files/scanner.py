"""A virus scanner beside this program: clamd, asked over its socket (INSTREAM) for every file that comes in."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import Literal

PORT, SECONDS, CHUNK = 3310, 30.0, 256 * 1024
Verdict = Literal["clean", "infected", "unknown"]


@dataclass(frozen=True)
class Scanned:
    """What a scanner said: the name of what it found, or why it did not look."""

    verdict: Verdict
    words: str = ""


@dataclass(frozen=True)
class Scanner:
    """Where clamd listens (`host:port`, or the path of its socket), and what to do while it does not."""

    address: str
    accepts_unscanned: bool = False
    seconds: float = SECONDS

    def scan(self, content: bytes) -> Scanned:
        """Asks about one file; never raises."""
        try:
            with _connected(self.address, self.seconds) as line:
                _send(line, content)
                return _read(line)
        except OSError as failed:
            return Scanned("unknown", f"{self.address}: {failed.strerror or type(failed).__name__}")


def checked_address(address: str) -> str:
    """An address of clamd; ValueError for anything else."""
    if address.startswith("/"):
        return address
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(f"CLAMD_ADDRESS is host:port or the path of a socket, not {address}")
    return address


def _connected(address: str, seconds: float) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(seconds)
    try:
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, content: bytes) -> None:
    line.sendall(b"zINSTREAM\0")
    for at in range(0, len(content), CHUNK):
        part = content[at : at + CHUNK]
        line.sendall(struct.pack("!I", len(part)) + part)
    line.sendall(struct.pack("!I", 0))


def _read(line: socket.socket) -> Scanned:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096 and (part := line.recv(4096)):
        said += part
    words = said.rstrip(b"\0\n").decode("utf-8", "replace").removeprefix("stream: ")
    if words == "OK":
        return Scanned("clean")
    if words.endswith(" FOUND"):
        return Scanned("infected", words.removesuffix(" FOUND"))
    return Scanned("unknown", words or "no answer")
