"""What changed between an earlier version of a form and now, in a dialog."""

from __future__ import annotations

from pages.parts.compare import compare_dialog
from pages.parts.editor_state import Editing


def open_compare(editing: Editing, revision: int) -> None:
    """Remembers that the dialog is open, for the version it compares with."""
    editing.memory.dialog = ("compare", str(revision))


def compare_body(editing: Editing, revision: str) -> None:
    """The dialog: this version and the draft to begin with; any other two can be chosen."""
    compare_dialog(editing.case_id, int(revision))
