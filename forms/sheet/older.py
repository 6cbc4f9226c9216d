"""Templates of earlier versions: which of their columns are which of today's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from forms.definition import Form
from forms.fields import Field
from forms.fields.table import TableField
from forms.headings import bare
from forms.sheet.plan import COLUMN
from forms.text import Text


@dataclass
class Older:
    """The columns of an older template: their path of that time → today's path, None for those that are gone."""

    paths: dict[str, str | None] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # path of that time → title of that time

    def tab(self, path: str) -> str:
        """The path that a table of today had in that template."""
        return next((old for old, new in self.paths.items() if new == path), path)

    def words(self, path: str) -> dict[str, str | None]:
        """The headings of a table ("" for the fields) → today's key of the field, None for one that is gone."""
        prefix = f"{self.tab(path)}." if path else ""
        found: dict[str, str | None] = {}
        for old, new in self.paths.items():
            if old.startswith(prefix) and "." not in old[len(prefix) :]:
                found[bare(self.titles[old])] = new.rpartition(".")[2] if new else None
        return found

    def missing(self, form: Form) -> list[Text]:
        """Titles of required fields that the template did not have."""
        known = set(self.paths.values())
        return [f.title for path, f in form.by_path.items() if f.stored and f.required and path not in known]


def older(form: Form, about: Mapping[str, str]) -> Older:
    """Compares the columns a template says it had with those of the form: by key, earlier keys, then title."""
    found = Older()
    for key, fact in about.items():
        if key.startswith(COLUMN) and (title := _title(fact)):
            found.titles[key.removeprefix(COLUMN)] = title
    found.paths = dict.fromkeys(found.titles)
    _pair(form.fields, "", "", found)
    return found


def _title(fact: str) -> str | None:
    """The title in a fact `[type, title]`; None when somebody changed it."""
    try:
        said = json.loads(fact)
    except ValueError:
        return None
    usable = isinstance(said, list) and len(said) == 2 and isinstance(said[1], str)
    return said[1] if usable else None


def _pair(fields: list[Field], before: str, now: str, found: Older) -> None:
    """Pairs the fields of one level, then those inside its tables."""
    left = [f for f in fields if f.stored]
    for alike in (_by_key, _by_title):
        for f in list(left):
            old = next((o for o in alike(f, before, found) if found.paths.get(o, "") is None), None)
            if old is not None:
                found.paths[old] = f"{now}{f.key}"
                left.remove(f)
                if isinstance(f, TableField):
                    _pair(f.fields, f"{old}.", f"{now}{f.key}.", found)


def _by_key(f: Field, before: str, found: Older) -> Iterator[str]:
    yield from (f"{before}{key}" for key in (f.key, *f.formerly))


def _by_title(f: Field, before: str, found: Older) -> Iterator[str]:
    titles = {bare(t) for t in (f.title.zh, f.title.en) if t}
    for old, title in found.titles.items():
        if old.startswith(before) and "." not in old[len(before) :] and bare(title) in titles:
            yield old
