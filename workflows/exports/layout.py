"""Which columns the forms of some versions come to: the newest form's, and beside them what only older ones have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from forms.definition import Form
from forms.fields import Field, registry
from forms.fields.table import TableField
from forms.text import Message, Text
from workflows.bundle import MAIN, Bundle

Sort = tuple[str, ...]
"""What a field must share with another of its path for their values to stand under one heading."""
Standing = Literal["", "gone", "renamed", "other"]
"""Of a column of older versions: its field is gone, has another key now, or is of another kind."""
CODED = frozenset({"choice", "choices", "cascade", "district", "lookup"})


@dataclass(frozen=True)
class Leaf:
    """A column: a field of a path, in the versions that have it as it is here."""

    path: str
    field: Field
    versions: tuple[int, ...]  # their numbers
    standing: Standing = ""
    now: Text | None = None  # what it is called now, or of what kind it is
    code: bool = False  # the key of what was chosen, beside its words

    @property
    def key(self) -> str:
        return self.path.rpartition(".")[2]

    def marked(self) -> Message | None:
        """What stands beside its heading where it is no field of the newest version."""
        span = f"{self.versions[0]}" if len(self.versions) == 1 else f"{self.versions[0]}–{self.versions[-1]}"
        return Message(f"export.{self.standing}", {"versions": span, "now": self.now}) if self.standing else None


@dataclass(frozen=True)
class Tab:
    """The fields outside tables (`path` empty) or one table, over all versions."""

    path: str
    title: Text
    leaves: tuple[Leaf, ...]
    old: bool = False  # no version of today has the table


def layout(newest: Bundle, others: Sequence[Bundle], use: str = MAIN) -> tuple[Tab, ...]:
    """The sheets of a form that one of the versions uses; tables behind the fields, inner ones behind their outer."""
    bundles = sorted({b.number: b for b in (newest, *others)}.values(), key=lambda b: -b.number)
    bundles = [b for b in bundles if use in b.procedure.forms]
    now = newest.form(use) if use in newest.procedure.forms else None
    tables: dict[str, tuple[Text, bool]] = {"": (bundles[0].form(use).title, now is None)}
    for bundle in bundles:
        for path, table in bundle.form(use).tables.items():
            tables.setdefault(path, (table.title, now is None or path not in now.tables))
    leaves = {path: tuple(_leaves(path, now, bundles, use)) for path in tables}
    return tuple(Tab(path, title, leaves[path], old) for path, (title, old) in tables.items())


def _leaves(table: str, now: Form | None, bundles: Sequence[Bundle], use: str) -> Iterator[Leaf]:
    found: dict[tuple[str, Sort], Leaf] = {}
    for bundle in bundles:
        for path, each in fields_of(bundle.form(use), table):
            key = (path, sort(each))
            known = found.get(key)
            numbers = tuple(sorted({bundle.number, *(known.versions if known else ())}))
            leaf = known or _placed(Leaf(path, each, ()), now)
            found[key] = replace(leaf, versions=numbers)
    for leaf in found.values():
        yield leaf
        if _coded(leaf.field, bundles):
            yield replace(leaf, code=True)


def fields_of(form: Form, table: str) -> Iterator[tuple[str, Field]]:
    """The fields of a table, or outside all, that hold something."""
    for path, each in form.by_path.items():
        if path.rpartition(".")[0] == table and each.valued and not isinstance(each, TableField):
            yield path, each


def sort(each: Field) -> Sort:
    """See `Sort`."""
    unit = each.measure.zh if each.measure else ""
    return (each.type, unit, *each.lists)


def _placed(leaf: Leaf, now: Form | None) -> Leaf:
    """How a column stands to the newest form."""
    if now is None:
        return replace(leaf, standing="gone")
    known = now.by_path.get(leaf.path)
    if known is not None and sort(known) == sort(leaf.field):
        return leaf
    if known is not None:
        return replace(leaf, standing="other", now=_kind(leaf.field))
    table = leaf.path.rpartition(".")[0]
    heir = next((f for _, f in fields_of(now, table) if leaf.key in f.formerly), None)
    return replace(leaf, standing="renamed", now=heir.title) if heir else replace(leaf, standing="gone")


def _kind(each: Field) -> Text:
    name = registry[each.type].name
    unit = each.measure
    return Text(zh=f"{name.zh}·{unit.zh}", en=f"{name.say('en')} · {unit.say('en')}") if unit else name


def _coded(each: Field, bundles: Sequence[Bundle]) -> bool:
    """Whether the keys of what may be chosen say more than its words do."""
    if each.type not in CODED or not each.lists:
        return each.type in CODED
    items = [i for b in bundles for n in each.lists if n in b.lists for i in b.lists[n].items]
    return any(i.title is not None and i.title.zh != i.key for i in items)


def of_version(leaves: Sequence[Leaf], form: Form) -> list[Field | None]:
    """The field of a version's form for each column; None where it has none of this sort."""
    return [_same(leaf, form.by_path.get(leaf.path)) for leaf in leaves]


def _same(leaf: Leaf, known: Field | None) -> Field | None:
    return known if known is not None and sort(known) == sort(leaf.field) else None
