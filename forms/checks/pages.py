"""Pages that come and go: none may depend on what is filled in on itself."""

from __future__ import annotations

from forms import feel
from forms.checks.base import Findings, Subject, form_check, warning
from forms.feel import FeelError


@form_check
def check_pages_do_not_hide_themselves(subject: Subject) -> Findings:
    """Once such a page is gone, nobody can fill in what would bring it back."""
    for n, page in enumerate(subject.form.pages):
        own = {f.key for f in page.fields}
        for name in sorted(_named(page.visible_when) & own):
            yield warning("page_hides_itself", f"/pages/{n}/visible_when", page=page.title, field=name)


def _named(text: str | None) -> set[str]:
    """The first names of an expression; none of one that cannot be read, which another check tells."""
    try:
        return {reference[0] for reference in feel.references(text)} if text else set()
    except FeelError:
        return set()
