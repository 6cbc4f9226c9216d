"""The virus scanner beside the program: what it finds is refused by name; what happens while it is away is chosen."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.workflows.bureau import Bureau
from tests.workflows.files.samples import PDF
from workflows.attachments import fetch, store, unscanned
from workflows.engine.types import Refusal
from workflows.files.scanner import Scanned, Scanner, checked_address
from workflows.messages import MESSAGES
from workflows.settings import read_settings

EICAR = b"A-THING-THE-FAKE-SCANNER-KNOWS"
SICK = PDF.replace(b"%%EOF", b"%" + EICAR + b"\n%%EOF")


@contextmanager
def clamd(listening: socket.socket, answer: bytes | None = None) -> Iterator[None]:
    """A scanner that speaks INSTREAM: it finds EICAR, or says what it is told to."""

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with line:
                content = _streamed(line)
                line.sendall(answer or (b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def _streamed(line: socket.socket) -> bytes:
    """What a client sends, as the protocol has it."""
    stream = line.makefile("rb")
    assert stream.read(10) == b"zINSTREAM\0"
    content = b""
    while length := struct.unpack("!I", stream.read(4))[0]:
        content += stream.read(length)
    return content


def on_port() -> tuple[socket.socket, str]:
    listening = socket.create_server(("127.0.0.1", 0))
    return listening, f"127.0.0.1:{listening.getsockname()[1]}"


def test_a_clean_file_is_taken_and_an_infected_one_refused_by_the_name_of_what_was_found(desk: Bureau) -> None:
    listening, address = on_port()
    desk.office.scanner = Scanner(address)
    with clamd(listening):
        assert isinstance(store(desk.office, desk.actor("clerk"), PDF, "一.pdf", desk.now), dict)
        found = store(desk.office, desk.actor("clerk"), SICK, "二.pdf", desk.now)
    assert isinstance(found, Refusal) and found.message.code == "file_infected"
    assert "Eicar-Signature" in MESSAGES.say(found.message, "zh")


def test_a_scanner_on_a_unix_socket_is_asked_alike_and_for_large_files_in_parts(tmp_path: Path) -> None:
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "clamd.sock"))
    listening.listen()
    scanner = Scanner(str(tmp_path / "clamd.sock"))
    with clamd(listening):
        assert scanner.scan(b"x" * 1_000_000) == Scanned("clean")
        assert scanner.scan(b"x" * 1_000_000 + EICAR) == Scanned("infected", "Eicar-Signature")


def test_an_answer_that_is_none_leaves_it_open() -> None:
    for answer in (b"INSTREAM size limit exceeded. ERROR\0", b"what?\0"):
        listening, address = on_port()
        with clamd(listening, answer):
            assert Scanner(address).scan(b"x").verdict == "unknown"


def test_a_scanner_that_does_not_answer_in_time_leaves_it_open() -> None:
    listening, address = on_port()
    with listening:
        assert Scanner(address, seconds=0.2).scan(b"x").verdict == "unknown"


def test_while_nobody_answers_files_are_refused_unless_the_office_chose_to_take_them(desk: Bureau) -> None:
    listening, address = on_port()
    listening.close()
    desk.office.scanner = Scanner(address, accepts_unscanned=False)
    refused = store(desk.office, desk.actor("clerk"), PDF, "一.pdf", desk.now)
    assert isinstance(refused, Refusal) and refused.message.code == "file_unscanned"
    desk.office.scanner = Scanner(address, accepts_unscanned=True)
    taken = store(desk.office, desk.actor("clerk"), PDF, "一.pdf", desk.now)
    assert isinstance(taken, dict) and unscanned(desk.office, taken["hash"])
    assert fetch(desk.office, desk.actor("clerk"), taken["hash"])


def test_what_was_taken_unseen_is_looked_at_as_soon_as_the_scanner_is_back(desk: Bureau) -> None:
    desk.office.scanner = Scanner("/nowhere/clamd.sock", accepts_unscanned=True)
    clerk = desk.actor("clerk")
    kept = [store(desk.office, clerk, content, "一.pdf", desk.now) for content in (PDF, SICK)]
    clean, sick = (k["hash"] for k in kept if isinstance(k, dict))
    listening, address = on_port()
    desk.office.scanner = Scanner(address)
    with clamd(listening):
        assert fetch(desk.office, clerk, clean) and not unscanned(desk.office, clean)
        assert fetch(desk.office, clerk, sick) is None


def test_the_environment_says_where_it_is_and_a_wrong_value_is_named() -> None:
    assert read_settings({}).scanner is None
    assert read_settings({"CLAMD_ADDRESS": "clam:3310"}).scanner == Scanner("clam:3310")
    found = read_settings({"CLAMD_ADDRESS": "/run/clamd.sock", "CLAMD_UNREACHABLE": "accept"}).scanner
    assert found == Scanner("/run/clamd.sock", accepts_unscanned=True)
    for wrong in ({"CLAMD_ADDRESS": "clam"}, {"CLAMD_ADDRESS": "c:0"}, {"CLAMD_UNREACHABLE": "perhaps"}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            read_settings(wrong)
    assert checked_address("[::1]:3310") == "[::1]:3310"
