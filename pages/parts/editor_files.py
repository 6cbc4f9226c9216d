"""Files dropped on a form: kept at once, or told why not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.fields import Field
from forms.text import Message
from pages import context
from workflows.attachments import store
from workflows.engine.types import Refusal


def keep_file(field: Field, content: bytes, name: str) -> Mapping[str, Any] | Message:
    """Keeps one file and gives the element of the field's value, or says why it is not taken."""
    limits: Any = field if hasattr(field, "accept") and hasattr(field, "max_mb") else None
    kept = store(context.office(), context.saver(), content, name, context.now(), limits)
    return kept.message if isinstance(kept, Refusal) else kept


def address(file_hash: str) -> str:
    """Where a kept file can be opened by those who may read it."""
    return f"/files/{file_hash}"


def picture(file_hash: str) -> str:
    """Where it can be seen what the first page of a kept file looks like."""
    return f"/preview/{file_hash}?size=large"
