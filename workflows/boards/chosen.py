"""What was chosen in the forms of transitions as marks: why cases were returned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forms.fields import Field
from forms.text import Text
from workflows.bundle import Bundle
from workflows.cases.search import NONE

if TYPE_CHECKING:
    from workflows.boards.asked import Asked

UNSAID = Text(zh="未注明", en="Not stated")


def title(asked: Asked, field: str) -> Text:
    """What the field is called."""
    return next((f.title for _, f in _known(asked, field)), Text(zh=field))


def label(asked: Asked, field: str, key: str) -> Text:
    """A choice in words."""
    if key == NONE:
        return UNSAID
    titles = (_titled(b, f, key) for b, f in _known(asked, field))
    return next((t for t in titles if t), Text(zh=key))


def _known(asked: Asked, path: str) -> Iterator[tuple[Bundle, Field]]:
    """The field in the forms of transitions, of every version."""
    for bundle in asked.told.bundles:
        for form in bundle.given_forms:
            if path in form.by_path:
                yield bundle, form.by_path[path]


def _titled(bundle: Bundle, field: Field, key: str) -> Text | None:
    items = (i for name in field.lists if name in bundle.lists for i in bundle.lists[name].items)
    return next((i.title for i in items if i.key == key and i.title), None)
