"""The papers of a procedure: official documents filled from templates."""

from __future__ import annotations

import base64
import json
from functools import cached_property
from typing import Literal

from forms.model import Model, UserKey
from workflows.model.base import Titled
from workflows.model.naming import RoleKey, StateKey, TransitionKey
from workflows.model.numbers import Number


class Paper(Titled):
    """An official document (文书): from which template, who may issue it and when, and its series of 文号.

    `template` is a .docx that is published as the part `paper/<template>`; papers may share one. It may be issued
    while the case is in one of `states`, or once a transition of `after` was taken; with neither, at any time. Papers
    whose numbers have the same pattern share its series. Who may read every field group that the template shows may
    have the paper; one that shows what else nobody but those concerned may see (opinions, for example) only `by` and
    `readers`.
    """

    template: UserKey
    states: list[StateKey] = []
    after: list[TransitionKey] = []  # transitions
    by: list[RoleKey]  # roles that issue, reissue and void it
    readers: list[RoleKey] = []  # roles
    number: Number | None = None
    basis: str = "own"


class PaperFile(Model):
    """The template of papers as a part of a version, kind `paper`: its .docx in base64, which travels as text."""

    format: Literal[1] = 1
    kind: Literal["paper"] = "paper"
    id: UserKey
    docx: str

    @cached_property
    def content(self) -> bytes:
        """The .docx; empty for what is no base64."""
        try:
            return base64.b64decode(self.docx, validate=True)
        except ValueError:
            return b""


def paper_text(name: str, content: bytes) -> str:
    """A .docx as the text of a part; the same bytes give the same text."""
    found = {"format": 1, "kind": "paper", "id": name, "docx": base64.b64encode(content).decode("ascii")}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
