"""How charts look: colours, type and number words, set once as a plotly template."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

INK, MUTED, LINE, GRID = "#1F2933", "#616E7C", "#C3CDD8", "#E9EEF3"
PRIMARY, QUIET, SECOND, REST = "#0F4C81", "#9DBAD3", "#66AEE0", "#B4BEC9"
BAD = "#C62828"  # what is late, and nothing else
CATEGORIES = [PRIMARY, SECOND, "#8062AB", REST, "#0E8797", "#27313B"]
SEQUENCE = [
    "#EEF4F9", "#DCE8F3", "#C5D9EA", "#A8C6DF", "#86AFD2", "#6396C2", "#447EB0", "#2C689C", "#1A5689", "#0B3F6E",
]  # fmt: skip
FONT = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"

_AXIS: dict[str, Any] = {
    "showgrid": False, "zeroline": False, "showline": False, "ticks": "", "automargin": True, "fixedrange": True,
    "tickfont": {"size": 12, "color": MUTED},
}  # fmt: skip

# Without both, plotly fails when a mark with a label is clicked.
_CHOSEN: dict[str, Any] = {"textfont": {"color": INK}}

pio.templates["sandbox"] = go.layout.Template(
    data={
        "bar": [go.Bar(selected=_CHOSEN, unselected={"marker": {"opacity": 0.4}} | _CHOSEN)],
        "scatter": [go.Scatter(selected=_CHOSEN, unselected=_CHOSEN)],
    },
    layout={
        "font": {"family": FONT, "size": 12, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": CATEGORIES,
        "margin": {"l": 4, "r": 8, "t": 4, "b": 4},
        "bargap": 0.32,
        "hovermode": "closest",
        "clickmode": "event+select",
        "dragmode": False,
        "showlegend": False,
        "hoverlabel": {"bgcolor": "#FFFFFF", "bordercolor": LINE, "font": {"family": FONT, "size": 12, "color": INK}},
        "xaxis": _AXIS,
        "yaxis": _AXIS | {"gridcolor": GRID, "ticklabelstandoff": 6},
        "uniformtext": {"minsize": 11, "mode": "show"},
    },
)


def layout(height: int, **more: Any) -> dict[str, Any]:
    """The layout every chart starts from."""
    return {"template": "sandbox", "height": height} | more


def config(lang: str) -> dict[str, Any]:
    """What plotly.js gets: no mode bar, the language, nothing from another host."""
    return {
        "displayModeBar": False,
        "locale": "zh-CN" if lang == "zh" else "en",
        "responsive": True,
        "plotlyServerURL": "",
    }


def number(n: float | Decimal, unit: str = "", lang: str = "zh") -> str:
    """1,234 户 · 1.86 万户 · 12.8 日; English counts in thousands: 18,600 enterprises."""
    value = float(n)
    if lang == "zh":
        for limit, word in ((1e8, "亿"), (1e4, "万")):
            if abs(value) >= limit:
                return f"{value / limit:.2f}".rstrip("0").rstrip(".") + f" {word}{unit}"
    return f"{f'{value:,.1f}'.removesuffix('.0')} {unit}".strip()


def shade(share: float | None) -> str:
    """The sequential colour of a share 0 … 1; white for nothing."""
    return "#FFFFFF" if share is None else SEQUENCE[min(9, max(0, round(share * 9)))]


def ink_on(colour: str) -> str:
    """White on dark fills, ink on light ones."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#FFFFFF" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else INK
