"""One picture of a signature or a seal, or the paper that bears it."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from forms.fields.attachment import AttachmentField, Kind
from forms.fields.base import Family, OptionSource, Value, field_type
from forms.text import Text


@field_type
class ScanField(AttachmentField):
    """签名、盖章扫描件: one PDF or picture, seen at once and printed where it stands; a photo will do."""

    type: Literal["scan"] = "scan"  # type: ignore[assignment]
    accept: list[Kind] = ["pdf", "jpg", "png"]
    max_mb: int = 20
    max_files: Literal[1] = 1
    width: int = 2
    name: ClassVar[Text] = Text(zh="签名/盖章扫描件", en="Signature or seal")
    sign: ClassVar[str] = "章"
    family: ClassVar[Family] = "office"

    def normal(self, raw: Any, options: OptionSource) -> Value:
        """A second picture takes the place of the first."""
        found = super().normal(raw, options)
        return found[-1:] if isinstance(found, list) else found
