"""Pages of a PDF as pictures."""

from __future__ import annotations

import io

import pypdfium2  # type: ignore[import-untyped]


def pages(pdf: bytes, most: int = 3, scale: float = 1.5) -> list[bytes]:
    """The first pages as PNG; `scale` 1 is 72 dots an inch."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(min(len(document), most)):
            page = document[number]
            out = io.BytesIO()
            page.render(scale=scale).to_pil().save(out, "PNG")
            page.close()
            found.append(out.getvalue())
    return found
