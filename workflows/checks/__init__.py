"""Checks of a procedure before it is published: what it refers to exists, every case can reach an end, rights hold.

One rule each, in a function `check_…` of a module in `rules/` or `soundness/`, marked `@procedure_check`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from datetime import date

from forms.definition import CodeList, Form
from forms.policy import PolicyText
from forms.reading import DefinitionFinding
from workflows.checks import rules, soundness
from workflows.checks.base import CHECKS, Problems
from workflows.definition import Procedure

for _family in (rules, soundness):
    for _module in pkgutil.iter_modules(_family.__path__):
        importlib.import_module(f"{_family.__name__}.{_module.name}")


def check_procedure(
    procedure: Procedure, forms: Mapping[str, Form], lists: Mapping[str, CodeList],
    policies: Mapping[str, PolicyText] | None = None, on: date | None = None,
) -> list[DefinitionFinding]:  # fmt: skip
    """Everything wrong or doubtful in a procedure; `forms`, `lists` and `policies` are what it refers to, by id.

    With a day, also what is not in force on it.
    """
    problems = Problems(procedure, forms, lists, policies=policies or {}, on=on)
    for check in CHECKS:
        check(problems)
    return problems.found


__all__ = ["check_procedure"]
