"""Checks of definitions beyond their shape: what they refer to exists, what they promise can be kept.

One rule each, in a function `check_…` of a module beside this one, marked `@form_check` or `@list_check`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace

from forms.checks.base import FORM_CHECKS, LIST_CHECKS, Subject
from forms.checks.sharing import as_written, naming, nested
from forms.definition import CodeList, Form
from forms.json_text import Positions
from forms.reading import DefinitionFinding, located
from forms.sharing import SharedSection, as_form, sections_of, whole

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")


def check_form(
    form: Form, lists: Mapping[str, CodeList], positions: Positions | None = None,
    sections: Mapping[str, SharedSection] | None = None,
) -> list[DefinitionFinding]:  # fmt: skip
    """Everything wrong or doubtful in a form, with line and column where the positions of its text are given.

    It is looked at with the shared sections that it names; what is wrong in one of those is told there, not here.
    """
    known = sections or {}
    found = whole(form, known)
    subject = Subject(found.form, lists)
    said = [f for check in FORM_CHECKS for f in check(subject)]
    return located([*naming(form, known), *as_written(said, found, _alone(form, lists, known))], positions or {})


def _alone(
    form: Form, lists: Mapping[str, CodeList], sections: Mapping[str, SharedSection]
) -> list[DefinitionFinding]:
    """What is wrong with the sections of a form by themselves."""
    return [f for n in sections_of(form) if n in sections for f in check_section(sections[n], lists)]


def check_section(
    section: SharedSection, lists: Mapping[str, CodeList], positions: Positions | None = None
) -> list[DefinitionFinding]:
    """Everything wrong or doubtful in a shared section: it is looked at as a form that holds nothing else."""
    subject = Subject(as_form(section), lists)
    found = [replace(f, pointer=f.pointer.removeprefix("/pages/0")) for check in FORM_CHECKS for f in check(subject)]
    return located([*nested(section), *found], positions or {})


def check_list(code_list: CodeList, positions: Positions | None = None) -> list[DefinitionFinding]:
    """Everything wrong in a code list."""
    return located((f for check in LIST_CHECKS for f in check(code_list)), positions or {})


__all__ = ["check_form", "check_list", "check_section"]
