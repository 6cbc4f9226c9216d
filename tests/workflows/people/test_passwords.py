"""Passwords: kept as argon2, and refused when they are easy."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from workflows.people import passwords


def test_a_password_matches_its_hash_and_nothing_else() -> None:
    stored = passwords.hashed("a long enough phrase")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches("a long enough phrase", stored)
    assert not passwords.matches("a long enough phrasE", stored)


def test_nothing_matches_an_account_without_a_password() -> None:
    assert not passwords.matches("nobody has this password", None)
    assert not passwords.matches("x", "not a hash")


def test_a_hash_made_with_weaker_settings_is_outdated() -> None:
    assert passwords.outdated(PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("x"))
    assert not passwords.outdated(passwords.hashed("x"))


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "people.password_short"),
        ("一二三四五六七八九十一", "people.password_short"),
        ("x" * 201, "people.password_long"),
        ("aaaaaabbbbbb", "people.password_monotonous"),
        ("my-Chenlijun-2026", "people.password_has_login"),
        ("123456789012", "people.password_digits"),
        ("2026-11-26 13:05", "people.password_digits"),
        ("９８３１０４７２５６１１", "people.password_digits"),
        ("abcdefghijkl", "people.password_sequence"),
        ("aaaabbbbccccddddeeee", "people.password_sequence"),
        ("abcdef12345678", "people.password_sequence"),
        ("Sandbox-2026", None),
        ("correct horse battery", None),
        ("一二三四五六七八九十百千", None),
    ],
)
def test_a_weak_password_is_named(password: str, code: str | None) -> None:
    weak = passwords.weakness(password, "chenlijun")
    assert (weak.code if weak else None) == code
