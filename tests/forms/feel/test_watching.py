"""Which ways a condition goes is told, inside quantifiers too."""

from __future__ import annotations

from decimal import Decimal

from forms.feel.watching import branches, watch

TEXT = "if a > 1 then some x in xs satisfies x = 2 else a = 0 or a = 1"


def told(**context: object) -> set[tuple[str, bool]]:
    found: set[tuple[str, bool]] = set()
    watch(TEXT, context, None, lambda text, was: found.add((text, was)))
    return found


def test_every_part_that_decides_is_named() -> None:
    assert branches(TEXT)[1:] == ["a > 1", "x = 2", "a = 0", "a = 1"] or set(branches(TEXT)) >= {"a > 1", "x = 2"}


def test_only_what_was_asked_is_told() -> None:
    assert {("a > 1", True), ("x = 2", False), ("x = 2", True)} <= told(a=Decimal(2), xs=[Decimal(1), Decimal(2)])
    assert {("a > 1", False), ("a = 0", True)} <= told(a=Decimal(0), xs=[])
    assert all(text != "x = 2" for text, _ in told(a=Decimal(0), xs=[Decimal(2)]))
