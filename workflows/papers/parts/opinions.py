"""The opinions of rounds, as many as the issuer may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.paper import of_form
from forms.paper.formats import moment, number, text
from forms.paper.shape import Group, Leaf, Rows, Shape
from workflows.bundle import Bundle
from workflows.cases.opinions import RoundView, rounds_of
from workflows.papers.parts.base import Part, Wanted, paper_part

_WHO = {"role": "text", "office": "text", "person": "text", "about": "text", "at": "moment", of_form.LINE: "number"}


@paper_part
class Opinions(Part):
    """`{% for o in opinions.compliance %}`: `o.office`, `o.person`, `o.role`, `o.at`, `o.about`, fields of its form.

    They are those of the last time that the case was in the round; whoever was asked and said nothing stands there too.
    """

    def shapes(self, bundle: Bundle) -> Mapping[str, Shape]:
        return {"opinions": Group({key: _rows(bundle, r.form) for key, r in bundle.procedure.rounds.items()})}

    def values(self, wanted: Wanted) -> Mapping[str, Any]:
        found, last = wanted.found, dict[str, RoundView]()
        for seen in reversed(rounds_of(found)):
            last[seen.key] = seen
        every = found.bundle.procedure.rounds
        return {"opinions": {k: list(_numbered(_said(wanted, last[k]))) if k in last else [] for k in every}}


def _rows(bundle: Bundle, use: str) -> Rows:
    who: dict[str, Shape] = {name: Leaf(kind) for name, kind in _WHO.items()}
    return Rows(Group({**who, **of_form.shapes(bundle.form(use).fields)}), closed=True)


def _numbered(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for n, row in enumerate(rows, 1):
        yield {of_form.LINE: number(n), **row}


def _said(wanted: Wanted, seen: RoundView) -> Iterator[dict[str, Any]]:
    found = wanted.found
    names = found.world.options.organisations() if _knows(wanted) else {}
    for about in seen.about:
        for asked in about.asked:
            place = names.get(str(asked.organisation or asked.token.partition("@")[2]))
            at = asked.at.astimezone(found.office.zone) if asked.at else None
            yield {
                "role": text(asked.role.zh), "office": text(place.title.zh if place else asked.role.zh),
                "person": text(asked.person), "about": text(about.label.zh), "at": moment(at),
                **of_form.values(seen.form.fields, asked.opinion or {}, found.world.options),
            }  # fmt: skip


def _knows(wanted: Wanted) -> bool:
    """Whether the lookups of the version hold the names of organisations."""
    return "organisation" in wanted.found.bundle.types
