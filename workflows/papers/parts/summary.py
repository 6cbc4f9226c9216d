"""The rounds summed up, as far as the issuer may see them: where opinions differ, what became of suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.paper import of_form
from forms.paper.formats import Written, day, number, text
from forms.paper.shape import Group, Leaf, Rows, Shape
from workflows.bundle import Bundle
from workflows.papers.parts.base import Part, Wanted, paper_part
from workflows.summary import wording
from workflows.summary.points import Point
from workflows.summary.sheet import Row, Said, Sheet, sheets, shown

_LANG = "zh"
_ROUND = {
    "title": "text", "visit": "number", "asked": "number", "given": "number", "waiting": "text", "split": "number",
    "count": "number", "answered": "number",
}  # fmt: skip
_LINE = {
    "about": "text", "office": "text", "person": "text", "marks": "text", "stands": "text", "on": "day",
    "differs": "text", "said": "text",
}  # fmt: skip
_CONFLICT = {"about": "text", "words": "text"}
_POINT = {"text": "text", "office": "text", "outcome": "text", "because": "text", "by": "text", "on": "day"}


@paper_part
class Summed(Part):
    """`{{ summary.review.given }}` and, row by row, `.lines`, `.conflicts`, `.suggestions` of the last visit.

    A line is a participant about a row: `office`, `person`, `said` (everything that was filled in), `differs` (in what
    it says otherwise than most). A suggestion: `text`, `office`, `outcome` (采纳 …), `because`, `by`, `on`.
    """

    def shapes(self, bundle: Bundle) -> Mapping[str, Shape]:
        return {"summary": Group(dict.fromkeys(bundle.procedure.rounds, _shape()), closed=True)}

    def values(self, wanted: Wanted) -> Mapping[str, Any]:
        last = dict[str, Sheet]()
        for each in sheets(wanted.found):
            last.setdefault(each.view.key, each)
        return {"summary": {k: _of_round(wanted, last.get(k)) for k in wanted.found.bundle.procedure.rounds}}


def _shape() -> Group:
    lists = {"lines": _LINE, "conflicts": _CONFLICT, "suggestions": _POINT}
    rows = {k: Rows(Group({of_form.LINE: Leaf("number"), **_leaves(v)}), closed=True) for k, v in lists.items()}
    return Group({**_leaves(_ROUND), **rows}, closed=True)


def _leaves(kinds: Mapping[str, str]) -> dict[str, Shape]:
    return {name: Leaf(kind) for name, kind in kinds.items()}


def _of_round(wanted: Wanted, sheet: Sheet | None) -> dict[str, Any]:
    if sheet is None:
        return {**{k: {"text": text, "number": number}[v](None) for k, v in _ROUND.items()}, **_none()}
    said = [s for s in sheet.said if s.state != "overtaken"]
    return {
        "title": text(sheet.title.zh), "visit": number(sheet.view.visit), "asked": number(len(said)),
        "given": number(sum(s.asked.given for s in said)), "waiting": text("、".join(wording.waiting(sheet, _LANG))),
        "split": number(sheet.split), "count": number(len(sheet.points)), "answered": number(sheet.answered),
        "lines": _numbered(_lines(wanted, sheet)), "conflicts": _numbered(_conflicts(wanted, sheet)),
        "suggestions": _numbered(_point(wanted, sheet, p) for p in sheet.points),
    }  # fmt: skip


def _none() -> dict[str, list[Any]]:
    return {"lines": [], "conflicts": [], "suggestions": []}


def _numbered(rows: Iterator[dict[str, Written]]) -> list[dict[str, Written]]:
    return [{of_form.LINE: number(n), **row} for n, row in enumerate(rows, 1)]


def _lines(wanted: Wanted, sheet: Sheet) -> Iterator[dict[str, Written]]:
    options = wanted.found.world.options
    for row in sheet.rows:
        for said in row.said:
            if said.state != "overtaken":
                told = [f"{f.title.zh}：{v}" for f in sheet.fields if (v := shown(f, said.values, options, _LANG))]
                yield {
                    "about": text(wording.about(row, _LANG)), "office": text(said.office.zh),
                    "person": text(wording.who(said, _LANG)), "marks": text("、".join(wording.marks(said, _LANG))),
                    "stands": text(wording.stands(said, _LANG)), "on": _day(wanted, said),
                    "differs": text("、".join(_apart(sheet, row, said))), "said": text("\n".join(told)),
                }  # fmt: skip


def _day(wanted: Wanted, said: Said) -> Written:
    return day(wanted.found.office.today(said.asked.at) if said.asked.at and said.asked.given else None)


def _apart(sheet: Sheet, row: Row, said: Said) -> Iterator[str]:
    """The fields in which somebody says otherwise than most."""
    yield from (f.title.zh for f in sheet.fields if (said.task, f.key) in row.apart)


def _conflicts(wanted: Wanted, sheet: Sheet) -> Iterator[dict[str, Written]]:
    for row, _, words in wording.conflicts(sheet, wanted.found.world.options, _LANG):
        yield {"about": text(wording.about(row, _LANG)), "words": text(words)}


def _point(wanted: Wanted, sheet: Sheet, point: Point) -> dict[str, Written]:
    answer = point.answer
    return {
        "text": text("\n".join(point.texts)), "office": text("、".join(wording.proposers(sheet, point, _LANG))),
        "outcome": text(wording.verdict(point, _LANG)), "because": text(answer.because if answer else None),
        "by": text(wording.by(point, _LANG)),
        "on": day(wanted.found.office.today(answer.at) if answer else None),
    }  # fmt: skip
