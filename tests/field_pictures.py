"""Takes the pictures of the pages about field types: `python -m tests.field_pictures http://127.0.0.1:8501 CASE`.

CASE is a draft of the form that shows every type, of the person `trial` of a practice office; it is best filled in.
"""

from __future__ import annotations

import io
import sys

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

from forms.docs import FOLDER, PICTURES
from forms.docs_examples import show_of_all
from forms.fields.table import TableField
from tests.browser import chromium
from tests.pictures import IDLE, _opened, _settle

LARGEST = 20_000
"""Bytes of a picture."""


def main(base: str, case: int) -> None:
    """One picture of each type, the first field that has it."""
    form, _ = show_of_all()
    order, seen = list(form.by_path), set[str]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = _opened(browser, base, "trial", f"/form?case={case}&page=1")
        page.set_viewport_size({"width": 1280, "height": 1600})
        for number, each in enumerate(form.pages, 1):
            page.goto(f"{base}/form?case={case}&page={number}")
            _settle(page)
            for field in each.fields:
                place = _place(page, isinstance(field, TableField), f"field_{case}_{order.index(field.key)}")
                if field.type not in seen and place.count():
                    seen.add(field.type)
                    _save(page, place.first, field.type)
        browser.close()
    print("without a picture:", sorted({f.type for f in form.by_path.values()} - seen) or "none")


def _place(page: Page, table: bool, key: str) -> Locator:
    """Where a field is drawn: its box, or the card of a table."""
    return page.locator('[class*="st-key-card_table_"]') if table else page.locator(f".st-key-{key}")


def _save(page: Page, place: Locator, name: str) -> None:
    """A small file: few colours, and half the size where that is not enough."""
    page.wait_for_selector(IDLE)
    picture = Image.open(io.BytesIO(place.screenshot())).convert("RGB")
    for colours, part in ((64, 1.0), (32, 1.0), (32, 0.7), (16, 0.5)):
        small = picture.resize((int(picture.width * part), int(picture.height * part)), Image.Resampling.LANCZOS)
        found = io.BytesIO()
        small.quantize(colours, dither=Image.Dither.NONE).save(found, "PNG", optimize=True)
        if found.tell() <= LARGEST:
            break
    (FOLDER / f"{name}{PICTURES}").write_bytes(found.getvalue())


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), int(sys.argv[2]))
