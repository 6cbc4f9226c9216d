"""Whether a file of a known kind is what it seems: one file, whole, and nothing that acts."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

from workflows.files import archives, pdf

MOST_PIXELS = 120_000_000
"""A3 at 600 dpi has 70 million."""
_FORMATS = {"jpg": "JPEG", "png": "PNG"}
_ARCHIVED = frozenset({"xlsx", "docx", "pptx", "ofd", "zip"})


def against(content: bytes, kind: str) -> str | None:
    """What is wrong with it: the code of the sentence, None for nothing."""
    if kind in _ARCHIVED:
        return archives.against(content, kind)
    if zipfile.is_zipfile(io.BytesIO(content)):  # an archive behind a picture: two files in one
        return "file_two_kinds"
    if kind in _FORMATS:
        return _picture(content, _FORMATS[kind])
    return pdf.against(content) if kind == "pdf" else None


def _picture(content: bytes, form: str) -> str | None:
    """By its head alone: how it is decoded is for another process to find out."""
    if b"%PDF-" in content[:1024]:
        return "file_two_kinds"
    try:
        with Image.open(io.BytesIO(content), formats=(form,)) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        return "file_bomb"
    except Exception:  # what a broken picture raises is not told anywhere
        return "file_broken"
    return "file_bomb" if width * height > MOST_PIXELS else None
