"""Look-ups fill fields that stand beside them; what is unique in the city can be found."""

from __future__ import annotations

from forms.checks.base import Findings, Subject, error, form_check, unknown
from forms.fields.lookup import LookupField
from forms.fields.table import TableField


@form_check
def check_copies(subject: Subject) -> Findings:
    """What a look-up takes over has a field of its own to go to."""
    for part in subject.parts:
        if not isinstance(part.field, LookupField):
            continue
        beside = {p.field.key: p.field for p in subject.parts if p.table == part.table and p.path != part.path}
        for key in part.field.takes:
            pointer, target = f"{part.pointer}/copy/{key}", beside.get(key)
            if target is None:
                yield unknown("copy_nowhere", pointer, key, beside, path=part.path, key=key)
            elif not target.stored or isinstance(target, (TableField, LookupField)):
                yield error("copy_not_filled", pointer, key=key)


@form_check
def check_unique_in_the_city(subject: Subject) -> Findings:
    """The other cases are asked through the value table, in which only fields stand that can be found."""
    for part in subject.parts:
        if any(u.within == "city" for u in part.field.unique) and not part.field.find:
            yield error("city_not_found", f"{part.pointer}/unique", path=part.path)


@form_check
def check_unique_together(subject: Subject) -> Findings:
    """What is unique together with other columns stands in rows with them, and is asked of rows only."""
    for part in subject.parts:
        for n, unique in enumerate(part.field.unique):
            pointer = f"{part.pointer}/unique/{n}/with"
            if unique.beside and (unique.within == "city" or not part.table):
                yield error("unique_with_city", pointer, path=part.path)
            elif part.table:
                known = [f.key for f in subject.form.tables[part.table].fields if f.key != part.field.key]
                for m, key in enumerate(k for k in unique.beside if k not in known):
                    yield unknown("no_field", f"{pointer}/{m}", key, known, path=f"{part.table}.{key}")
