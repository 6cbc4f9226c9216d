"""Why a document is not taken."""

from __future__ import annotations

from typing import Any

from forms.text import Message


class OfficialRefused(Exception):
    """A file no form can be made of; `message` says why and what to do."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.message = Message(code, data)
