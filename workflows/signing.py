"""The office's signature: a key that lies beside the database and not in it, so that who copies or changes the
database cannot sign. Ed25519; what is signed begins with what it is for, so that no signature fits another thing."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

FILE = "signing_key.pem"
_SIZE = 32
"""Bytes of a public key."""


class NoKey(ValueError):
    """The file of the key is there and cannot be used; its path."""


class Key:
    """The key of an office, made when it is asked for first and kept in its folder, for its owner's eyes only."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    @property
    def public(self) -> str:
        """The public half, in base64."""
        raw = self._private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return base64.b64encode(raw).decode()

    def sign(self, what_for: str, content: bytes) -> str:
        """A signature in base64."""
        return base64.b64encode(self._private().sign(_marked(what_for, content))).decode()

    def _private(self) -> Ed25519PrivateKey:
        """Raises `NoKey` for a file that holds no such key."""
        if not self._path.exists():
            self._make()
        try:
            found = load_pem_private_key(self._path.read_bytes(), None)
        except (ValueError, TypeError) as error:
            raise NoKey(self._path) from error
        if not isinstance(found, Ed25519PrivateKey):
            raise NoKey(self._path)
        return found

    def _make(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        made = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        try:
            with self._path.open("xb") as file:
                self._path.chmod(0o600)
                file.write(made)
        except FileExistsError:  # another process was faster
            return


def holds(public: str, signature: str, what_for: str, content: bytes) -> bool:
    """Whether a signature is that of a public key over this content; False for what is neither."""
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(public))
        key.verify(_bytes(signature), _marked(what_for, content))
    except (ValueError, InvalidSignature):
        return False
    return True


def fingerprint(public: str) -> str:
    """What people read to each other over the telephone: sixteen groups of four; raises ValueError for no key."""
    raw = _bytes(public)
    if len(raw) != _SIZE:
        raise ValueError("no public key")
    found = hashlib.sha256(raw).hexdigest().upper()
    return " ".join(found[n : n + 4] for n in range(0, len(found), 4))


def same(one: str, other: str) -> bool:
    """Whether two people mean the same fingerprint, however they spaced it."""
    return _plain(one) == _plain(other) != ""


def _plain(spoken: str) -> str:
    return re.sub(r"[^0-9A-F]", "", spoken.upper())


def _marked(what_for: str, content: bytes) -> bytes:
    return f"sandbox desk {what_for}\n".encode() + content


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("no base64") from error
