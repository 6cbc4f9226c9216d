"""The form that shows every type, in a real browser: every widget filled, kept, printed, and through a workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from data.tables import District
from forms import registry
from forms.docs_examples import show_of_all
from forms.draft import AddRows
from forms.fields import Field
from forms.fields.table import TableField
from forms.patterns import PATTERNS
from forms.sheet import read
from tests.browser.steps import Practice, Witness, signed_in
from tests.browser.test_hosts import SPOKEN, data, leftovers, practice, speak  # noqa: F401  (fixtures)
from tests.browser.waiting import drawn, settled
from workflows.cases.drafts import Saved, Sheet, open_draft, save
from workflows.cases.paper import printed, workbook
from workflows.cases.start import start
from workflows.engine.types import Refusal

FORM, _ = show_of_all()
WHO = "trial"
TYPED: dict[str, str] = {
    "text": "云帆园区", "phone": "023-67889900", "uscc": "91500112MA5U123459", "id_card": "500112199003070013",
    "email": "a@example.org", "link": "www.example.org", "long_text": "一切正常", "integer": "１２", "decimal": "12.5",
    "money": "3万", "percent": "45%", "month": "2026年3月", "year": "2026",
}  # fmt: skip
"""What is typed into a box, by the type of its field."""
PRESSED = {"yes_no": 0, "rating": 3, "choices": 0}
"""Which of the buttons is pressed."""
PICKED = frozenset({"choice", "organisation", "person", "cascade"})


@pytest.fixture
def case(practice: Practice) -> Iterator[int]:  # noqa: F811
    """A draft with two rows, given up in the end: other tests look for drafts of their own."""
    now = datetime.now(UTC)
    with practice.office.db.read() as session:
        actor = practice.actor(session, WHO)
    with practice.office.db.read() as session:
        rows = session.exec(select(District).where(District.kind == "district", col(District.valid_until).is_(None)))
        district = min(d.code for d in rows)
    name = next(p.stem for p in sorted(Path("workflows/definitions/practice").glob("*.json")))
    found = start(practice.office, actor, name, subject=district, key=f"{now}", now=now)
    assert isinstance(found, int), found
    yield found
    from workflows.cases.act import act
    from workflows.engine.types import Action

    act(practice.office, found, Action(actor, "drop", -1, f"drop{now}", {}), datetime.now(UTC))


def sheet(practice: Practice, case: int) -> Sheet:  # noqa: F811
    with practice.office.db.read() as session:
        actor = practice.actor(session, WHO)
    found = open_draft(practice.office, actor, case, datetime.now(UTC))
    assert isinstance(found, Sheet)
    return found


def box(page: Page, case: int, field: Field) -> Any:
    return page.locator(f".st-key-field_{case}_{list(FORM.by_path).index(field.key)}")


def fill_in(page: Page, case: int, field: Field) -> None:
    """Fills a field in as a person does, by its type."""
    here = box(page, case, field)
    if field.type in TYPED:
        place = here.locator("textarea, input").first
        place.fill(TYPED[field.type] if field.type != "text" or "max_length" in field.model_fields_set else "简称")
        place.press("Tab")
    elif field.type in PRESSED:
        here.get_by_test_id("stButtonGroup").locator("button:not([aria-label])").nth(PRESSED[field.type]).click()
    elif field.type in PICKED:
        pick(page, here.get_by_role("combobox").first)
    elif field.type == "matrix":
        for line in range(2):
            here.get_by_test_id("stButtonGroup").nth(line).locator("button").first.click()
            settled(page)
    elif field.type in {"attachment", "scan"}:
        scan = {"name": "证明.pdf", "mimeType": "application/pdf", "buffer": PDF}
        here.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([scan])
        expect(here.get_by_text("证明.pdf").first).to_be_visible()
    elif field.type in DAYS:
        DAYS[field.type](page, here)
    settled(page)


def until_kept(page: Page, practice: Practice, case: int, field: Field) -> None:  # noqa: F811
    """Fills a field in; once more where a run of the page came between the keys."""
    for _ in range(3):
        fill_in(page, case, field)
        for _ in range(10):
            if sheet(practice, case).values.get(field.key):
                return
            page.wait_for_timeout(200)


def pick(page: Page, menu: Any) -> None:
    for _ in range(3):  # a run that comes in between closes it
        menu.click()
        page.wait_for_timeout(400)
        if page.locator("[role=option]").count():
            break
    page.locator("[role=option]").first.click()


def day(page: Page, here: Any) -> None:
    here.get_by_role("spinbutton").first.click()
    page.keyboard.type("20260302")
    page.keyboard.press("Tab")


def moment(page: Page, here: Any) -> None:
    here.get_by_role("spinbutton").first.click()
    page.keyboard.type("202603021430")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")


def period(page: Page, here: Any) -> None:
    """Both ends, each by itself: the page runs between them."""
    for end, typed in ((0, "20260301"), (3, "20260531")):
        here.get_by_role("spinbutton").nth(end).click()
        page.keyboard.type(typed)
        settled(page)
    page.keyboard.press("Escape")


DAYS: dict[str, Callable[[Page, Any], None]] = {"date": day, "date_time": moment, "period": period}
PDF = (Path("workflows/definitions/region_declaration/samples/stamped.pdf")).read_bytes()
UNTRIED = frozenset({"lookup", "district", "table", "computed", "note", "section"})
"""Types that are fixed or that nobody fills in; those picked from more than one box are not walked here."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_widget_is_filled_kept_printed_and_comes_back_in_a_workbook(
    browser: Browser, practice: Practice, data: list[str], case: int, lang: str  # noqa: F811
) -> None:
    speak(practice, WHO, lang)
    witness = Witness(practice.url)
    wrong: dict[str, list[str]] = {}
    filled: set[str] = set()
    typed = [*TYPED.values(), *(p.example for p in PATTERNS.values()), "简称", "证明.pdf"]
    written = [*sorted(typed, key=len, reverse=True), *data]
    with signed_in(browser, practice.url, practice.token(WHO), 1440) as context:
        witness.watch(context)
        page = context.new_page()
        for number, each in enumerate(FORM.pages, 1):
            page.goto(f"/form?case={case}&page={number}")
            drawn(page)
            for field in each.fields:
                if field.type not in UNTRIED and box(page, case, field).count() and not field.visible_when:
                    until_kept(page, practice, case, field)
                    filled.add(field.key)
            witness.see(page)
            if found := leftovers(page.evaluate(SPOKEN), written, lang):
                wrong[f"page {number}"] = found
        add_rows(practice, case)
        before = sheet(practice, case).values
        empty = {k for k in filled if not before.get(k)}
        assert not empty, empty
        assert {"from": "2026-03-01", "until": "2026-05-31"} in before.values()
        assert "2026-03-02T14:30" in before.values()
        page.goto(f"/form?case={case}&page=1")
        drawn(page)
        first = FORM.by_path[next(k for k in filled if FORM.by_path[k].type == "phone")]
        expect(box(page, case, first).locator("input").first).to_have_value(TYPED["phone"])
        page.goto(f"/form?case={case}&page=summary")
        drawn(page)
        if found := leftovers(page.evaluate(SPOKEN), written, lang):
            wrong["summary"] = found
        witness.see(page)
    speak(practice, WHO, "zh")
    assert not wrong, wrong
    witness.at_ease()
    assert {FORM.by_path[k].type for k in filled} >= set(registry) - UNTRIED
    on_paper_and_back(practice, case, lang, before)


