"""Checks of definitions beyond their shape: what they refer to exists, what they promise can be kept.

One rule each, in a function `check_…` of a module beside this one, marked `@form_check` or `@list_check`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

from forms.checks.base import FORM_CHECKS, LIST_CHECKS, Subject
from forms.definition import CodeList, Form
from forms.json_text import Positions
from forms.reading import DefinitionFinding, located

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")


def check_form(
    form: Form, lists: Mapping[str, CodeList], positions: Positions | None = None
) -> list[DefinitionFinding]:
    """Everything wrong or doubtful in a form, with line and column where the positions of its text are given."""
    subject = Subject(form, lists)
    return located((f for check in FORM_CHECKS for f in check(subject)), positions or {})


def check_list(code_list: CodeList, positions: Positions | None = None) -> list[DefinitionFinding]:
    """Everything wrong in a code list."""
    return located((f for check in LIST_CHECKS for f in check(code_list)), positions or {})


__all__ = ["check_form", "check_list"]
