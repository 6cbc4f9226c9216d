"""An editable table (AG Grid, Community): draws rows that stay the server's, and hands over what a person did to them.

The browser sends a log of numbered edits (`grid.js`) and never the table; `Report` is what arrives. Rows are drawn
again in place, by identity, whenever the server's rows changed: scroll, focus and a cell being edited stay.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
from st_aggrid import AgGrid, JsCode, StAggridTheme

SOURCE = (Path(__file__).parent / "grid.js").read_text(encoding="utf-8")
FONT = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'
MONO = "Consolas,'Noto Sans Mono CJK SC',monospace"
VALUE = JsCode("p => p.context.value(p)")
HEAD, FOOT, LOW, HIGH = 36, 26, 34, 50
THEME: dict[str, Any] = {
    "fontFamily": FONT,
    "headerFontFamily": FONT,
    "fontSize": 13,
    "headerFontSize": 13,
    "headerFontWeight": 500,
    "rowHeight": LOW,
    "headerHeight": LOW,
    "cellHorizontalPadding": 10,
    "foregroundColor": "#1F2933",
    "headerTextColor": "#52606D",
    "headerBackgroundColor": "#F0F4F8",
    "borderColor": "#D5DCE4",
    "rowBorder": "1px solid #E9EDF2",
    "columnBorder": "1px solid #EEF1F5",
    "wrapperBorderRadius": 6,
    "borderRadius": 4,
    "accentColor": "#0F4C81",
    "selectedRowBackgroundColor": "#E7F0F8",
    "rowHoverColor": "#F5F8FB",
    "spacing": 6,
}
CSS: dict[str, dict[str, str]] = {
    ".wrong": {
        "background-color": "#FDECEA !important",
        "color": "#B71C1C !important",
        "box-shadow": "inset 0 0 0 1px #E28B85",
    },
    ".ask": {"box-shadow": "inset 0 0 0 1px #8FB3D4"},
    ".ag-header-cell-text": {"line-height": "18px", "padding": "7px 0"},
    ".ag-cell": {"display": "flex", "align-items": "center"},
    ".ag-right-aligned-cell": {"justify-content": "flex-end", "font-variant-numeric": "tabular-nums"},
    ".ag-cell-wrap-text": {"line-height": "20px !important", "padding-top": "6px", "padding-bottom": "6px"},
    ".ag-row-selected .locked": {"background-color": "transparent"},
    ".locked": {"background-color": "#F7F9FB", "color": "#52606D"},
    ".total": {"font-weight": "600", "background-color": "#F0F4F8"},
    ".total .ag-cell": {"color": "#1F2933", "background-color": "transparent !important"},
    ".theirs": {"background": "repeating-linear-gradient(135deg,#F7F9FB 0 5px,#E4E9EF 5px 7px)"},
    ".off": {"background-color": "#F7F9FB"},
    ".todo": {"color": "#B71C1C"},
    ".mono": {"font-family": MONO},
    ".ag-root-wrapper": {"border-color": "#D5DCE4 !important"},
    "#gridContainer": {"box-sizing": "border-box", "position": "relative"},
    "#foot": {
        "position": "absolute",
        "bottom": "0",
        "left": "2px",
        "font": f"12px/18px {FONT}",
        "color": "#66727F",
    },
}
ROOM: dict[str, dict[str, str]] = {"#gridContainer .ag-root-wrapper": {"height": f"calc(100% - {FOOT}px)"}}
"""Room under a grid for the line that says which rows are seen."""


@dataclass(frozen=True)
class GridColumn:
    """One column: `kind` text, number, code or choice; locked ones are shown only."""

    key: str
    title: str
    kind: str = "text"
    locked: bool = False
    choices: Sequence[str] = ()
    grow: int = 3
    least: int = 120
    hint: str = ""
    group: str = ""  # said above this column and those beside it that say the same


@dataclass(frozen=True)
class GridView:
    """What a grid shows. A row: `_id`, `_no` its number, its cells by key, `_why` {key: (level, reason)}, `_todo`;
    `_lock` the keys of cells that are another's in this row, `_no_hint` said at its number if the whole row is.
    """

    columns: Sequence[GridColumn]
    rows: Sequence[Mapping[str, Any]]
    of: str = ""  # the row around these rows; another one scrolls to the top
    hide: Sequence[str] = ()  # columns that are not shown now
    total: Sequence[Mapping[str, Any]] = ()  # rows of figures that stay under the others, as rows are

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Report:
    """What the browser tells: its log of edits not yet acknowledged, the rows chosen, the cell it stands on."""

    grid: str = ""
    log: Sequence[Mapping[str, Any]] = ()
    chosen: tuple[str, ...] = ()
    at: str = ""

    @classmethod
    def of(cls, raw: Any) -> Report:
        """Reads the component's value; anything that is not ours is an empty report."""
        if not isinstance(raw, Mapping):
            return cls()
        log = [e for e in raw.get("log") or () if isinstance(e, Mapping) and isinstance(e.get("n"), int)]
        at = raw.get("at") or [""]
        return cls(str(raw.get("grid", "")), log, tuple(map(str, raw.get("chosen") or ())), str(at[0]))


