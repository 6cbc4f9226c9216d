"""Passwords: argon2 hashes, and what a password must be."""

from __future__ import annotations

import threading
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from forms.text import Message

SHORTEST, LONGEST = 12, 200
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Each check takes 19 MiB: more than four at once would let a crowd of sign-ins fill the memory.
_turns = threading.BoundedSemaphore(4)


def hashed(password: str) -> str:
    """The argon2 hash that is stored."""
    with _turns:
        return _hasher.hash(password)


_NOBODY = _hasher.hash("nobody has this password")


def matches(password: str, stored: str | None) -> bool:
    """Whether it is the password; costs the same for an account that does not exist (`stored` None)."""
    with _turns:
        try:
            return _hasher.verify(stored or _NOBODY, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(stored: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)


def weakness(password: str, login: str) -> Message | None:
    """Why a password is not accepted, None when it is."""
    if len(password) < SHORTEST:
        return Message("people.password_short", {"least": SHORTEST})
    if len(password) > LONGEST:
        return Message("people.password_long", {"most": LONGEST})
    if len(set(password)) < 5:
        return Message("people.password_monotonous", {})
    if not any(c.isalpha() for c in password):
        return Message("people.password_digits", {})
    if _in_sequence(password):
        return Message("people.password_sequence", {})
    if login and login.lower() in password.lower():
        return Message("people.password_has_login", {})
    return None


def _in_sequence(password: str) -> bool:
    """Whether most characters follow on the one before: abcdefgh…, 98765…, aaaa…, in whatever pieces."""
    steps = [ord(b) - ord(a) for a, b in pairwise(password)]
    return sum(s in (-1, 0, 1) for s in steps) > len(steps) * 2 // 3
