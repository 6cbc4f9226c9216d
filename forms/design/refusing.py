"""Why an edit is not made."""

from __future__ import annotations

from typing import Any

from forms.text import Message


class Refused(Exception):
    """An edit that cannot be made; `message` says why and what to do instead."""

    def __init__(self, code: str, /, **data: Any) -> None:
        super().__init__(code)
        self.message = Message(code, data)
