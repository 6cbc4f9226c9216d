"""The fast way and the thorough way of looking at a sheet say the same."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.sheet.cells import Budget, Elements
from forms.sheet.package import feed
from forms.sheet.plain_cells import NotPlain, PlainCells
from forms.sheet.refused import Unsafe
from forms.sheet.traits import Marks, at, column_letters, column_number, parsed_area, place

PLACE = st.builds(lambda c, r: f"{column_letters(c)}{r}", st.integers(1, 400), st.integers(1, 3_000))
STYLE = st.sampled_from(["", ' s="2"', ' s="3"', ' x="/>"', ' x=">"', " s='2'", ' x="a&gt;b"'])
INSIDE = st.sampled_from([
    "", "<v>1</v>", "<v/>", "<f>1+1</f><v>2</v>", '<f t="shared" si="0"/><v>1</v>', '<f t="array" ref="A1:B2">1</f>',
    "<is><t>a</t></is>", "<is><t>/&gt;&lt;c</t></is>", "<v>\n1</v>", "<!-- --><v>1</v>", "<is><t>t=\"e\"</t></is>",
    "<x/>",
])  # fmt: skip
KIND = st.sampled_from(["", ' t="e"', ' t="s"', ' t="str"'])


def made(place: str, kind: str, style: str, inside: str) -> str:
    return f'<c r="{place}"{style}{kind}>{inside}</c>' if inside else f'<c r="{place}"{style}{kind}/>'


CELL = st.builds(made, PLACE, KIND, STYLE, INSIDE)
ROW = st.builds(
    lambda n, hidden, cells: f'<row r="{n}"{hidden}>{"".join(cells)}</row>',
    st.integers(1, 3_000),
    st.sampled_from(["", ' hidden="1"', ' ht="3" hidden="true"']),
    st.lists(CELL, max_size=5),
)


def fast(xml: bytes, step: int) -> tuple[Marks, int, int] | str:
    marks, budget = Marks(), Budget(percent=frozenset({"2"}))
    try:
        plain = PlainCells(marks, budget)
        for n in range(0, len(xml), step):
            plain.feed(xml[n : n + step])
        plain.close()
    except Unsafe as refused:
        return refused.message.code
    return marks, plain.extent.rows, plain.extent.columns


def thorough(xml: bytes) -> tuple[Marks, int, int] | str:
    marks, budget = Marks(), Budget(percent=frozenset({"2"}))
    try:
        feed([xml], elements := Elements(marks, budget))
        elements.close()
    except Unsafe as refused:
        return refused.message.code
    return marks, elements.extent.rows, elements.extent.columns


@settings(max_examples=300, deadline=None)
@given(st.lists(ROW, max_size=6), st.integers(40, 400), st.booleans())
def test_both_ways_find_the_same_in_any_sheet(rows: list[str], step: int, filtered: bool) -> None:
    behind = "<autoFilter/>" if filtered else ""
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>'
    xml = f"<worksheet>{columns}<sheetData>{''.join(rows)}</sheetData>{behind}</worksheet>".encode()
    with suppress(NotPlain):
        assert fast(xml, step) == thorough(xml)


def test_most_sheets_go_the_fast_way() -> None:
    cells = b'<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="1"/></row>'
    xml = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    assert fast(xml, 7) == (Marks(), 1, 1)


@given(st.integers(0, 10**6), st.integers(0, 16_383))
def test_places_are_what_spreadsheets_call_them(row: int, column: int) -> None:
    name = place(row, column)
    assert parsed_area(f"{name}:$B$7") == (row, column, 6, 1)
    assert column_number(column_letters(column + 1)) == column + 1
    assert at(row, column) != at(row, column + 1) != at(row + 1, column)
