"""The templates of a procedure's papers: there, and every placeholder leads to something in its forms and its case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from forms.paper.refused import PaperRefused
from forms.paper.shape import Group
from forms.paper.template import Checked, checked
from forms.reading import DefinitionFinding, Positions, located
from forms.text import Message
from workflows.bundle import Bundle
from workflows.checks.base import Problems, ProcedureFinding
from workflows.model.papers import PaperFile
from workflows.papers.context import shape

AT = "/docx"
"""Where in the part of a template everything about it is found."""


def missing(bundle: Bundle, positions: Positions) -> list[DefinitionFinding]:
    """Papers whose template is not among the parts, with the nearest that is."""
    problems = Problems(bundle.procedure, bundle.forms, bundle.lists)
    for key, paper in bundle.procedure.papers.items():
        problems.at("papers", key, "template").known(paper.template, bundle.papers, "word.template")
    return located(problems.found, positions)


def wrong(bundle: Bundle, file: PaperFile, positions: Positions) -> list[DefinitionFinding]:
    """Everything wrong in a template, each with its place in the document."""
    return located([ProcedureFinding("error", m.code, AT, m.data) for m in _messages(bundle, file)], positions)


def _messages(bundle: Bundle, file: PaperFile) -> Iterator[Message]:
    try:
        yield from (p.message for p in looked_at(bundle, file).problems)
    except PaperRefused as refused:
        yield refused.message


def looked_at(bundle: Bundle, file: PaperFile) -> Checked:
    """A template against what a version has to say; raises `PaperRefused` for a file that is none."""
    return _looked_at(bundle, file.docx)


@lru_cache(maxsize=8)
def _shape(bundle: Bundle) -> Group:
    """What all templates of a version may speak of."""
    return shape(bundle)


@lru_cache(maxsize=64)
def _looked_at(bundle: Bundle, docx: str) -> Checked:
    return checked(PaperFile(id="t", docx=docx).content, _shape(bundle))


