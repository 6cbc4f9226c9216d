"""Rights by field group, and numbers."""

from __future__ import annotations

from datetime import date

from tests.workflows.engine.toy import BUREAU, CHIEF, GOOD, HERE, STRANGER, WRITER, bundle, case
from workflows.bundle import group_of
from workflows.engine.numbering import number_text, series_key
from workflows.rights import access, entry_tokens


def test_the_longest_listed_path_decides_on_the_group() -> None:
    groups = {"甲": ["表", "项"], "乙": ["表.里"]}
    paths = ("项", "表", "表.外", "表.里", "表.里.底", "别", "表外")
    assert [group_of(groups, p) for p in paths] == ["甲", "甲", "甲", "乙", "乙", None, None]


def test_values_are_restricted_to_what_may_be_read() -> None:
    made = bundle()
    seen = access(made, case("mend"), WRITER).restrict(GOOD)
    assert [row.keys() for row in seen["摊位"]] == [{"_id", "摊名", "代码", "人员"}, {"_id", "摊名", "代码"}]
    assert access(made, case("deal"), BUREAU).restrict(GOOD) == GOOD
    assert access(made, case(), CHIEF).restrict(GOOD) == {}
    assert not access(made, case("deal"), STRANGER)


def test_who_reads_one_column_sees_the_rows_it_stands_in() -> None:
    made = bundle(states__done__rights={"结果": {"read": ["chief"]}})
    seen = access(made, case("done"), CHIEF).restrict(GOOD)
    assert seen == {"摊位": [{"_id": "a", "结果": "准"}, {"_id": "b", "结果": "不准"}]}


def test_the_subject_is_fixed_once_a_case_is_opened() -> None:
    allowed = access(bundle(), case(), WRITER)
    assert allowed.may_read("辖区") and not allowed.may_write("辖区")
    assert allowed.may_write("事由") and allowed.may_write("摊位") and not allowed.may_write("摊位.结果")


def test_entries_are_read_in_the_whole_city_or_in_their_district() -> None:
    procedure = bundle().procedure
    assert entry_tokens(procedure, procedure.registers["stalls"], {"辖区": HERE}) == {
        f"writer@{HERE}", "bureau@*", "auditor@*",
    }  # fmt: skip


def test_numbers_run_in_their_series() -> None:
    procedure = bundle().procedure
    assert series_key(procedure, HERE, 7, date(2026, 3, 2)) == f"stall_permit|year=2026|district={HERE}"
    assert number_text(procedure, HERE, 7, date(2026, 3, 2), 12) == f"摊2026-{HERE}-012"
    assert number_text(procedure, HERE, 7, date(2026, 3, 2), 1234) == f"摊2026-{HERE}-1234"
