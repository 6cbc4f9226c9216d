"""The paper itself: its 文号, who issues it, when, and what it replaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.paper.formats import day, text
from forms.paper.shape import Group, Leaf, Shape
from workflows.bundle import Bundle
from workflows.papers.parts.base import Part, Wanted, paper_part


@paper_part
class ThePaper(Part):
    """`{{ number }}`, `{{ today.汉字 }}`, `{{ office.name }}` and `{{ issuer.name }}`, `{{ replaces.number }}`."""

    def shapes(self, bundle: Bundle) -> Mapping[str, Shape]:
        return {
            "number": Leaf(), "title": Leaf(), "today": Leaf("day"),
            "office": Group({"name": Leaf()}), "issuer": Group({"name": Leaf()}),
            "replaces": Group({"number": Leaf(), "on": Leaf("day")}),
        }  # fmt: skip

    def values(self, wanted: Wanted) -> Mapping[str, Any]:
        actor, before = wanted.found.situation.actor, wanted.replaces
        return {
            "number": text(wanted.number), "title": text(wanted.paper.zh), "today": day(wanted.found.situation.today),
            "office": {"name": text(actor.organisation_name)}, "issuer": {"name": text(actor.name)},
            "replaces": {"number": text(before[0] if before else None), "on": day(before[1] if before else None)},
        }  # fmt: skip