@dataclass(frozen=True)
class Words:
    """The sentences inside the frame, in the user's language."""

    number: str
    todo: str
    empty: str
    position: str  # with {first}, {last}, {rows}
    spoken: Mapping[str, str]  # what the grid says to those who hear it, by its own keys


@dataclass
class Told:
    """What the server tells the browser along with the rows."""

    grid: str = ""
    ack: int = 0
    pick: str = ""
    turn: int = 0
    jump: Mapping[str, Any] | None = None  # n (growing), row, field


def grid(
    key: str,
    view: GridView,
    words: Words,
    told: Told,
    on_report: Callable[[Any], None],
    *,
    store: str,
    single: bool = False,
    choose: bool = True,
    most: int = 420,
) -> Report:
    """Draws a grid and gives its latest report; `on_report` runs first, with the same, when something new came.

    `single`: one row is chosen by standing in it; else rows are ticked, if they may be chosen at all.
    """
    result = AgGrid(
        _frame(view, told),
        gridOptions=_options(view, words, store, single, choose, most),
        height=min(most, _height(view, single)),
        data_return_mode="CUSTOM",
        custom_jscode_for_grid_return=JsCode("() => null"),
        update_on=[],
        callback=on_report,
        theme=StAggridTheme(base="quartz").withParams(**THEME),
        custom_css=copy.deepcopy(CSS if single else {**CSS, **ROOM}),
        allow_unsafe_jscode=True,
        show_toolbar=False,
        key=key,
    )
    return Report.of(result.raw_data)


def _height(view: GridView, single: bool) -> int:
    """What the grid needs before the browser has measured it, in pixels."""
    heads = HEAD * (2 if any(c.group for c in view.columns) else 1)
    return heads + (HIGH if single else LOW) * view.count + LOW * len(view.total) + 3 + FOOT * (not single)


def _frame(view: GridView, told: Told) -> pd.DataFrame:
    """Two columns only, identity and cells as JSON: the browser unpacks the rows it shows, not all of them."""
    message = {k: v for k, v in vars(told).items() if v} | {"of": view.of, "hide": list(view.hide)}
    message |= {"total": [*view.total]} if view.total else {}
    rows = [*view.rows]
    if rows:
        rows[0] = {**rows[0], "_told": message}
    cells = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in rows]
    return pd.DataFrame({"_id": [r["_id"] for r in rows], "_cells": cells}, dtype=object)


