"""Rehearsals in words: who plays, what each step does, and what was expected to come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.messages import MESSAGES, say
from workflows.rehearsal.cast import parts
from workflows.rehearsal.model import Rehearsal, Step
from workflows.rehearsal.play import READ, SAVE, START

_SHOWN = 40
"""Characters of a value."""
_LIST = {"zh": "、", "en": ", "}
_STOP = {"zh": "；", "en": "; "}


@dataclass(frozen=True)
class Line:
    """A step in words: the day it begins with ("" for the same), who, what they do, and what comes of it."""

    day: str
    who: str
    does: str
    comes: str
    refused: bool


def lines(bundle: Bundle, rehearsal: Rehearsal, lang: str = "zh") -> Iterator[Line]:
    """The steps of a rehearsal in words."""
    who = ""
    for step in rehearsal.play:
        who = step.who or who
        teller = _Teller(bundle, lang)
        yield Line(step.on or "", who if step.does else "", teller.does(step), teller.comes(step), bool(step.refused))


class _Teller:
    """Says the parts of a step in one language."""

    def __init__(self, bundle: Bundle, lang: str) -> None:
        self._bundle, self._procedure, self._lang = bundle, bundle.procedure, lang

    def does(self, step: Step) -> str:
        filled = self._filled(step)
        return f"{self._action(step)}{'：' if self._lang == 'zh' else ': '}{filled}" if filled else self._action(step)

    def _action(self, step: Step) -> str:
        does = step.does or ""
        if does in self._procedure.transitions:
            return self._procedure.transitions[does].title.say(self._lang)
        if not does:
            return self._word("looks")
        named = {START: "starts", SAVE: "saves", READ: "reads", "opinion": "opinion", "extend": "extend"}
        code = f"told.{named[does]}" if does in named else f"verb.{does}"
        words = say(_message(code), self._lang) if code in MESSAGES else does
        return f"{words} {step.amount}" if step.amount else words

    def _filled(self, step: Step) -> str:
        if not isinstance(step.fill, Mapping):
            return step.fill or ""
        return _LIST[self._lang].join(f"{self._field(k)} = {self._value(v)}" for k, v in step.fill.items())

    def _field(self, path: str) -> str:
        plain = re.sub(r"\[[^\]]*\]", "", path)
        for form in self._bundle.forms.values():
            if plain in form.by_path:
                return form.by_path[plain].title.say(self._lang)
        return path

    def _value(self, value: Any) -> str:
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            return self._word("rows", count=len(value))
        if value in (None, [], ""):
            return self._word("empty")
        if isinstance(value, bool):
            return self._word("yes" if value else "no")
        text = _LIST[self._lang].join(map(str, value)) if isinstance(value, list) else str(value)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

    def comes(self, step: Step) -> str:
        if step.refused:
            return self._word("refused", why=self._refusal(step))
        return _STOP[self._lang].join(filter(None, (self._fact(k, v) for k, v in step.then.items())))

    def _refusal(self, step: Step) -> str:
        """The sentence of a refusal; the definition's own where it has one."""
        code, transition = step.refused or "", self._procedure.transitions.get(step.does or "")
        if code == "condition_text" and transition is not None and transition.else_ is not None:
            return transition.else_.say(self._lang)
        if code not in MESSAGES:
            return code
        return re.sub(r"\{[^}]*\}", "…", MESSAGES.pair(code)[self._lang == "en"])

    def _fact(self, key: str, value: Any) -> str:
        kind, _, name = key.partition(".")
        if key == "state":
            return self._word("state", state=self._procedure.states[value].title)
        if key in ("number", "holder", "light", "late"):
            return self._word(key, value=self._named(key, value)) if value not in (None, False) else ""
        if kind in ("due", "clock"):
            clock = self._procedure.clocks[name].title
            words = value if kind == "due" or value is None else self._word(f"clock.{value}")
            return self._word(kind, clock=clock, value=words or "—")
        if kind == "register":
            register = self._procedure.registers[name.partition("@")[0]].called
            return self._word("register", register=register, entries=value or self._word("none"))
        if key in ("tasks", "kept"):
            roles = [self._named("holder", v) for v in value]
            return self._word(key, roles=roles) if value else ""
        if key == "messages":
            return self._word("messages", people=[f"{p} {n}" for p, n in value.items() if n])
        if key in ("reads", "writes", "may"):
            return self._per_person(key, value)
        return f"{key} = {value}"

    def _named(self, key: str, value: Any) -> str:
        if key == "light":
            return self._word(f"light.{value}")
        role, slash, rest = str(value).partition("/") if "/" in str(value) else str(value).partition("@")
        found = self._procedure.roles.get(role)
        return (found.title.say(self._lang) if found else role) + (f"/{rest}" if slash == "/" else "")

    def _per_person(self, key: str, value: Mapping[str, Any]) -> str:
        titles = self._procedure.transitions
        told = {
            p: _LIST[self._lang].join(titles[v].title.say(self._lang) if v in titles else v for v in named)
            for p, named in value.items()
        }
        code = "sees" if key == "reads" else key
        return self._word(code, people=[f"{p}（{named}）" for p, named in told.items()]) if told else ""

    def _word(self, code: str, **data: Any) -> str:
        return say(_message(f"told.{code}", **data), self._lang)


def _message(code: str, **data: Any) -> Message:
    return Message(code, data)


def people(bundle: Bundle, rehearsal: Rehearsal) -> list[tuple[str, Text]]:
    """The people of a rehearsal with the titles of their roles."""
    roles = bundle.procedure.roles
    return [(n, roles[p.role].title) for n, s in rehearsal.people.items() for p in parts(s) if p.role in roles]
