"""The case itself, its campaign and its clocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.tables import Organisation
from forms.paper.formats import Written, day, number, text
from forms.paper.shape import Group, Leaf, Shape
from workflows.bundle import Bundle
from workflows.cases.opened import Opened
from workflows.papers.parts.base import Part, Wanted, paper_part

_CASE = {
    "number": "text", "title": "text", "procedure": "text", "state": "text", "organisation": "text", "code": "text",
    "district": "text", "opened_on": "day", "filed_on": "day", "due": "day",
}  # fmt: skip
_CAMPAIGN = {"title": "text", "opens": "day", "closes": "day"}
_CLOCK = {"due": "day", "limit": "number"}


def _leaves(kinds: Mapping[str, str]) -> Group:
    return Group({name: Leaf(kind) for name, kind in kinds.items()})


@paper_part
class TheCase(Part):
    """`{{ case.number }}`, `{{ campaign.closes }}`, `{{ clock.first.due }}`."""

    def shapes(self, bundle: Bundle) -> Mapping[str, Shape]:
        clocks = Group({key: _leaves(_CLOCK) for key in bundle.procedure.clocks})
        return {"case": _leaves(_CASE), "campaign": _leaves(_CAMPAIGN), "clock": clocks}

    def values(self, wanted: Wanted) -> Mapping[str, Any]:
        found = wanted.found
        campaign = found.situation.campaign
        told = (campaign.title, campaign.opens, campaign.closes) if campaign else (None, None, None)
        return {
            "case": _of_case(found),
            "campaign": {"title": text(told[0]), "opens": day(told[1]), "closes": day(told[2])},
            "clock": {key: _of_clock(found, key) for key in found.bundle.procedure.clocks},
        }


def _of_case(found: Opened) -> dict[str, Written]:
    case, procedure = found.case, found.bundle.procedure
    owner = found.session.get(Organisation, case.organisation_id)
    place = found.office.district_names(found.session).get(case.district)
    opened_on = found.office.today(case.opened_at)
    return {
        "number": text(case.number), "title": text(case.title), "procedure": text(procedure.title.zh),
        "state": text(procedure.states[case.state].zh), "organisation": text(owner.name if owner else None),
        "code": text(owner.code if owner else None), "district": text(place.title.zh if place else None),
        "opened_on": day(opened_on), "filed_on": day(case.filed_on), "due": day(case.due),
    }  # fmt: skip


def _of_clock(found: Opened, key: str) -> dict[str, Written]:
    reading = found.situation.clocks.get(key)
    return {"due": day(reading.due if reading else None), "limit": number(reading.limit if reading else None)}
