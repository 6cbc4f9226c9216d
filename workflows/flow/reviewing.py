"""A joint review put into a state: its round, who is asked, the form of an opinion, and the way on afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.definition import Form
from forms.design import empty_form
from forms.design.starting import fresh, key_for
from forms.design.tree import Data
from workflows.flow.edits import Title
from workflows.flow.places import GROUP, keys_of, thing
from workflows.flow.starting import words

COMPLETE = "round.complete"


@dataclass(frozen=True)
class AddReview:
    """A round in a state instead of a holder; `roles` are asked and see what it is about.

    The one way on from there is taken by itself once it is complete; several wait for that.
    """

    title: Title
    roles: tuple[str, ...]
    state: str
    form: str

    def make(self, procedure: Data) -> str:
        state = thing(procedure, "state", self.state)
        key = key_for(str(self.title["zh"]), keys_of(procedure, "round"))
        use = self._use(procedure, key)
        who = [{"role": r} for r in self.roles]
        procedure.setdefault("rounds", {})[key] = {**self.title, "form": use, "who": who}
        state["round"] = key
        state.pop("holder", None)
        _seen(state, keys_of(procedure, GROUP), self.roles)
        _onward(procedure, self.state)
        return f"round:{key}"

    def _use(self, procedure: Data, key: str) -> str:
        """The use of the form, which other rounds may have already."""
        uses: Data = procedure["forms"]
        known = next((k for k, use in uses.items() if k != "main" and use["form"] == self.form), None)
        if known is None:
            known = key_for(key, uses)
            uses[known] = {"form": self.form}
        return known


def _seen(state: Data, groups: Sequence[str], roles: Sequence[str]) -> None:
    for group in groups:
        right = state.setdefault("rights", {}).setdefault(group, {})
        held = {*right.get("read", ()), *right.get("write", ())}
        right["read"] = [*right.get("read", ()), *(r for r in roles if r not in held)]


def _onward(procedure: Data, state: str) -> None:
    ways = [
        t for t in procedure["transitions"].values()
        if state in t["from"] and t.get("kind", "forward") == "forward" and "when" not in t
    ]  # fmt: skip
    for way in ways:
        way["when"] = COMPLETE
        if len(ways) == 1 and way["from"] == [state]:
            way["kind"], way["by"] = "automatic", []
            way.pop("check", None)


def opinion_form(key: str, title: Mapping[str, Any]) -> Form:
    """A form of an opinion to begin with: whether one agrees, and why not."""
    data = empty_form(key, dict(title), words("opinion_page"))
    agrees = fresh("yes_no", set(), {"title": words("opinion_agrees"), "required": True})
    because = {"title": words("opinion_reason"), "required_when": f"{agrees['key']} = false", "width": 4}
    data["pages"][0]["fields"] = [agrees, fresh("long_text", {agrees["key"]}, because)]
    return Form.model_validate(data)
