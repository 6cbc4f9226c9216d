"""Why a file is not taken."""

from __future__ import annotations

from typing import Any

from forms.text import Message


class SheetRefused(Exception):
    """A file that cannot be read as a form; `message` says why and what to do."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.message = Message(code, data)


class Unsafe(SheetRefused):
    """A file that no reader may touch."""
