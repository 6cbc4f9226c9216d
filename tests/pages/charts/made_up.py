"""Answers of every shape, without an office behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from forms.text import Message, Text
from workflows.boards.figure import (
    Answer,
    Column,
    Drawn,
    Figure,
    Flow,
    Head,
    Heat,
    Light,
    Line,
    Lines,
    Link,
    Mark,
    Members,
    Movement,
    Node,
    Number,
    Part,
    Roll,
    Row,
    Stack,
    Table,
    Target,
    Tiles,
)
from workflows.boards.scope import Place
from workflows.cases.search import Query

ALL = Query(procedure="region_declaration")
CASES, DAYS = Text(zh="件", en="cases", one="case"), Text(zh="日", en="days", one="day")
NOTE = Message(
    "board.note",
    {
        "what": Text(zh="在办办件", en="Open cases"),
        "unit": CASES,
        "scope": Text(zh="重庆市", en="Chongqing"),
        "on": "2026-11-24",
    },
)
HOW = Message("board.how.open")
LONG = "市规划和自然资源局国土空间用途管制与建设工程规划管理处"


def words(zh: str, en: str = "") -> Message:
    """A title of its own."""
    return Message("board.by", {"field": Text(zh=zh, en=en or zh), "what": Message("board.nothing")})


def about(name: str, unit: Text = CASES, **more: Any) -> dict[str, Any]:
    """What every card says about itself."""
    return {"id": name, "title": words(f"图 {name}"), "note": NOTE, "how": HOW, "unit": unit, "listing": ALL} | more


def mark(key: str, value: int | Decimal, label: str = "", **more: Any) -> Mark:
    return Mark(key, Text(zh=label or key), value, ALL, **more)


MONTHS = [f"2025-{m}" for m in (12,)] + [f"2026-{m:02}" for m in range(1, 12)]


def cross(rows: list[str], columns: list[str], values: list[list[int]], **more: Any) -> dict[str, Any]:
    """Heads and cells."""
    cells = tuple(
        tuple(Mark(f"{r}|{c}", Text(zh=f"{r} {c}"), v, ALL, **more) for c, v in zip(columns, line, strict=True))
        for r, line in zip(rows, values, strict=True)
    )
    heads = [tuple(Head(k, Text(zh=k)) for k in keys) for keys in (rows, columns)]
    return {"rows": heads[0], "columns": heads[1], "cells": cells}


STAGES = [("入盒申请", 14, 0), ("符合性审查", 17, 2), ("计划书评审", 11, 1), ("试点中", 46, 0), ("出盒评审", 9, 1)]
TIMES = [
    ("市公安局", "12.8", 10, 16),
    ("市交通运输委", "11.6", 10, 22),
    (LONG, "9.4", 10, 18),
    ("市应急局", "8.9", 10, 13),
]
IN = [4, 4, 3, 5, 5, 6, 5, 7, 6, 8, 7, 7]
OUT = [2, 2, 1, 3, 3, 5, 4, 6, 3, 5, 4, 5]
WAYS = [
    ("受理", "符合性审查", 95),
    ("受理", "未受理", 14),
    ("符合性审查", "计划书评审", 74),
    ("符合性审查", "不予入盒", 21),
    ("计划书评审", "试点", 63),
    ("计划书评审", "评审中", 11),
    ("试点", "试点中", 36),
    ("试点", "出盒评审中", 9),
    ("试点", "转常态监管", 16),
    ("试点", "终止", 2),
]
LEVELS = {
    "受理": (0, "way"),
    "符合性审查": (1, "way"),
    "计划书评审": (2, "way"),
    "试点": (3, "way"),
    "未受理": (1, "rest"),
    "不予入盒": (2, "rest"),
    "评审中": (3, "open"),
    "试点中": (4, "open"),
    "出盒评审中": (4, "open"),
    "转常态监管": (4, "good"),
    "终止": (4, "rest"),
}


def flow(**more: Any) -> Flow:
    """What became of the applications of a year."""
    came = {b: n for _, b, n in WAYS} | {"受理": 109}
    nodes = tuple(Node(mark(k, came[k]), level, tone) for k, (level, tone) in LEVELS.items())  # type: ignore[arg-type]
    links = tuple(Link(a, b, mark(f"{a}|{b}", n)) for a, b, n in WAYS)
    return Flow(nodes=nodes, links=links, **about("sankey", **more))


def stages(**more: Any) -> Figure:
    """Open cases by stage, some of them late."""
    marks = tuple(mark(k, n, part=late) for k, n, late in STAGES)
    return Figure(marks=marks, parted=True, **about("stages", **more))


def times() -> Figure:
    """How long departments take, against what each promised; one has no answer."""
    marks = [
        mark(k, Decimal(d), target=Decimal(p), aside=Message("board.label.open"), before=Decimal(9))
        for k, d, p, _ in TIMES
    ]
    none = mark("市大数据局", 0, missing=Message("board.nothing"))
    return Figure(marks=(*marks, none), **about("times", DAYS, strong=frozenset({"市公安局"})))


def months(**more: Any) -> Figure:
    """One number a month."""
    return Figure(marks=tuple(mark(k, n) for k, n in zip(MONTHS, IN, strict=True)), **about("months", **more))


def lines() -> Lines:
    """Two series and what was planned."""
    return Lines(**cross(["受理", "办结"], MONTHS, [IN, OUT]), **about("lines", target=Target(6, Text(zh="月计划"))))


def stack() -> Stack:
    """Stages by kind."""
    values = [[5, 3, 2], [8, 2, 1], [1, 0, 6], [4, 4, 4]]
    given = cross(["入盒申请", "符合性审查", "计划书评审", LONG], ["绿灯", "黄灯", "红灯"], values)
    return Stack(**given, **about("stack"))


def heat() -> Heat:
    """Departments by month."""
    return Heat(**cross(["市公安局", "市药监局", LONG], MONTHS, [IN, OUT, [0] * 12]), **about("heat"))


def moved() -> Movement:
    """In and out."""
    came, went = (tuple(mark(k, n) for k, n in zip(MONTHS, side, strict=True)) for side in (IN, OUT))
    return Movement(came=came, went=went, **about("moved"))


def table() -> Table:
    """Late cases."""
    heads = (
        Column("light", Text(zh="时限"), "light"),
        Column("number", Text(zh="文号")),
        Column("title", Text(zh="项目")),
        Column("due", Text(zh="到期"), "date"),
        Column("days", Text(zh="停留"), "number"),
    )
    rows = tuple(
        Row(
            str(n),
            (
                Light("red" if n < 3 else "amber", Text(zh=f"超期 {6 - n} 日")),
                f"沙审〔2026〕01{n:02}",
                "低空物流无人机末端配送",
                date(2026, 11, 12),
                26 - n,
            ),
            case=n + 1,
        )
        for n in range(6)
    )
    return Table(columns=heads, rows=rows, total=14, **about("late"))


def roll() -> Roll:
    """Who has not declared."""
    lines_ = tuple(
        Line(f"5001{n:02}", Text(zh=f"区县 {n}"), Text(zh="草稿"), None, date(2026, 11, 11), True, n < 2, Members(1))
        for n in range(4)
    )
    return Roll(lines=lines_, **about("roll"))


def tiles() -> Tiles:
    """Three places, one of them without a number."""
    places = tuple(Place(f"5001{n:02}", Text(zh=f"区县 {n}"), f"县{n}", n, n, False, ()) for n in range(3))
    marks = tuple(mark(p.code, 40 * n, p.short, known=n > 0) for n, p in enumerate(places))
    return Tiles(marks=marks, places=places, **about("tiles"))


def number(name: str = "n", **more: Any) -> Number:
    """A number with its trend."""
    given: dict[str, Any] = {"change": 2, "line": tuple(IN)} | more
    return Number(name, Text(zh="在盒试点", en="In the box"), 46, CASES, NOTE, HOW, ALL, **given)


def numbers() -> Part:
    """Six of them, in every state."""
    some = (
        number("n1"),
        number("n2", change=-3),
        number("n3", bad=True),
        number("n4", change=0, of=50, line=()),
        number("n5", missing=words("没有这个字段")),
        number("n6", change=None),
    )
    return Part(None, tuple(Drawn(n.id, "figure", n, 2) for n in some))


KINDS: dict[str, Callable[[], Answer]] = {
    "sankey": flow,
    "bar": stages,
    "movement": moved,
    "line": lines,
    "stacked": stack,
    "heat": heat,
    "tiles": tiles,
    "table": table,
    "roll": roll,
}


def every() -> list[Part]:
    """One chart of each kind, and some with other answers."""
    charts = [Drawn(k, k, made(), 4) for k, made in KINDS.items()]
    more = [
        Drawn("times", "bar", times(), 4),
        Drawn("months", "bar", months(), 4),
        Drawn("months_line", "line", months(), 4),
        Drawn("marks", "table", stages(), 4),
        Drawn("none", "bar", Figure(marks=(), **about("none")), 4),
        Drawn("cannot", "bar", stages(missing=words("第 2 版没有这个字段")), 4),
    ]
    return [numbers(), Part(Text(zh="各种图"), (*charts, *more))]
