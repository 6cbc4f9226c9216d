"""What the address of a page may say: every value is read so that no address is an error, and none harms a query."""

from __future__ import annotations

from datetime import date
from unicodedata import category

LARGEST = 2**31 - 1  # the largest id that both databases take
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST, MOST = 500, 200  # characters of a text, values of a list


def word(given: str) -> str:
    """A text without characters that are none (PostgreSQL refuses NUL) and not longer than anybody would type."""
    return "".join(c for c in given[:LONGEST] if c.isprintable() or category(c) == "Zs").strip()


def words(given: str) -> tuple[str, ...]:
    """Values with commas between them, each once."""
    each = (word(w) for w in given.split(",", MOST)[:MOST])
    return tuple(dict.fromkeys(w for w in each if w))


def number(given: str) -> int | None:
    """A number that may be an id; None for what is none."""
    found = int(given) if given.isascii() and given.isdecimal() and len(given) < 11 else None
    return found if found is not None and found <= LARGEST else None


def day(given: str) -> date | None:
    """A day with which one can calculate; None for what is none."""
    try:
        found = date.fromisoformat(given)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


def flag(given: str) -> bool | None:
    """1 or 0; None for anything else."""
    return {"1": True, "0": False}.get(given)
