"""Look-ups: what they look in exists, and has what is taken over."""

from __future__ import annotations

from collections.abc import Iterator

from forms.fields.lookup import LookupField
from workflows.checks.base import Problems, procedure_check

_OF_ENTRY = frozenset({"key", "title", "since", "district"})
_OF_CASE = frozenset({"number", "title", "district"})


@procedure_check
def check_sources(problems: Problems) -> None:
    """A source is a register or the procedure itself; one of another procedure can't be checked here and is told."""
    for use, path, field in _lookups(problems):
        kind, _, name = field.source.partition("/")
        here, procedure = problems.at("forms", use), problems.procedure
        if kind == "register" and name in procedure.registers:
            _taken(here, path, field, procedure.registers[name].fields.keys() | _OF_ENTRY)
        elif kind == "procedure" and name == procedure.id:
            form = problems.form
            tops = {k for k in form.by_path if "." not in k} - form.tables.keys() if form else set()
            _taken(here, path, field, tops | _OF_CASE)
        else:
            here.warning("lookup_source", field=path, source=field.source)


def _lookups(problems: Problems) -> Iterator[tuple[str, str, LookupField]]:
    for name, use in problems.procedure.forms.items():
        form = problems.forms.get(use.form)
        for path, field in form.by_path.items() if form else ():
            if isinstance(field, LookupField):
                yield name, path, field


def _taken(here: Problems, path: str, field: LookupField, there: set[str] | frozenset[str]) -> None:
    for own, wanted in field.takes.items():
        if wanted not in there:
            here.error("lookup_path", field=f"{path}.copy.{own}", source=field.source, path=wanted)
