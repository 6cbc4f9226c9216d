"""A mail server and an address to be called, as threads of the test: they keep what they get, and refuse when told."""

from __future__ import annotations

import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

S = TypeVar("S", bound=socketserver.BaseServer)


class Post(socketserver.ThreadingTCPServer):
    """An SMTP server. `refuses` is what it answers to the recipient; `secure` gives its certificate."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, secure: ssl.SSLContext | None = None, at_once: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.secure, self.at_once = secure, at_once
        self.refuses = ""
        self.got: list[EmailMessage] = []
        self.said: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    server: Post

    def handle(self) -> None:
        if self.server.secure and self.server.at_once:
            self._wrap()
        self._say("220 test")
        while line := self.rfile.readline():
            self._answer(line.decode().strip())

    def _answer(self, line: str) -> None:
        self.server.said.append(line)
        verb = line.partition(" ")[0].upper()
        if verb == "EHLO":
            more = "250-STARTTLS\r\n" if self.server.secure and not self.server.at_once else ""
            self._say(f"250-test\r\n{more}250-AUTH PLAIN\r\n250 8BITMIME")
        elif verb == "STARTTLS":
            self._say("220 go on")
            self._wrap()
        elif verb == "AUTH":
            self._say("235 welcome")
        elif verb == "RCPT" and self.server.refuses:
            self._say(self.server.refuses)
        elif verb == "DATA":
            self._take()
        else:
            self._say("221 bye" if verb == "QUIT" else "250 ok")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        found = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.server.got.append(found)
        self._say("250 taken")

    def _wrap(self) -> None:
        assert self.server.secure
        self.connection = self.server.secure.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Called(HTTPServer):
    """An address that is called. `answers` is the status it gives."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.answers = 200
        self.got: list[tuple[dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]


class _Call(BaseHTTPRequestHandler):
    server: Called

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.answers)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def listening(server: S) -> Iterator[S]:
    """The server while the block runs."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def certificate(folder: Path) -> Path:
    """A certificate of our own for this machine, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    since = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "here.pem"
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


def securing(path: Path) -> ssl.SSLContext:
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.load_cert_chain(path)
    return found
