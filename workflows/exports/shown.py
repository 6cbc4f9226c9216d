"""What stands in a form as its reader sees it: without what conditions hide, with what is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from forms import feel
from forms.context import compute, context
from forms.definition import Form
from forms.feel import FeelError
from forms.fields import OptionSource
from forms.fields.computed import ComputedField
from forms.values import Values
from forms.visibility import hidden, without
from workflows.bundle import Bundle
from workflows.engine.asking import services_for
from workflows.engine.types import World

NEEDS_CASE = frozenset({"round", "opinions", "clock", "children", "parent", "last", "first_of_subject"})
"""Names that only a case that was opened by itself can tell."""


def thinks(form: Form) -> bool:
    """Whether something in the form is computed or hidden by a condition."""
    return any(True for _ in _expressions(form))


def needs_case(bundle: Bundle) -> bool:
    """Whether what is computed or hidden rests on more than the form and the row of the case."""
    return any(NEEDS_CASE & _names(text) for text in _expressions(bundle.form()))


def seen(
    bundle: Bundle, values: Mapping[str, Any], options: OptionSource, extra: Mapping[str, Any], world: World, now: Any
) -> Values:
    """The values as they are shown."""
    form = bundle.form()
    services = services_for(bundle, values, world, now)
    names = context(form, values, options, extra, services)
    kept = without(form, values, hidden(form, values, options, extra, services, names))
    return compute(form, kept, options, extra, services)


def _expressions(form: Form) -> Iterator[str]:
    for each in form.by_path.values():
        if isinstance(each, ComputedField):
            yield each.value
        if each.visible_when:
            yield each.visible_when
    yield from (page.visible_when for page in form.pages if page.visible_when)


@lru_cache(maxsize=512)
def _names(text: str) -> frozenset[str]:
    try:
        return frozenset(part for path in feel.references(text) for part in path)
    except FeelError:
        return NEEDS_CASE
