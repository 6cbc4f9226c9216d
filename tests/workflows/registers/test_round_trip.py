"""What is exported from a register and imported unchanged changes nothing, at any level; inner rows are never lost."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlmodel import col, select

from data.queries import registers as stored
from data.tables import Entry
from forms.chars import one_line
from forms.fields.uscc import check_character
from forms.options import ListOptions
from forms.sheet import listing
from tests.forms.shipped import DISTRICTS
from tests.workflows.registers.test_importing import checked, confirmed
from tests.workflows.shops import HERE, SHOPS, Shops, shops
from workflows.engine.types import Refusal
from workflows.model.registers import Register
from workflows.office import Office
from workflows.registers import sheet
from workflows.registers.export import export
from workflows.registers.merging import merged
from workflows.registers.query import Query
from workflows.registers.writing import rows_of
from workflows.search.rebuild import check as search_differs

TYPES = ("text", "uscc", "date", "integer", "decimal", "money", "percent", "month", "year", "yes_no")
PARTS = {"零件": {"fields": {"件号": {"type": "text"}, "数": {"type": "integer"}}}}
RICH = Register.model_validate({
    "zh": "名录", "en": "Register", "key": ["区", "名"], "title": "名", "district": "区",
    "fields": {"区": {"type": "district"}, "名": {"type": "text"}, **{f"f_{t}": {"type": t} for t in TYPES}},
    "tables": {
        "人员": {"key": ["名"], "fields": {"名": {"type": "text"}, "日": {"type": "date"}},
                 "tables": {"证照": {"fields": {"名": {"type": "text"}}},
                            "奖惩": {"fields": {"年": {"type": "year"}}}}},
        "设备": {"fields": {"名": {"type": "text"}}, "tables": PARTS},
    },
})  # fmt: skip
FIRM = "91500000MA5000001"
OPTIONS = ListOptions({}, DISTRICTS, date(2026, 4, 1))
letters = st.characters(exclude_categories=("Cs",)) | st.sampled_from("=+-@'_x0041_ １ａ　“”<&>")
lines = st.text(letters, max_size=12).map(one_line).filter(bool)
maybe = {
    "text": lines, "uscc": st.just(f"{FIRM}{check_character(FIRM)}"),
    "date": st.dates().map(lambda d: d.isoformat()),
    "integer": st.integers(-(10**14), 10**14), "decimal": st.decimals(-9999, 9999, places=2).map(lambda d: f"{d:.2f}"),
    "money": st.decimals(0, 10**9, places=2).map(lambda d: f"{d:.2f}"),
    "percent": st.decimals(0, 100, places=2).map(lambda d: f"{d:.2f}"), "month": st.just("2026-03"),
    "year": st.integers(1950, 2090).map(str), "yes_no": st.booleans(),
}  # fmt: skip


def some(table: Any) -> Any:
    fields = {k: st.none() | maybe[f.type] for k, f in table.fields.items()}
    return st.lists(st.fixed_dictionaries({**fields, **{k: some(t) for k, t in table.tables.items()}}), max_size=3)


def values(key: str, kind: str) -> Any:
    return st.sampled_from(list(DISTRICTS)) if kind == "district" else lines if key == "名" else maybe[kind]


entries = st.lists(
    st.fixed_dictionaries({
        **{k: values(k, f.type) if k in RICH.key else st.none() | values(k, f.type) for k, f in RICH.fields.items()},
        **{k: some(t) for k, t in RICH.tables.items()},
    }),
    min_size=1, max_size=3, unique_by=lambda e: (e["区"], e["名"]),
)  # fmt: skip


def identified(rows: list[dict[str, Any]], prefix: str = "r") -> list[dict[str, Any]]:
    """Rows as they are exported: each with an identity, none that says nothing."""
    found = []
    for n, row in enumerate(rows):
        inside = {k: identified(v, f"{prefix}{n}.{k}") for k, v in row.items() if isinstance(v, list)}
        if any(v not in (None, []) for v in {**row, **inside}.values()):
            found.append({"_id": f"{prefix}{n}", **row, **inside})
    return found


def stands(row: dict[str, Any]) -> tuple[Entry, dict[str, Any]]:
    """An entry as the register keeps it, from a row of its form."""
    body = sheet.body_of(RICH.fields, row)
    return Entry(id=1, register_id="r", key="", title="", body=body), sheet.rows_in(RICH.tables, row)


def read_back(rows: list[dict[str, Any]], lang: str) -> sheet.Taken:
    path = listing(sheet.form_of("r", RICH), OPTIONS, rows, "1", lang, above=["名录", "2026-04-01"])
    content = path.read_bytes()
    path.unlink()
    return sheet.taken("r", RICH, content, "a.xlsx", OPTIONS, date(2026, 4, 1), "")


# No shrinking: an example costs a workbook.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow],
          phases=[Phase.explicit, Phase.reuse, Phase.generate])  # fmt: skip
@given(entries, st.sampled_from(["zh", "en"]))
def test_any_register_comes_back_as_it_went_out(found: list[dict[str, Any]], lang: str) -> None:
    rows = identified(found, "e")
    taken = read_back(rows, lang)
    assert [e.row for e in taken.entries] == [r["_id"] for r in rows] and not taken.loose
    for row, each in zip(rows, taken.entries, strict=True):
        before, inside = stands(row)
        assert each.entry is not None and not each.wrong, each
        assert merged(RICH, taken, each.row, before, inside, each.entry).same


@pytest.fixture
def street(office: Office) -> Shops:
    """Two shops with staff, who hold certificates."""
    found = shops(office)
    found.entered({"店名": "面馆", "面积": 20, "员": ("张三", "李四")}, {"店名": "小店", "面积": 3, "员": ("王五",)})
    found.later(days=60)
    return found


def exported(street: Shops, lang: str = "zh") -> bytes:
    path = export(street.office, street.actor("bureau"), Query("shops"), street.now, lang)
    assert isinstance(path, Path)
    content = path.read_bytes()
    path.unlink()
    return content


def changed(content: bytes, name: str, was: str, becomes: object) -> bytes:
    """The workbook with another value in each cell of a sheet that says something."""
    book = load_workbook(io.BytesIO(content))
    for cell in (c for row in book[name].iter_rows() for c in row if c.value == was):
        cell.value = becomes
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def without(content: bytes, *names: str) -> bytes:
    book = load_workbook(io.BytesIO(content))
    for name in names:
        del book[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def staff(street: Shops, title: str = "面馆") -> list[tuple[str, list[str]]]:
    """Each member of the staff as the newest revision has it, with the certificates."""
    with street.office.db.read() as s:
        register = street.office.newest(s, "licence").procedure.registers["shops"]  # type: ignore[union-attr]
        newest = s.exec(select(Entry).where(Entry.title == title).order_by(col(Entry.id).desc())).first()
        assert newest is not None
        return [
            (r["姓名"], [c["证号"] for c in r.get("证照", [])]) for r in rows_of(s, newest.id or 0, register)["人员"]
        ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_export_imported_unchanged_changes_nothing(street: Shops, lang: str) -> None:
    check = checked(street, exported(street, lang))
    assert check.result["counts"] == {"new": 0, "changed": 0, "gone": 0, "same": 2, "wrong": 0, "left": 0}
    assert not [n for n in check.result["notes"] if n["code"] in ("sheet.unknown", "sheet.missing")]


def test_a_changed_row_inside_a_row_is_a_dated_revision(street: Shops) -> None:
    check = checked(street, changed(exported(street), "证照", "李四1", "李四9"))
    assert check.result["counts"] == {"new": 0, "changed": 1, "gone": 0, "same": 1, "wrong": 0, "left": 0}
    confirmed(street, check)
    assert staff(street) == [("张三", ["张三1"]), ("李四", ["李四9"])]
    assert search_differs(street.office, street.now) == 0
    with street.office.db.read() as s:
        old, new = stored.revisions(s, 1)
        assert (old.until, new.since, new.until) == (date(2026, 4, 1), date(2026, 4, 1), None)
        assert [r.body["证号"] for r in stored.rows_of(s, old.id or 0, "人员.证照")] == ["张三1", "李四1"]


def test_a_file_without_the_sheet_of_inner_rows_keeps_them(street: Shops) -> None:
    content = without(changed(exported(street), "店铺名录", 20, 25), "证照")  # type: ignore[arg-type]
    confirmed(street, checked(street, content))
    assert staff(street) == [("张三", ["张三1"]), ("李四", ["李四1"])]
    assert street.entry("面馆").body["面积"] == 25


def test_a_foreign_file_with_a_row_more_keeps_what_stands_inside_the_others(street: Shops) -> None:
    book = load_workbook(io.BytesIO(without(exported(street), "证照")))
    rows = book["人员"]
    rows.append([1, None, "面馆", "赵六"])
    del book["_about"]
    out = io.BytesIO()
    book.save(out)
    confirmed(street, checked(street, out.getvalue()))
    assert staff(street) == [("张三", ["张三1"]), ("李四", ["李四1"]), ("赵六", [])]


def test_an_entry_that_gets_another_key_in_an_export_is_the_same_entry(street: Shops) -> None:
    content = changed(exported(street), "店铺名录", "面馆", "新面馆")
    confirmed(street, checked(street, content))
    entry = street.entry("新面馆")
    assert (entry.first_id, entry.key) == (1, f'["{HERE}","新面馆"]')
    assert search_differs(street.office, street.now) == 0
    assert staff(street, "新面馆") == [("张三", ["张三1"]), ("李四", ["李四1"])]


def test_a_row_that_is_not_known_again_is_told_before_what_is_inside_it_is_lost(office: Office) -> None:
    def keyless(given: dict[str, Any]) -> None:
        given["procedure/licence"]["registers"]["shops"]["tables"]["人员"]["key"] = []

    street = shops(office, keyless)
    street.entered({"店名": "面馆", "面积": 20, "员": ("张三",)})
    street.later(days=60)
    book = load_workbook(io.BytesIO(without(changed(exported(street), "人员", "张三", "张叁"), "证照", "_about")))
    book["人员"].delete_cols(5)  # the identities
    out = io.BytesIO()
    book.save(out)
    check = checked(street, out.getvalue())
    assert [one["message"]["code"] for one in check.result["listed"]] == ["said"]
    assert check.result["counts"]["left"] == 1 and "证照" not in str(SHOPS["title"])
    assert staff(street) == [("张三", ["张三1"])]


def test_who_may_not_read_exports_nothing(street: Shops) -> None:
    assert isinstance(export(street.office, street.actor("admin"), Query("shops"), street.now), Refusal)
