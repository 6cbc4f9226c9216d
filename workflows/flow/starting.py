"""What a new procedure begins with: filled in, handled, closed; sound as it stands, so that it can be tried at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from forms.canonical import plain
from forms.definition import Form
from forms.design import empty_form
from forms.design.starting import fresh, key_for
from forms.text import LANGUAGES, Message
from workflows.definition import Role
from workflows.messages import say
from workflows.model.naming import EVERY

SUBJECTS: Final = ("district", "organisation")
"""Types of the field that says whose case it is."""


@dataclass(frozen=True)
class Begun:
    """How a procedure begins: its title, its form ("" for a new one), who files and who handles (None: a new role)."""

    title: str
    form: str = ""
    filer: tuple[str, Role] | None = None
    handler: tuple[str, Role] | None = None
    about: Literal["district", "organisation"] = "district"  # of a new form


def begun_form(key: str, begun: Begun) -> Form:
    """A form with the one field that every procedure needs: whose case it is."""
    data = empty_form(key, {"zh": begun.title.strip()}, words("page"))
    field = fresh(begun.about, set(), {"title": words(f"subject_{begun.about}"), "required": True})
    data["pages"][0]["fields"] = [field]
    return Form.model_validate(data)


def begun_procedure(key: str, begun: Begun, form: Form, today: date) -> dict[str, Any] | Message:
    """The procedure around a form as JSON data, or why there can be none."""
    subject = next((f for f in form.fields if f.type in SUBJECTS), None)
    if subject is None:
        return Message("flow_no_subject", {"form": form.title})
    filer, files = begun.filer or _role("filer", f"{subject.type}({subject.key})", set())
    handler, handles = begun.handler or _role("handler", "city", {filer})
    if begun.filer and begun.filer[1].where != "city":
        files = files.model_copy(update={"where": f"{subject.type}({subject.key})"})
    group = key_for(words("group")["zh"], set())
    return {
        "format": 1, "kind": "procedure", "id": key, "title": {"zh": begun.title.strip()},
        "valid": {"from": today.isoformat()},
        "roles": {filer: plain(files), handler: plain(handles)},
        "start": {"by": [filer]},
        "case": {"subject": subject.key, "title": f'{subject.key}.名称 + " " + "{_quoted(begun.title.strip())}"',
                 "number": {"pattern": f"{_lead(begun.title)}{{year}}-{{seq:4}}", "series": ["year"]}},
        "forms": {"main": {"form": form.id, "groups": {group: [EVERY]}}},
        **_ways(filer, handler, group),
    }  # fmt: skip


def _ways(filer: str, handler: str, group: str) -> dict[str, Any]:
    stages = ["fill", "handle", "close"]
    both = {group: {"read": [filer, handler]}}
    return {
        "stages": [{"id": s, **words(f"stage_{s}")} for s in stages],
        "initial": "draft",
        "states": {
            "draft": {**words("draft"), "stage": "fill", "holder": filer, "todo": words("draft_todo"),
                      "rights": {group: {"write": [filer]}}},
            "handling": {**words("handling"), "stage": "handle", "holder": handler, "todo": words("handling_todo"),
                         "rights": both},
            "closed": {**words("closed"), "stage": "close", "end": "done", "rights": both},
        },
        "transitions": {
            "submit": {**words("submit"), "from": ["draft"], "to": "handling", "by": [filer], "check": "main",
                       "do": [{"effect": "number"}]},
            "give_back": {**words("give_back"), "kind": "return", "from": ["handling"], "to": "draft", "by": [handler]},
            "finish": {**words("finish"), "from": ["handling"], "to": "closed", "by": [handler]},
        },
    }  # fmt: skip


def _role(name: str, where: str, taken: set[str]) -> tuple[str, Role]:
    """A role of its own, which has to be given to somebody before anybody can act."""
    return key_for(name, taken), Role.model_validate({**words(name), "where": where})


def words(name: str) -> dict[str, str]:
    """What something is called that nobody has named yet, in both languages."""
    return {language: say(Message(f"flow.begun.{name}"), language) for language in LANGUAGES}


def _lead(title: str) -> str:
    """What numbers begin with: the first two 汉字 of the title."""
    return "".join(c for c in title if "一" <= c <= "鿿")[:2]


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
