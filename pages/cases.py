"""办件查询: every case one may see, narrowed, sorted, page by page. The address holds what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from forms.text import Message, Text
from pages.context import actor, lang, now, office, say, t
from pages.parts import address, html, view_address
from pages.parts import case_look as look
from pages.parts.case_filters import ask, asked, draw_filters, draw_views, given
from pages.parts.export_button import draw_export
from pages.parts.frame import crumbs
from pages.parts.go import go
from pages.parts.lights import short
from pages.parts.many import draw_many, draw_many_told
from pages.parts.many_given import draw_many_given
from pages.parts.many_papers import draw_many_papers, draw_papers_job, issues_papers
from pages.parts.table import Column, table
from pages.parts.view_bar import draw_columns, draw_gone, draw_view_bar
from workflows.cases.columns import COMPUTED, ListColumn
from workflows.cases.filters import Filters, filters, many
from workflows.cases.listing import Listed, columns_offered, listed
from workflows.cases.search import CaseRow, Page, Query
from workflows.definition import Column as Computed
from workflows.views.model import CASES
from workflows.views.standing import missing_of

IN_FIRST = ("number", "title")  # what the first column holds
UPWARDS = ("district", "number", "due")  # orders whose first press begins at the lowest


def page() -> None:
    query = asked()
    crumbs(t("shell.section.work"), t("shell.page.cases"))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(html.head(t("shell.page.cases")), width="stretch")
        draw_views(query)
        view = draw_view_bar(view_address.standing(CASES, query.params()))
    known = filters(office(), actor(), now())
    draw_filters(query, known)
    offered = columns_offered(office(), actor(), query)
    asked_for = view_address.columns()
    found = listed(
        office(), actor(), query, asked_for, offered, now(), after=_place("after"), before=_place("before"),
        limit=view_address.size(), lang=lang(),
    )  # fmt: skip
    draw_gone(view, [say(m) for m in missing_of(view, known, found.gone)])
    with st.container(border=True, key="card_cases", gap="small"):
        bar = _head(query, found.page, offered)
        if found.page.rows:
            _table(query, known, found, bar, view.view.bulk if view else None)
            _paging(query, found.page)
        else:
            _empty(query, known, found.page.broad)


def _place(name: str) -> str | None:
    return address.word(name) or None


def _head(query: Query, found: Page, offered: Mapping[str, ListColumn]) -> Any:
    """How many there are and the way to a workbook; gives the place for what is done to many at once."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        code = "cases.total_more" if found.more else "cases.total"
        st.html(html.section(t(code, count=f"{found.total:,}")), width="stretch")
        bar = st.container(horizontal=True, width="content", key="bulk")
        draw_columns({k: say(c.title) for k, c in offered.items() if k not in IN_FIRST}, _usual(query, offered))
        draw_export("cases", query.params(), found.total, _exported(offered))
    return bar


def _usual(query: Query, offered: Mapping[str, ListColumn]) -> tuple[str, ...]:
    """The columns of a list for which none were chosen."""
    computed = tuple(k for k in offered if k.startswith(COMPUTED))
    return ("state", "district", *(computed if filters_one(query) else ()), "filed", "due", "holder")


def filters_one(query: Query) -> bool:
    """Whether the list is about one procedure."""
    return filters(office(), actor(), now()).chosen(query.procedure) is not None


def _exported(offered: Mapping[str, ListColumn]) -> list[str]:
    """The columns of the workbook: those chosen, with number and title before them."""
    chosen = [k for k in view_address.columns() if k in offered]
    return [*IN_FIRST, *chosen] if chosen else []


def _table(query: Query, known: Filters, shown: Listed, bar: Any, kept: tuple[str, ...] | None) -> None:
    procedure, found = known.chosen(query.procedure), shown.page
    computed = procedure.case.columns if procedure else {}
    bulk = [m for m in many(known.procedures, actor(), found.rows) if kept is None or m.id in kept]
    papers = issues_papers(known.procedures, found.rows)
    turn = st.session_state.get("cases_turn", 0)
    draw_many_told("cases")
    draw_papers_job()
    pressed = table(
        f"cases_{turn}_{hash((query, _place('after'), _place('before')))}",
        _columns(query, computed, shown.columns),
        [_row(r, computed, 1 if query.procedure else len(known.procedures)) | _cells(shown, r.id) for r in found.rows],
        t("shell.page.cases"),
        choose=t("home.choose") if bulk or papers else "",
    )
    if pressed.opened:
        go("case", case=pressed.opened)
    if pressed.sort:
        ask(_sorted(query, pressed.sort))
        st.rerun()
    if bulk or papers:
        picked = [r for r in found.rows if str(r.id) in pressed.chosen]
        with bar:
            draw_many("cases", bulk, many(known.procedures, actor(), picked), picked, _turn)
            draw_many_papers(known.procedures, found.rows, picked, _turn)
        draw_many_given("cases", found.rows, _turn)