def add_rows(practice: Practice, case: int) -> None:  # noqa: F811
    """A row with a row in it, made of samples."""
    now, found = datetime.now(UTC), sheet(practice, case)
    path, table = next((p, t) for p, t in FORM.tables.items() if "." not in p and t.inner())
    may = found.access.may_write
    row = {k: v for k, v in table.sample_row(found.options, 1).items() if k == "_id" or may(f"{path}.{k}")}
    with practice.office.db.read() as session:
        actor = practice.actor(session, WHO)
    assert isinstance(save(practice.office, actor, case, [AddRows(path, (row,))], now), Saved)


def on_paper_and_back(practice: Practice, case: int, lang: str, before: dict[str, Any]) -> None:  # noqa: F811
    """What was filled in stands in print, and the workbook read back changes nothing."""
    with practice.office.db.read() as session:
        actor = practice.actor(session, WHO)
    page = printed(practice.office, actor, case, lang, datetime.now(UTC))
    book = workbook(practice.office, actor, case, lang, datetime.now(UTC))
    assert isinstance(page, str) and TYPED["phone"] in page
    assert not isinstance(book, Refusal)
    found = sheet(practice, case)
    back = read(FORM, book.content, found.options, access=found.access).over(FORM, before)
    same = {k for k, f in FORM.by_path.items() if "." not in k and not isinstance(f, TableField)}
    assert {k: back.get(k) for k in same} == {k: before.get(k) for k in same}
    table = next(p for p in FORM.tables if "." not in p)
    assert back[table] == before[table]
    assert io.BytesIO(book.content).getbuffer().nbytes > 1000
