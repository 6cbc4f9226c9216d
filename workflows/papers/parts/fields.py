"""The fields of the main form, under their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from forms.context import compute
from forms.paper import of_form
from forms.paper.shape import Shape
from workflows.bundle import Bundle
from workflows.papers.parts.base import Part, Wanted, paper_part


@paper_part
class Fields(Part):
    """`{{ 项目名称 }}`: as far as the issuer may read them; where a name is given besides, it means the other."""

    place: ClassVar[int] = 0

    def shapes(self, bundle: Bundle) -> Mapping[str, Shape]:
        return of_form.shapes(bundle.form().fields, lambda path: bundle.group_of(path) or "")

    def values(self, wanted: Wanted) -> Mapping[str, Any]:
        found = wanted.found
        situation, options = found.situation, found.world.options
        read = found.access.restrict(situation.values)
        filled = compute(found.form, read, options, situation.extra, situation.services)
        return of_form.values(found.form.fields, filled, options)
