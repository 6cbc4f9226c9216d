"""What a grid shows: columns by right, rows with the reasons in them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from forms import Access, check, compute, hidden, registry
from forms.labels import At
from forms.messages import say
from forms.text import Message, Text
from pages.parts.grid_rows import counted_by, rows_to_mend, table_shown, view
from pages.widgets import known
from tests.forms.examples import OPTIONS, SILENT, entries, form, values

FORM = form()


@dataclass(frozen=True)
class Allow(Access):
    """Access by hand."""

    read: frozenset[str]
    write: frozenset[str]

    def may_read(self, path: str) -> bool:
        return path in self.read

    def may_write(self, path: str) -> bool:
        return path in self.write


ALL = frozenset(FORM.by_path)
EVERYTHING = Allow(ALL, ALL)


def words(message: Message | Text) -> str:
    return message.say("zh") if isinstance(message, Text) else say(message, "zh")


def shown(path: str, draft: dict[str, Any], access: Allow = EVERYTHING, **more: Any) -> Any:
    found = check(FORM, draft, OPTIONS, services=SILENT)
    given = compute(FORM, draft, OPTIONS)["片"]
    rows = given if path == "片" else given[0]["户"]
    gone = hidden(FORM, draft, OPTIONS)
    return view(table_shown(FORM, path, access), rows, found, OPTIONS, "zh", words, gone=gone, **more)


def test_every_field_type_has_a_widget_and_every_widget_a_field_type() -> None:
    assert set(known()) == set(registry)


def test_every_widget_is_there_as_soon_as_the_package_is() -> None:
    """Sessions that begin at once on a server just started must not meet half of them."""
    script = "import sys, pages.widgets; print(*(n for n in sys.modules if n.startswith('pages.widgets.')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert {f"pages.widgets.{name}" for name in registry} <= set(done.stdout.split())


def test_cells_are_what_a_person_reads_and_rows_keep_their_identity() -> None:
    grid = shown("片", values({"_id": "a1", "片名": "东片", "报数": 12000, "户": entries(1)}))
    row = grid.rows[0]
    assert (row["_id"], row["_no"], row["片名"], row["报数"], row["实数"]) == ("a1", "1", "东片", "12,000", "1")


def test_a_wrong_cell_carries_its_reason_and_the_row_says_what_to_mend() -> None:
    grid = shown(
        "片.户", values({"_id": "a1", "片名": "东", "报数": 2, "户": [*entries(1), {"_id": "e9", "代码": "12"}]})
    )
    assert "_why" not in grid.rows[0]
    assert grid.rows[1]["_why"]["户名"][0] == "error"
    assert grid.rows[1]["_todo"].startswith("没有填写；")
    assert set(grid.rows[1]["_why"]) == {"户名", "代码"}


def test_a_row_that_is_only_wrong_for_its_neighbours_is_marked_where_the_rule_says() -> None:
    grid = shown("片", values({"_id": "a1", "片名": "东", "报数": 5, "户": entries(1, 2)}))
    assert grid.rows[0]["_why"]["报数"] == ("error", "填 5 户，明细 2 户，相差 3 户；按明细改为 2")


def test_only_rows_to_mend_keep_their_numbers() -> None:
    draft = values({
        "_id": "a1",
        "片名": "东",
        "报数": 3,
        "户": [*entries(1, 2), {"_id": "e9", "户名": "", "代码": None}],
    })
    rows = draft["片"][0]["户"]
    mend = rows_to_mend(check(FORM, draft, OPTIONS, services=SILENT), "片.户", rows)
    assert [(r["_id"], r["_no"]) for r in shown("片.户", draft, keep=mend).rows] == [("e9", "3")]


def test_columns_follow_the_rights() -> None:
    few = Allow(frozenset({"片", "片.片名", "片.报数"}), frozenset({"片.报数"}))
    found = table_shown(FORM, "片", few)
    columns = {c.key: c.locked for c in view(found, [], [], OPTIONS, "zh", words).columns}
    assert columns == {"片名": True, "报数": False}
    assert not found.structural


def test_what_may_be_written_is_narrowed_to_the_paths_asked_for() -> None:
    found = table_shown(FORM, "片", EVERYTHING, only=["片.说明"])
    assert found.writable == {"说明"} and not found.structural


def test_computed_columns_are_never_filled_in() -> None:
    assert "实数" not in table_shown(FORM, "片", EVERYTHING).writable


def test_a_column_that_counts_the_inner_rows_stands_for_them() -> None:
    assert counted_by(FORM, "片.户")
    assert "户" not in {f.key for f in table_shown(FORM, "片", EVERYTHING).fields}


@pytest.mark.parametrize(("lang", "title"), [("zh", "名称"), ("en", "Name")])
def test_titles_are_in_the_persons_language(lang: str, title: str) -> None:
    columns = view(table_shown(FORM, "片", EVERYTHING), [], [], OPTIONS, lang, words).columns
    assert columns[0].title == title


class Other(Allow):
    """Somebody to whom the first row is only shown."""

    def may_write_at(self, path: str, row: str) -> bool:
        return row != "a" and self.may_write(path)


def test_a_row_of_somebody_else_is_locked_and_keeps_its_number() -> None:
    draft = {"片": [{"_id": "a", "片名": "甲"}, {"_id": "b", "片名": "乙"}]}
    access = Other(ALL, ALL)
    shown = table_shown(FORM, "片", access)
    at = {"a": At(3, ""), "b": At(7, "")}
    drawn = view(shown, draft["片"], [], OPTIONS, "zh", words_of_pages, access=access, numbers=at).rows
    assert [r["_no"] for r in drawn] == ["3", "7"]
    assert drawn[0]["_lock"] == sorted(shown.writable) and "不归您" in drawn[0]["_no_hint"]
    assert "_lock" not in drawn[1]


def words_of_pages(message: Message | Text) -> str:
    from pages.messages import say as say_page

    return message.say("zh") if isinstance(message, Text) else say_page(message, "zh")
