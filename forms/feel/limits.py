"""The bounds within which every expression is read and run."""

from __future__ import annotations

from typing import Final

LENGTH: Final = 4_000  # characters of one expression
NESTING: Final = 50  # brackets and textual forms inside one another, while parsing
DEPTH: Final = 160  # height of the syntax tree: a chain of 160 additions is one such tree
NODES: Final = 2_000  # nodes of the syntax tree
STEPS: Final = 2_000_000  # loop turns and visited elements of one evaluation
CALLS: Final = 40  # user-defined functions inside one another
TEXT: Final = 1_000_000  # characters of one produced text
STEPS_A_SECOND: Final = 1_000_000  # what a second of searching for a pattern costs
PATTERN_SECONDS: Final = 0.2  # one regular expression
NOTES: Final = 20  # remembered reasons of one evaluation
