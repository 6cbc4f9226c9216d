"""The workflow that is being designed: read anew in each run, changed by one edit at a time, with what is selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from forms import feel
from forms.canonical import plain
from forms.condition.building import FIELD, Subject
from forms.definition import Form, Source
from forms.design.applying import Edit
from forms.design.tree import Data
from forms.feel.shapes import ANY
from forms.reading import parsed
from forms.sharing import SharedSection, completed
from forms.text import LANGUAGES, Message, Text
from pages.context import actor, now, office, saver, t
from pages.parts.definition_bar import TOLD
from pages.parts.design_state import act, choose, looked_now
from pages.parts.told import tell
from workflows import designing, editing, releasing
from workflows.bundle import MAIN
from workflows.checks.base import Problems
from workflows.checks.soundness.space import WayText
from workflows.checks.texts import PROCEDURE, PartFinding
from workflows.definition import Procedure
from workflows.designing import Known, Looked, Reach
from workflows.editing import Opened
from workflows.engine.types import Refusal
from workflows.engine.verbs import registry as verbs
from workflows.flow import RenameKey, at_pointer, keys_of, title_of
from workflows.messages import say as words

EMPTY = Form.model_validate({"id": "empty", "title": "…", "pages": [{"id": "page1", "title": "…", "fields": []}]})
BESIDE = ("item", "o", "opinions", "round", "child", "entry", "person", "stratum", "size", "turn", "people", "case")
"""Names that some expressions see: what lies in them is left to the checks."""
ROUND = ("round.complete", "round.agreed")


@dataclass(frozen=True)
class FlowDesk:
    """A procedure on the desk: its draft, what is wrong with it, what it may name, and what is selected."""

    name: str
    draft: Opened
    procedure: Procedure
    looked: Looked
    known: Known
    texts: Mapping[str, str]  # of everything that is published with it
    chosen: str
    reach: Reach

    @cached_property
    def data(self) -> Data:
        found: Data = plain(self.procedure)
        return found

    @cached_property
    def forms(self) -> dict[str, Form]:
        """Every form that it uses, as far as they can be read."""
        read = {p.partition("/")[2]: parsed(Form, x).model for p, x in self.texts.items() if p.startswith("form/")}
        shared = ((p, parsed(SharedSection, x).model) for p, x in self.texts.items() if p.startswith("section/"))
        sections = {p.partition("/")[2]: section for p, section in shared if section is not None}
        return completed({key: form for key, form in read.items() if form is not None}, sections)

    @property
    def form(self) -> Form:
        """The main form; an empty one while it cannot be read."""
        use = self.procedure.forms.get(MAIN)
        return self.forms.get(use.form, EMPTY) if use else EMPTY

    @property
    def sources(self) -> Mapping[str, Source]:
        """The documents that a basis may name."""
        return self.procedure.sources

    @property
    def besides(self) -> Sequence[Subject]:
        """What conditions of a workflow speak of beside fields: how a round stands, whether children are open."""
        seen = [*(ROUND if self.procedure.rounds else ()), "case.late"]
        found = [Subject(FIELD, p, Text(zh=t(f"flow.about.{p}")), "boolean") for p in seen]
        for key, child in self.procedure.children.items():
            title = t("flow.about.children", child=child.title)
            found.append(Subject(FIELD, f"children.{key}.open", Text(zh=title), "number"))
        for key, clock in self.procedure.clocks.items():
            title = t("flow.about.late", clock=clock.title)
            found.append(Subject(FIELD, f"clock.{key}.late", Text(zh=title), "number"))
        return found

    def types(self, table: str) -> feel.Types:
        """What expressions see from a table."""
        problems = Problems(self.procedure, self.forms, self.known.lists)
        seen = problems.types(table if table in self.form.tables else "")
        return {**dict.fromkeys(BESIDE, ANY), **seen}

    @property
    def kind(self) -> str:
        return self.chosen.partition(":")[0]

    @property
    def key(self) -> str:
        return self.chosen.partition(":")[2]

    def keys(self, kind: str) -> list[str]:
        """What there is of a kind that something may be named."""
        if kind == "path":
            return list(self.form.by_path)
        if kind == "procedure":
            return [k.partition("/")[2] for k in self.known.sources if k.startswith("procedure/")]
        if kind == "verb":
            return list(verbs)
        return keys_of(self.data, kind)

    def title(self, kind: str, key: str) -> Text:
        """What one of a kind is called."""
        if kind == "path":
            return self._path(key) if key in self.form.by_path else Text(zh=key)
        if kind == "procedure":
            return self.known.sources.get(f"procedure/{key}", Text(zh=key))
        if kind == "verb":
            return Text(**{language: words(Message(f"verb.{key}"), language) for language in LANGUAGES})
        if kind == "use":
            used = self.procedure.forms.get(key)
            return self.forms[used.form].title if used and used.form in self.forms else Text(zh=key)
        return title_of(self.procedure, kind, key)

    def _path(self, path: str) -> Text:
        parts = path.split(".")
        titles = [self.form.by_path[".".join(parts[: n + 1])].title for n in range(len(parts))]
        return Text(zh=" › ".join(x.say("zh") for x in titles), en=" › ".join(x.say("en") for x in titles))

    def place(self, found: PartFinding) -> str:
        """What a finding in this procedure leads to: `state:draft`, "" for the procedure itself."""
        kind, key = at_pointer(self.procedure, found.finding.pointer) if found.part == self.name else ("", "")
        return f"{kind}:{key}" if key else ""

    @property
    def published(self) -> Procedure | None:
        """The procedure as it is published now."""
        return parsed(Procedure, self.draft.published).model if self.draft.published else None


def flow_desk(name: str) -> FlowDesk | Opened | Refusal:
    """The procedure of the address; its draft alone where that cannot be drawn."""
    draft = editing.open_part(office(), actor(), name)
    procedure = parsed(Procedure, draft.text).model if isinstance(draft, Opened) else None
    if procedure is None or not isinstance(draft, Opened):
        return draft
    known, looked = looked_now(name, draft.text)
    reach = designing.reach(office(), actor(), name)
    texts = _texts(name, draft.text)
    return FlowDesk(name, draft, procedure, looked, known, texts, _selected(name, procedure), reach)


def _texts(name: str, text: str) -> Mapping[str, str]:
    """Everything that belongs to it; those of the last run while nothing was looked at anew."""
    seen = st.session_state.get("design_looked", (None, None))[:2]
    kept = st.session_state.get("flow_texts")
    if kept and kept[0] == seen:
        found: Mapping[str, str] = kept[1]
        return found
    found = releasing.around(office(), actor(), name, text).get(name, {PROCEDURE: text})
    st.session_state["flow_texts"] = (seen, found)
    return found


def pick(name: str, chosen: str) -> None:
    """Selects something. For handlers."""
    choose(name, chosen)


def _selected(name: str, procedure: Procedure) -> str:
    """What is selected, as far as it is still there."""
    _, chosen = st.session_state.get(f"design_at:{name}", ("", ""))
    kind, _, key = str(chosen).partition(":")
    return str(chosen) if key in keys_of(plain(procedure), kind) else ""


def rekey(desk: FlowDesk, new: str) -> None:
    """Renames what is selected wherever it is named. For handlers."""
    done = rename(desk, desk.kind, desk.key, new)
    if done:
        choose(desk.name, done)


def rename(desk: FlowDesk, kind: str, old: str, new: str) -> str:
    """Renames something wherever it is named; "" with the reason told where it cannot be. For handlers."""
    done = designing.rekey(office(), saver(), desk.name, RenameKey(kind, old, new), now())
    if isinstance(done, Refusal):
        tell(TOLD, done)
        return ""
    return done


def example_of(found: PartFinding) -> tuple[tuple[str, str, str], ...]:
    """The counter-example that a finding tells, step by step; nothing where it tells none."""
    ways = [v for v in found.finding.data.values() if isinstance(v, WayText)]
    return ways[0].steps if ways else ()


def refuse(code: str, **data: Any) -> None:
    """Says why something was not done. For handlers."""
    tell(TOLD, Refusal(Message(code, data), guard="design"))


__all__ = ["FlowDesk", "Edit", "act", "example_of", "flow_desk", "pick", "refuse", "rekey", "rename"]
