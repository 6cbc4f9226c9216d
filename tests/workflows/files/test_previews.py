"""Pictures of files: made elsewhere, kept, bounded, and nothing when a file is broken."""

from __future__ import annotations

import io
from pathlib import Path
from unittest.mock import patch

import pytest
from PIL import Image

from data import FileStore
from tests.workflows.files.samples import PDF, pdf, picture
from workflows.files import previews
from workflows.files.previews import WIDTHS, Drawn, draw, pages, preview


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


def size_of(made: bytes | None) -> tuple[int, int]:
    assert made
    with Image.open(io.BytesIO(made), formats=("JPEG",)) as opened:
        return opened.size


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "pdf"), (picture("PNG", (3000, 9000), "RGBA"), "png"), (picture("JPEG", (9000, 300)), "jpg")],
)
def test_a_page_is_drawn_within_its_bounds(store: FileStore, content: bytes, kind: str) -> None:
    key = store.put(content)
    width, height = size_of(preview(store, key, kind))
    assert width <= WIDTHS["small"] and height <= 2 * WIDTHS["small"]
    assert pages(store, key) >= 1


def test_the_pages_of_a_pdf_are_counted_and_none_is_drawn_beyond_them(store: FileStore) -> None:
    key = store.put(pdf(pages=3))
    assert size_of(preview(store, key, "pdf", 3, "large")) and pages(store, key) == 3
    assert preview(store, key, "pdf", 4) is None and preview(store, key, "pdf", 0) is None


def test_a_page_is_drawn_once(store: FileStore) -> None:
    key = store.put(PDF)
    made = preview(store, key, "pdf")
    with patch.object(previews, "draw", side_effect=AssertionError):
        assert preview(store, key, "pdf") == made


@pytest.mark.parametrize(
    ("content", "kind"), [(b"%PDF-1.7 nothing", "pdf"), (picture()[:60], "png"), (b"\xff\xd8\xff", "jpg"), (b"", "pdf")]
)
def test_a_broken_file_has_no_picture_and_harms_nobody(content: bytes, kind: str) -> None:
    assert draw(content, kind) == Drawn(error="broken")


def test_a_program_that_dies_or_hangs_is_a_broken_file(tmp_path: Path) -> None:
    for code in ("import os; os.abort()", "import time; time.sleep(60)", "print('nonsense')"):
        program = tmp_path / "render.py"
        program.write_text(code, encoding="utf-8")
        with patch.object(previews, "PROGRAM", program), patch.object(previews, "SECONDS", 2):
            assert draw(PDF, "pdf") == Drawn(error="broken")


def test_kinds_without_pictures_have_none(store: FileStore) -> None:
    key = store.put(b"text")
    assert preview(store, key, "txt") is None


def test_a_photo_is_seen_the_right_way_up() -> None:
    out = io.BytesIO()
    image = Image.new("RGB", (400, 200), "white")
    exif = image.getexif()
    exif[0x0112] = 6  # taken with the camera on its side
    image.save(out, "JPEG", exif=exif)
    seen = Image.open(io.BytesIO(draw(out.getvalue(), "jpg").picture))
    assert seen.size[0] * 2 == seen.size[1]
