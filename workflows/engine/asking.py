"""The services that expressions of a case may ask, answered by its world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from forms import feel
from forms.definition import Form
from forms.fields import OptionSource
from forms.keys import asked_columns
from forms.text import Text
from forms.unique import unique_in_city
from forms.values import is_empty, rows_of
from workflows.bundle import Bundle
from workflows.engine.types import World


def services_for(bundle: Bundle, values: Mapping[str, Any], world: World, now: datetime) -> feel.Services:
    """What FEEL may ask while a case with these values is looked at."""
    elsewhere = _Elsewhere(bundle.form(), values, world)
    return feel.Services(
        now=lambda: now.astimezone(world.zone),
        workdays=lambda start, end: world.calendar.between(start, end),
        add_workdays=lambda start, count: world.calendar.after(start, count),
        listed=lambda register, key, *on: world.listed(register, str(key), *on),
        parameter=world.parameter,
        entry=lambda register, key, *on: _entry(bundle, world, register, str(key), *on),
        applicant=world.applicant,
        declared_elsewhere=elsewhere.of,
    )


def _entry(bundle: Bundle, world: World, register: str, key: str, *on: date) -> Mapping[str, Any] | None:
    """An entry as expressions see it: dates are dates, districts have their names."""
    found, declared = world.entry(register, key, *on), bundle.procedure.registers.get(register)
    if found is None:
        return None
    kinds = {k: f.type for k, f in declared.fields.items()} if declared else {}
    return {k: _seen(kinds.get(k, _ABOUT.get(k, "text")), v, world.options) for k, v in found.items()}


_ABOUT = {"since": "date", "district": "district"}


def _seen(kind: str, value: Any, options: OptionSource) -> Any:
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    if kind == "district" and isinstance(value, str):
        option = options.districts().get(value)
        title = option.title if option else Text(zh=value)
        return {"code": value, "名称": title.zh, "name": title.say("en")}
    return value


class _Elsewhere:
    """Answers one value at a time, having asked for all of them at once: thousands of rows, one query per field."""

    def __init__(self, form: Form, values: Mapping[str, Any], world: World) -> None:
        self._form, self._values, self._world = form, values, world

    def of(self, value: Any) -> list[Mapping[str, str]]:
        return self._known.get(str(value), [])

    @cached_property
    def _known(self) -> dict[str, list[Mapping[str, str]]]:
        known: dict[str, list[Mapping[str, str]]] = {}
        for path in asked_fields(self._form):
            wanted = sorted(set(_values_at(self._form, self._values, path)))
            for value, places in self._world.declared_elsewhere(path, wanted).items() if wanted else ():
                known.setdefault(value, []).extend(places)
        return known


def asked_fields(form: Form) -> list[str]:
    """Paths marked `find` that are unique in the city, or whose key stands in a `declared elsewhere(…)` of a rule."""
    asked = {key for rule in form.rules for key in _asked(rule.holds)}
    return [p for p, f in form.by_path.items() if f.find and (f.key in asked or unique_in_city(f))]


def _asked(text: str) -> Iterator[str]:
    try:
        yield from asked_columns(text)
    except feel.FeelError:
        return


def _values_at(form: Form, values: Mapping[str, Any], path: str) -> Iterator[str]:
    table, _, key = path.rpartition(".")
    found = [values] if not table else [row for row, _ in rows_of(form, values, table)]
    return (str(v[key]) for v in found if not is_empty(v.get(key)))
