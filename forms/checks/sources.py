"""Sources: every basis names a document of the definition, or is `own`."""

from __future__ import annotations

from collections.abc import Iterator

from forms.checks.base import Findings, Subject, form_check, unknown
from forms.json_text import step

OWN = "own"
"""What the policy does not say; needs no document."""


@form_check
def check_basis(subject: Subject) -> Findings:
    """The first word of a basis is a key of `sources`."""
    known = {OWN, *subject.form.sources}
    for pointer, basis in _bases(subject):
        name = (basis.split() or [""])[0]
        if name not in known:
            yield unknown("no_source", pointer, name, known, basis=basis, name=name)


def _bases(subject: Subject) -> Iterator[tuple[str, str]]:
    for part in subject.parts:
        if part.field.basis is not None:
            yield f"{part.pointer}/basis", part.field.basis
        for n, unique in enumerate(part.field.unique):
            if unique.basis is not None:
                yield f"{part.pointer}/unique/{n}/basis", unique.basis
    for n, rule in enumerate(subject.form.rules):
        if rule.basis is not None:
            yield f"/rules/{n}/basis", rule.basis
    for name, table in subject.form.decisions.items():
        at = step("/decisions", name)
        rules = ((f"{at}/rules/{n}", rule.basis) for n, rule in enumerate(table.rules))
        yield from ((f"{place}/basis", basis) for place, basis in ((at, table.basis), *rules) if basis is not None)
