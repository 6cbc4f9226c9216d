"""A signature or a seal, as a picture or on paper."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.context import t
from pages.parts.html import e
from pages.widgets.attachment import AttachmentWidget
from pages.widgets.base import Asked, widget


@widget("scan")
class ScanWidget(AttachmentWidget):
    """The picture beside the box for another one; pressed, it opens as it is."""

    def _file(self, asked: Asked, files: list[Any], number: int, file: dict[str, Any]) -> None:
        if asked.picture and asked.fetch:
            words = e(t("form.scan_of", title=asked.field.title))
            address, seen = e(asked.fetch(file["hash"])), e(asked.picture(file["hash"]))
            image = f'<img src="{seen}" alt="{words}" loading="lazy">'
            st.html(f'<a class="scan" href="{address}" target="_blank" rel="noopener">{image}</a>')
        super()._file(asked, files, number, file)
