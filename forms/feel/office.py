"""The office functions: answered by the services the caller passes in, null when those are missing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from forms.feel.functions.registry import REGISTRY
from forms.feel.runtime import Run
from forms.feel.values import from_python

feel = REGISTRY.add


def _answer(run: Run, function: str, found: Any) -> Any:
    return run.note("no_service", function=function) if found is None else from_python(found)


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


@feel("workdays(from: moment, to: moment) -> whole", run=True)
def workdays(run: Run, start: dt.date, end: dt.date) -> Any:
    """The working days from one date to another, counted as the office counts them."""
    return _answer(run, "workdays", run.services.workdays(_day(start), _day(end)))


@feel("add workdays(date: moment, n: number) -> date", run=True)
def add_workdays(run: Run, start: dt.date, count: Decimal) -> Any:
    """The date so many working days later."""
    if count % 1 or abs(count) > 10_000:
        return None
    return _answer(run, "add workdays", run.services.add_workdays(_day(start), int(count)))


@feel("listed(register: string, key: any, on?: moment) -> boolean", run=True)
def listed(run: Run, register: str, key: Any, on: dt.date | None = None) -> Any:
    """Whether a register has an open entry of that key, today or on a day; `register.table`: one with such a row."""
    day = () if on is None else (_day(on),)
    return None if key is None else _answer(run, "listed", run.services.listed(register, key, *day))


@feel("parameter(name: string) -> any", run=True)
def parameter(run: Run, name: str) -> Any:
    """The value of a procedure's parameter."""
    return _answer(run, "parameter", run.services.parameter(name))


@feel("entry(register: string, key: any, on?: moment) -> any", run=True)
def entry(run: Run, register: str, key: Any, on: dt.date | None = None) -> Any:
    """What the open entry of that key holds today or on a day, field by field; null where there is none, or no key."""
    day = () if on is None else (_day(on),)
    found = None if key is None else run.services.entry(register, key, *day)
    return None if found is None else from_python(dict(found))


@feel("applicant(code: string) -> any", run=True)
def applicant(run: Run, code: str) -> Any:
    """The confirmed applicant of a unified social credit code, as an organisation field has it; null for none."""
    found = run.services.applicant(code)
    return None if found is None else from_python(dict(found))


@feel("declared elsewhere(value: any) -> list<context>", run=True)
def declared_elsewhere(run: Run, value: Any) -> Any:
    """Where else the value was declared, a place with its names each; an empty list when nowhere."""
    if value is None:
        return None
    found = run.services.declared_elsewhere(value)
    return _answer(run, "declared elsewhere", None if found is None else list(found))
