"""Two hundred random edits, pastes, uploads, additions and deletions beside a model in Python: no row is lost.

`GRID_SEEDS=1,2,3` plays other games, `GRID_STEPS=60` shorter ones.
"""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from forms.sheet import read, template
from forms.sheet.base import packed
from tests.browser.drafts import CODE, INNER, NAME, OUTER, Grid, Server, acknowledged, editing, firms, open_form, region
from tests.browser.waiting import settled as quiet
from tests.forms.sheet.books import edited
from workflows.cases.drafts import Sheet, open_draft

__all__ = ["editing"]
STEPS = int(os.environ.get("GRID_STEPS", "200"))
SEEDS = [int(seed) for seed in os.environ.get("GRID_SEEDS", "20260302").split(",")]
KEY = INNER.rpartition(".")[2]
COLUMNS = (NAME, CODE)


class Model:
    """What the draft has to be: two lists of rows; and the hand that does the same in the browser."""

    def __init__(self, page: Page, server: Server, case: int, rows: list[list[tuple[str, str]]], seed: int) -> None:
        self.page, self.server, self.case = page, server, case
        self.rows = [[list(r) for r in region_rows] for region_rows in rows]
        self.here = 0
        self.dice = random.Random(seed)
        self.made = 0
        self.outer, self.inner = Grid(page, 0), Grid(page, 1)

    @property
    def now(self) -> list[list[str]]:
        return self.rows[self.here]

    def word(self) -> str:
        self.made += 1
        return f"W{self.made}"

    def stand(self, row: int, column: int) -> None:
        """The cursor into a cell, wherever the table is scrolled to."""
        script = (
            "(b, [row, column]) => { const a = window.desk.api; window.focus(); a.ensureIndexVisible(row);"
            " a.setFocusedCell(row, column); const at = document.activeElement; return document.hasFocus()"
            " && at.getAttribute('col-id') === column && +at.closest('.ag-row').getAttribute('row-index') === row }"
        )
        for _ in range(100):
            if self.inner.frame.locator("body").evaluate(script, [row, COLUMNS[column]]):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the cursor does not go to {row} {column}")

    def edit(self) -> None:
        """A few cells one after the other, faster than the server answers."""
        for _ in range(self.dice.randint(1, 4)):
            row, column, word = self.dice.randrange(len(self.now)), self.dice.randrange(2), self.word()
            self.stand(row, column)
            self.page.keyboard.type(word)
            self.page.keyboard.press(self.dice.choice(["Enter", "Tab"]))
            self.now[row][column] = word

    def empty(self) -> None:
        row, column = self.dice.randrange(len(self.now)), self.dice.randrange(2)
        self.stand(row, column)
        self.page.keyboard.press("Delete")
        self.now[row][column] = ""

    def block(self) -> None:
        """Ctrl+V of a block over cells, sometimes beyond the last row."""
        row, column = self.dice.randrange(len(self.now)), self.dice.randrange(2)
        width, height = 2 - column, self.dice.randint(2, 12)
        cells = [[self.word() for _ in range(width)] for _ in range(height)]
        self.stand(row, column)
        self.inner.put("\n".join("\t".join(c) for c in cells))
        for n, found in enumerate(cells, row):
            if n == len(self.now):
                self.now.append(["", ""])
            self.now[n][column : column + width] = found
        self.calm()

    def box(self) -> None:
        """The paste box, at the end or instead of what is there."""
        self.calm()
        cells = [[self.word(), self.word()] for _ in range(self.dice.randint(1, 15))]
        replace = self.dice.random() < 0.2
        self.page.get_by_role("button", name="从表格粘贴").nth(1).click()
        dialog = self.page.get_by_role("dialog")
        dialog.locator("textarea").fill("\n".join("\t".join(c) for c in cells))
        if replace:
            dialog.get_by_text("替换原有的行").click()
        dialog.get_by_role("button", name="加入表格").click()
        expect(dialog).to_be_hidden()
        kept = [] if replace else self.now
        if kept and not any(kept[-1]):
            kept = kept[:-1]  # a row that was added to type into gives way to what is pasted
        self.rows[self.here] = kept + cells
        self.calm()

    def add(self) -> None:
        self.calm()
        self.page.get_by_role("button", name="增加行").nth(1).click()
        self.now.append(["", ""])
        self.calm()

    def tick(self) -> list[int]:
        chosen = sorted(self.dice.sample(range(len(self.now)), min(3, len(self.now) - 1)))
        for row in chosen:
            self.inner.frame.locator("body").evaluate("(b, row) => window.desk.api.ensureIndexVisible(row)", row)
            self.inner.frame.locator(f'.ag-row[row-index="{row}"] .ag-checkbox-input').click()
        return chosen

    def delete(self) -> None:
        self.calm()
        if len(self.now) < 4:
            return
        chosen = self.tick()
        self.page.get_by_role("button", name="删除选中").click(delay=80)  # as long as a finger needs
        before = copy.deepcopy(self.now)
        self.rows[self.here] = [r for n, r in enumerate(self.now) if n not in chosen]
        self.calm()
        if self.dice.random() < 0.5:
            self.page.get_by_role("button", name="撤销删除").click()
            self.rows[self.here] = before
            self.calm()

    def switch(self) -> None:
        self.here = 1 - self.here
        self.outer.cell(self.here, "申报名称").click()
        self.calm()

    def upload(self) -> None:
        """Out as a workbook, changed there as by hand, and in again; empty rows of the draft stay where they are."""
        self.calm()
        sheet = self.sheet()
        values = copy.deepcopy(dict(sheet.values))
        rows = values[OUTER][self.here][KEY]
        for row in self.dice.sample(rows, min(3, len(rows))):
            row[NAME] = self.word()
        drafted = sheet.values[OUTER][self.here][KEY]
        rows.remove(self.dice.choice([r for r, was in zip(rows, drafted, strict=True) if NAME in was or CODE in was]))
        last = max((n for n, r in enumerate(rows, 1) if NAME in r or CODE in r), default=0)
        rows.insert(last, {"_id": "", NAME: self.word(), CODE: self.word()})
        form, label = sheet.bundle.form(), str(sheet.bundle.number)
        made = template(form, sheet.options, label, "zh", values, access=sheet.access)
        downloaded = template(form, sheet.options, label, "zh", sheet.values, access=sheet.access)
        before = read(form, downloaded, sheet.options).base
        assert before is not None
        made = edited(made, {("_base", f"A{n}"): chunk for n, chunk in enumerate(packed(before.values), 1)})
        self.page.get_by_role("button", name="上传表格").click()
        dialog = self.page.get_by_role("dialog")
        dialog.locator("input[type=file]").set_input_files({
            "name": "表.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": made,
        })
        dialog.get_by_text("都删除", exact=True).click()
        expect(dialog.get_by_role("button", name="替换草稿")).to_be_enabled()
        dialog.get_by_role("button", name="替换草稿").click()
        dialog.get_by_role("button", name="完成").click()
        expect(dialog).to_be_hidden()
        for number, area in enumerate(values[OUTER]):
            self.rows[number] = [[r.get(NAME, ""), r.get(CODE, "")] for r in area[KEY]]
        self.calm()

    def sheet(self) -> Sheet:
        from datetime import UTC, datetime

        desk = self.server.desk
        desk.now = datetime.now(UTC)
        found = open_draft(desk.office, desk.actor("clerk"), self.case, desk.now)
        assert isinstance(found, Sheet)
        return found

    def calm(self) -> None:
        """Waits until everything is stored and the browser shows as many rows as the model has."""
        acknowledged(self.page, self.inner, self.outer)
        body = self.inner.frame.locator("body")
        for _ in range(300):
            script = "() => [window.desk.api.getDisplayedRowCount(), window.desk.log.length, window.desk.jumping]"
            shown: list[Any] = body.evaluate(script)
            if shown == [len(self.now), 0, 0]:
                quiet(self.page)
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the browser shows {shown}, the model has {len(self.now)} rows")

    def compare(self) -> None:
        self.calm()
        stored = [[[r.get(NAME, ""), r.get(CODE, "")] for r in a.get(KEY, [])] for a in self.sheet().values[OUTER]]
        assert stored == self.rows
        assert [a["申报名称"] for a in self.sheet().values[OUTER]] == ["东园", "西园"]


@pytest.mark.parametrize("seed", SEEDS)
def test_two_hundred_random_actions_lose_no_row(browser: Browser, editing: Server, seed: int) -> None:
    rows = [firms(20), firms(20, 100)]
    case = editing.draft("500103", "clerk", [region("东园", rows[0]), region("西园", rows[1])])
    with editing.signed_in(browser) as context:
        model = Model(open_form(context, case), editing, case, rows, seed)
        does: list[tuple[Callable[[], None], int]] = [
            (model.edit, 110), (model.empty, 10), (model.block, 30), (model.box, 12), (model.add, 12),
            (model.delete, 12), (model.switch, 8), (model.upload, 6),
        ]  # fmt: skip
        steps = [do for do, times in does for _ in range(times)]
        model.dice.shuffle(steps)
        for number, step in enumerate(steps[:STEPS], 1):
            step()
            if number % 25 == 0:
                model.compare()
        model.compare()
