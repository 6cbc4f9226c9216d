"""What a file looks like: a picture of an image, or of the first page of a PDF."""

from __future__ import annotations

import io
import threading

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageOps

WIDE = 1_400
"""Pixels of the longer side at most."""
_MOST_PIXELS = 120_000_000  # of a photo; what is larger is made to fill the memory
_one_at_a_time = threading.Lock()  # PDFium does one thing at a time


def picture(content: bytes, kind: str) -> bytes | None:
    """A PNG, upright and small enough to be shown; None for what can't be drawn."""
    try:
        drawn = _of_pdf(content) if kind == "pdf" else _of_image(content)
    except (OSError, ValueError, Image.DecompressionBombError, pypdfium2.PdfiumError):
        return None
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=False)
    return out.getvalue()


def _of_pdf(content: bytes) -> Image.Image:
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            page = document[0]
            scale = min(WIDE / max(1.0, *page.get_size()), 3.0)
            drawn: Image.Image = page.render(scale=scale).to_pil()
            return drawn
        finally:
            document.close()


def _of_image(content: bytes) -> Image.Image:
    """As the camera held it: a telephone turns its photos in a note, not in the picture."""
    found = Image.open(io.BytesIO(content))
    if found.width * found.height > _MOST_PIXELS:
        raise ValueError("too many pixels")
    found.draft("RGB", (WIDE, WIDE))
    turned = ImageOps.exif_transpose(found)
    turned.thumbnail((WIDE, WIDE))
    return turned if turned.mode in {"RGB", "RGBA", "L"} else turned.convert("RGB")
