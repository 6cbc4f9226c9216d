"""What files look like: pages of PDFs, photos the right way up, nothing for what can't be drawn."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from workflows.pictures import WIDE, picture

from tests.workflows.bureau import SAMPLES


def photo(size: tuple[int, int], turned: int = 1) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", size, "white")
    exif = image.getexif()
    exif[0x0112] = turned
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def size(drawn: bytes | None) -> tuple[int, int]:
    assert drawn is not None
    return Image.open(io.BytesIO(drawn)).size


def test_a_pdf_is_seen_by_its_first_page() -> None:
    width, height = size(picture((SAMPLES / "stamped.pdf").read_bytes(), "pdf"))
    assert 0 < width <= WIDE and 0 < height <= WIDE


def test_a_photo_is_upright_and_not_larger_than_is_shown() -> None:
    assert size(picture(photo((4000, 3000)), "jpg")) == (WIDE, WIDE * 3 // 4)
    assert size(picture(photo((400, 300), turned=6), "jpg")) == (300, 400)


@pytest.mark.parametrize(("content", "kind"), [(b"%PDF-1.4 broken", "pdf"), (b"\xff\xd8\xffno", "jpg"), (b"", "png")])
def test_what_cannot_be_drawn_has_no_picture(content: bytes, kind: str) -> None:
    assert picture(content, kind) is None


def test_a_picture_made_to_fill_the_memory_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (12_000, 11_000)).save(path)
    assert picture(path.read_bytes(), "png") is None
