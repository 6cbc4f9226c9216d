"""What happened: when each transition was taken last, by whom, and what was filled in with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from data.tables import History, HistoryDetail, Organisation, Person
from forms.paper import of_form
from forms.paper.formats import day, text
from forms.paper.shape import Group, Leaf, Shape
from workflows.bundle import Bundle
from workflows.cases.opened import Opened
from workflows.papers.parts.base import Part, Wanted, paper_part


@paper_part
class Steps(Part):
    """`{{ steps.accept.on }}`, `{{ steps.accept.by }}`; `{{ given.ask.需补正内容 }}` of a transition with a form."""

    def shapes(self, bundle: Bundle) -> Mapping[str, Shape]:
        step = Group({"on": Leaf("day"), "by": Leaf(), "office": Leaf()})
        given = {k: of_form.shapes(bundle.form(use).fields) for k, use in _with_form(bundle)}
        return {
            "steps": Group(dict.fromkeys(bundle.procedure.transitions, step)),
            "given": Group({k: Group(shapes) for k, shapes in given.items()}),
        }

    def values(self, wanted: Wanted) -> Mapping[str, Any]:
        found = wanted.found
        last, forms = _last(found), dict(_with_form(found.bundle))
        return {
            "steps": {k: _step(found, last.get(k)) for k in found.bundle.procedure.transitions},
            "given": {k: _given(found, use, last.get(k)) for k, use in forms.items()},
        }


def _with_form(bundle: Bundle) -> list[tuple[str, str]]:
    return [(k, t.form) for k, t in bundle.procedure.transitions.items() if t.form is not None]


Row = tuple[History, Mapping[str, Any], str, str]


def _last(found: Opened) -> dict[str, Row]:
    """Each action's last step, with its details, who did it and where they are."""
    wanted = (
        select(History, HistoryDetail.body, Person.name, Organisation.name)
        .join(Person, col(Person.id) == col(History.actor_id))
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .join(HistoryDetail, col(HistoryDetail.history_id) == col(History.id), isouter=True)
        .where(History.case_id == found.id)
        .order_by(col(History.step))
    )
    return {row.action: (row, body or {}, name, place) for row, body, name, place in found.session.exec(wanted)}


def _step(found: Opened, row: Row | None) -> dict[str, Any]:
    if row is None:
        return {"on": day(None), "by": text(None), "office": text(None)}
    return {"on": day(found.office.today(row[0].at)), "by": text(row[2]), "office": text(row[3])}


def _given(found: Opened, use: str, row: Row | None) -> dict[str, Any]:
    filled = row[1].get("given") or {} if row else {}
    return of_form.values(found.bundle.form(use).fields, filled, found.world.options)