def _turn() -> None:
    """A new table: what was ticked is done."""
    st.session_state["cases_turn"] = st.session_state.get("cases_turn", 0) + 1


def _sorted(query: Query, order: str) -> Query:
    down = not query.descending if query.order == order else order not in UPWARDS
    return replace(query, order=order, descending=down)


def _cells(shown: Listed, case: int) -> dict[str, str]:
    """What the chosen columns hold that are not drawn in a way of their own."""
    return {f"x_{k}": v for k, v in shown.cells.get(case, {}).items()}


def _columns(query: Query, computed: Mapping[str, Computed], chosen: Sequence[ListColumn] = ()) -> list[Column]:
    def sortable(name: str, kind: Any, width: str, order: str) -> Column:
        now_sorted: Any = ("descending" if query.descending else "ascending") if query.order == order else ""
        return Column(name, t(f"cases.col_{name}"), kind, width, order, now_sorted)

    own = {
        "state": Column("state", t("cases.col_state"), "chip", _either("104px", "136px")),
        "district": sortable("district", "text", "11%" if not chosen else "96px", "district"),
        "filed": sortable("filed", "date", _either("104px", "96px"), "filed_on"),
        "due": sortable("due", "light", _either("112px", "104px"), "due"),
        "holder": sortable("holder", "two", _either("13%", "15%"), "changed_at"),
    }
    case = sortable("case", "two", "24%" if chosen else "", "number")
    if chosen:
        return [case, *(own.get(c.key) or _plain(c) for c in chosen)]
    counted = [Column(f"own_{k}", say(c.title), "num", _width(c.title)) for k, c in computed.items()]
    return [case, own["state"], own["district"], *counted, own["filed"], own["due"], own["holder"]]


def _plain(column: ListColumn) -> Column:
    """A column that was chosen, as text, number or day."""
    kind: Any = {"number": "num", "day": "date", "moment": "date"}.get(column.kind, "text")
    width = "" if kind == "text" else "104px" if kind == "date" else _width(column.title)
    return Column(f"x_{column.key}", say(column.title), kind, width)


def _either(zh: str, en: str) -> str:
    return zh if lang() == "zh" else en


def _width(title: Text | Message) -> str:
    """Wide enough for its heading."""
    words = say(title)
    return f"{max(64, 28 + (14 if lang() == 'zh' else 8) * len(words))}px"


def _row(row: CaseRow, computed: Mapping[str, Computed], procedures: int) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "case": look.two_lines(row, procedures > 1),
        "state": (say(row.state.title), look.tone(row.state)),
        "district": say(row.district.title),
        "filed": row.filed_on.isoformat() if row.filed_on else None,
        "due": None if row.ended else short(row.due, yellow_on=row.yellow_on, stopped=row.suspended),
        "holder": (say(row.holder) if row.holder else "—", look.moment(row.changed_at)),
        **{f"own_{k}": _number(row.columns.get(k)) for k in computed},
    }


def _number(value: Any) -> str | None:
    """Thousands with a comma from ten thousand on."""
    if value is None:
        return None
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)


def _paging(query: Query, found: Page) -> None:
    here = address.number("page") or 1
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(html.muted(t("cases.page", page=here, count=len(found.rows))), width="stretch")
        steps = (("previous", "before", found.previous, here - 1), ("next", "after", found.next, here + 1))
        for word, place, cursor, page_number in steps:
            st.button(
                t(f"cases.{word}"), key=f"page_{word}", type="tertiary", disabled=cursor is None,
                on_click=lambda p=place, c=cursor, n=page_number: ask(query, **{p: c, "page": n if n > 1 else None}),
            )  # fmt: skip


def _empty(query: Query, known: Filters, broad: bool) -> None:
    """What stands in the way, how a text is looked for, and a way around each condition."""
    conditions = list(given(query, known))
    if not conditions:
        st.html(html.empty(t("cases.none_all"), t("cases.none_all_note")))
        return
    st.html(html.empty(t("cases.none"), t("cases.none_note")))
    if query.text:
        how = t("cases.text_broad", text=query.text) if broad else t("cases.text_how")
        st.html(f'<p class="muted middle">{html.e(how)}</p>')
    with st.container(horizontal=True, horizontal_alignment="center", gap="small"):
        for n, each in enumerate(conditions):
            st.button(t("cases.without", what=each.words), key=f"without_{n}", on_click=ask, args=(each.without,))


page()
