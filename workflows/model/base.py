"""What the parts of a definition share."""

from __future__ import annotations

from forms.model import Model
from forms.text import Text


class Titled(Model):
    """Something with its name in two languages beside its other keys.

    `formerly` are keys that it had in versions before: rehearsals written then still mean it.
    """

    zh: str
    en: str | None = None
    formerly: list[str] = []

    @property
    def title(self) -> Text:
        return Text(zh=self.zh, en=self.en)
