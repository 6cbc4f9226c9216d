"""The practice office: an empty database becomes an office at work, with made-up people, cases and registers."""

from workflows.practice.fill import PASSWORD, fill, half_filled

__all__ = ["PASSWORD", "fill", "half_filled"]
