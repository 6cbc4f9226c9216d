"""A signature or a seal, as a picture or on paper."""

from __future__ import annotations

from pages.widgets.attachment import AttachmentWidget
from pages.widgets.base import widget


@widget("scan")
class ScanWidget(AttachmentWidget):
    """As any file: the picture stands beside its name, and opens large."""
