"""A template: read once, held against what it may speak of, filled as often as one likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docx.document import Document as Docx

from forms.paper import content
from forms.paper.check import Shows, check
from forms.paper.fill import fill
from forms.paper.package import document, packed
from forms.paper.refused import BadTemplate, Problem
from forms.paper.shape import Group
from forms.paper.tree import Body, read


@dataclass(frozen=True)
class Checked:
    """What is wrong with a template, and what it shows."""

    problems: tuple[Problem, ...]
    shows: Shows


def checked(data: bytes, shape: Group) -> Checked:
    """Everything that is wrong with a template; raises `PaperRefused` for a file that is none."""
    bodies, problems = _seen(data)
    found, shows = check(bodies, shape)
    return Checked((*problems, *found), shows)


@lru_cache(maxsize=64)  # a template stays while the definition around it is edited
def _seen(data: bytes) -> tuple[list[Body], tuple[Problem, ...]]:
    """What checks look at, and what is wrong with the file whatever it speaks of."""
    docx, bodies, problems = _read(data)
    return bodies, (*problems, *content.against(docx, bodies))


def filled(data: bytes, values: Mapping[str, Any]) -> bytes:
    """The template with the values of a context in the places of its paths; raises `PaperRefused`."""
    docx, bodies, problems = _read(data)
    problems += content.against(docx, bodies)
    if problems:
        raise BadTemplate(problems)
    fill(bodies, values)
    _without_author(docx)
    return packed(docx)


def _read(data: bytes) -> tuple[Docx, list[Body], list[Problem]]:
    docx = document(data)
    return docx, *read(docx)


def _without_author(docx: Docx) -> None:
    """What the file says of who wrote the template is nobody's business."""
    about = docx.core_properties
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