def _options(view: GridView, words: Words, store: str, single: bool, choose: bool, most: int) -> dict[str, Any]:
    config = {"store": store, "single": single, "position": words.position, "foot": 0 if single else FOOT, "most": most}
    inside = json.dumps(config, ensure_ascii=False).replace("/", "\\/")
    options: dict[str, Any] = {
        "context": JsCode(f"({SOURCE})({inside})"),
        "columnDefs": [_number(words), *_grouped(view.columns), _todo(words)],
        "defaultColDef": {
            "sortable": False,
            "resizable": True,
            "suppressHeaderMenuButton": True,
            "wrapHeaderText": True,
            "autoHeaderHeight": True,
            "cellDataType": False,
        },
        "getRowId": JsCode("p => p.data._id"),
        "getRowClass": JsCode("p => (p.node.rowPinned ? 'total' : '')"),
        "readOnlyEdit": True,
        "animateRows": False,
        "suppressColumnMoveAnimation": True,
        "suppressFieldDotNotation": True,
        "stopEditingWhenCellsLoseFocus": True,
        "enterNavigatesVertically": True,
        "enterNavigatesVerticallyAfterEdit": True,
        "tooltipShowDelay": 200,
        "onGridReady": JsCode("p => p.context.ready(p)"),
        "onCellEditRequest": JsCode("p => p.context.edited(p)"),
        "onRowDataUpdated": JsCode("p => p.context.rowsCame(p)"),
        "onSelectionChanged": JsCode("p => p.context.selected(p)"),
        "onCellFocused": JsCode("p => p.context.focused(p)"),
        "localeText": {"noRowsToShow": words.empty, **words.spoken},
    }
    if single:
        options["rowHeight"] = HIGH
        options["getRowHeight"] = JsCode(f"p => (p.node.rowPinned ? {LOW} : {HIGH})")
        options["rowSelection"] = {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True}
    elif choose:
        options["rowSelection"] = {"mode": "multiRow", "checkboxes": True, "headerCheckbox": True}
        options["selectionColumnDef"] = {
            "width": 40,
            "suppressNavigable": True,
            "resizable": False,
            "cellClass": "locked",
        }
    return options


def _number(words: Words) -> dict[str, Any]:
    return {
        "field": "_no",
        "valueGetter": VALUE,
        "headerName": words.number,
        "width": 54,
        "suppressNavigable": True,
        "cellClass": "locked",
        "cellClassRules": {"theirs": JsCode("p => !!p.context.theirs(p)")},
        "tooltipValueGetter": JsCode("p => p.context.theirs(p)"),
    }


def _todo(words: Words) -> dict[str, Any]:
    return {
        "field": "_todo",
        "valueGetter": VALUE,
        "headerName": words.todo,
        "flex": 4,
        "minWidth": 150,
        "suppressNavigable": True,
        "cellClassRules": {"todo": JsCode("p => p.context.worst(p) === 'error'")},
        "wrapText": True,
        "autoHeight": True,
    }


def _grouped(columns: Sequence[GridColumn]) -> Iterator[dict[str, Any]]:
    """The columns; those of a group below its heading."""
    for name, found in groupby(columns, key=lambda c: c.group):
        drawn = [_column(c) for c in found]
        yield from [{"headerName": name, "children": drawn}] if name else drawn


def _column(c: GridColumn) -> dict[str, Any]:
    classes = [n for n, on in (("locked", c.locked), ("mono", c.kind == "code")) if on]
    if c.kind == "number":
        classes.append("ag-right-aligned-cell")
    column: dict[str, Any] = {
        "field": c.key,
        "headerName": c.title,
        "editable": False if c.locked else JsCode("p => p.context.free(p)"),
        "suppressNavigable": c.locked,
        "cellClass": classes,
        "valueGetter": VALUE,
        "cellClassRules": {
            "off": JsCode("p => p.context.off(p)"),
            "locked": JsCode("p => p.context.lock(p)"),
            "wrong": JsCode("p => p.context.why(p)[0] === 'error'"),
            "ask": JsCode("p => /warning|question/.test(p.context.why(p)[0])"),
        },
        "tooltipValueGetter": JsCode("p => p.context.why(p)[1]"),
        **({"width": c.least} if c.kind in {"number", "code"} else {"flex": c.grow, "minWidth": c.least}),
    }
    if c.kind == "number":
        column["headerClass"] = "ag-right-aligned-header"
    if c.kind == "text":
        column |= {"wrapText": True, "autoHeight": True}
    if c.hint:
        column["headerTooltip"] = c.hint
    if c.choices and not c.locked:
        values = json.dumps(list(c.choices), ensure_ascii=False)
        column |= {"cellEditorSelector": JsCode(f"p => p.context.picker({values})")}
    return column
