"""How somebody comes to a role: by asking an administrator, or, being one, by giving it."""

from __future__ import annotations

from pages.context import actor, t
from workflows.office import ADMIN, holds


def for_role() -> str:
    """The sentence that follows on "this takes a role"."""
    return t("shell.give_role" if holds(actor(), ADMIN) else "shell.ask_role")
