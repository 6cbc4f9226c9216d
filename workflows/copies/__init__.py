"""Practice copies: a draft tried out by made-up people in an office of its own, from which nothing goes out."""

from workflows.copies.service import (
    Copy,
    Somebody,
    act_as,
    cast,
    copies,
    digest_of,
    enter,
    leave,
    make,
    opened,
    part_of,
    visiting,
    wipe,
    wipe_published,
    work,
)

__all__ = [
    "Copy", "Somebody", "act_as", "cast", "copies", "digest_of", "enter", "leave", "make", "opened", "part_of",
    "visiting", "wipe", "wipe_published", "work",
]  # fmt: skip
