"""A procedure around a form: filled in, then each opinion of the document as a round of its own, then closed.

A beginning to go on from: who gives which opinion, within which time, is for the administrator to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final

from forms.canonical import canonical
from forms.definition import Form
from forms.fields import Field, registry
from forms.official import Guess, Made
from workflows.definition import Procedure

_FILE: Final = Path(__file__).with_name("skeleton.json")
_SUBJECTS: Final = ("district", "organisation")


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def skeleton(made: Made, today: date) -> dict[str, str]:
    """The texts of the procedure, of its form, and of that of its opinions where there are any."""
    made = replace(made, form=with_subject(made.form))
    subject = subject_of(made.form)
    assert subject is not None
    texts = {f"form/{made.form.id}": canonical(made.form)}
    texts[f"procedure/{made.form.id}"] = canonical(Procedure.model_validate(_procedure(made, subject, today)))
    if made.opinions:
        texts[f"form/{_opinion_id(made.form)}"] = canonical(Form.model_validate(_opinion_form(made.form)))
    return texts


def subject_of(form: Form) -> Field | None:
    """The field that says whose case it is: a district or an office."""
    return next((f for kind in _SUBJECTS for f in form.fields if f.type == kind), None)


def with_subject(form: Form) -> Form:
    """The form with a field more in front, where none of it says whose case it is."""
    if subject_of(form) is not None:
        return form
    data = _words()["subject_field"]
    taken = {f.key for f in form.fields}
    key = next(k for n in count(1) if (k := data["key"] + ("" if n == 1 else f"_{n}")) not in taken)
    first = registry[data["type"]].model_validate({**data, "key": key})
    pages = [p.model_copy(update={"fields": [first, *p.fields]}) if n == 0 else p for n, p in enumerate(form.pages)]
    return Form.model_validate({**{n: getattr(form, n) for n in Form.model_fields}, "pages": pages})


def _opinion_id(form: Form) -> str:
    return f"{form.id}_opinion"


def _opinion_form(form: Form) -> dict[str, Any]:
    words = _words()
    title = {"zh": f"{form.title.zh}{words['opinion_title']['zh']}", "en": words["opinion_title"]["en"]}
    page = {"id": "opinion", "title": words["opinion_title"], "fields": words["opinion_fields"]}
    return {"id": _opinion_id(form), "title": title, "pages": [page]}


def _procedure(made: Made, subject: Field, today: date) -> dict[str, Any]:
    form, words, steps = made.form, _words(), list(_steps(made))
    filler = f"{form.id}_fill"
    roles = {filler: words["filler"]} | {role: {"zh": who} for role, who in steps}
    uses: dict[str, Any] = {"main": {"form": form.id, "groups": {words["group"]: [f.key for f in form.fields]}}}
    stages = [{"id": "fill", **words["fill"]}, {"id": "done", **words["closed"]}]
    if steps:
        uses["opinion"] = {"form": _opinion_id(form)}
        stages.insert(1, {"id": "review", **words["reviews"]})
    readers = [{"groups": [words["group"]], "roles": list(roles)}]
    return {
        "id": form.id, "title": form.title, "valid": {"from": today.isoformat()}, "sources": form.sources,
        "roles": roles, "start": {"by": [filler]}, "case": _case(form, subject), "forms": uses, "stages": stages,
        "initial": "draft", "readers": readers, "states": _states(made.opinions, steps, filler),
        "transitions": _transitions(steps, filler), "rounds": _rounds(made.opinions, steps),
    }  # fmt: skip


def _case(form: Form, subject: Field) -> dict[str, Any]:
    named = f"{subject.key}.名称"
    title = form.title.zh.replace('"', "").replace("\\", "")
    return {"subject": subject.key, "title": f'"{title}" + (if {subject.key} = null then "" else " " + {named})'}


def _steps(made: Made) -> Iterator[tuple[str, str]]:
    """A role for each opinion, called as the document calls who gives it."""
    for n, opinion in enumerate(made.opinions, 1):
        who = re.sub(_words()["ends"], "", opinion.title) or opinion.title
        yield f"{made.form.id}_{n}", who


def _states(opinions: Sequence[Guess], steps: Sequence[tuple[str, str]], filler: str) -> dict[str, Any]:
    words, group = _words(), _words()["group"]
    write = {"holder": filler, "todo": words["fill_todo"], "rights": {group: {"write": [filler]}}}
    found: dict[str, Any] = {"draft": {**words["fill"], "stage": "fill", **write}}
    for n, opinion in enumerate(opinions, 1):
        found[f"review{n}"] = {"zh": opinion.title, "stage": "review", "round": f"opinion{n}", "todo": words["give"]}
    return found | {"closed": {**words["closed"], "stage": "done", "end": "done"}}


def _transitions(steps: Sequence[tuple[str, str]], filler: str) -> dict[str, Any]:
    words, own = _words(), {"basis": "own"}
    states = [*(f"review{n}" for n in range(1, len(steps) + 1)), "closed"]
    found: dict[str, Any] = {
        "submit": {**words["submit"], "from": ["draft"], "to": states[0], "by": [filler], "check": "main", **own}
    }
    for n, (role, _) in enumerate(steps, 1):
        here = f"review{n}"
        given = {"kind": "automatic", "from": [here], "to": states[n], "when": "round.complete"}
        found[f"given{n}"] = {**words["given"], **given, **own}
        found[f"back{n}"] = {**words["back"], "kind": "return", "from": [here], "to": "draft", "by": [role], **own}
    return found


def _rounds(opinions: Sequence[Guess], steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        f"opinion{n}": {"zh": opinion.title, "form": "opinion", "who": [{"role": role}]}
        for n, (opinion, (role, _)) in enumerate(zip(opinions, steps, strict=True), 1)
    }
