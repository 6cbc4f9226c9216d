"""The policy text on the desk: read anew in each run, with what is wrong with it and who rests on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from forms.policy import PolicySentence, PolicyText
from forms.policy.reading import text_of_file
from forms.reading import parsed
from forms.text import Message
from pages.context import actor, office, t
from pages.parts.design_state import looked_now
from workflows import designing, editing
from workflows.designing import Looked, PolicyUse, Reach
from workflows.editing import Opened
from workflows.engine.types import Refusal


@dataclass(frozen=True)
class PolicyDesk:
    """A policy text: its draft, its sentences, what is wrong with it."""

    name: str
    draft: Opened
    policy: PolicyText
    reach: Reach

    @cached_property
    def looked(self) -> Looked:
        """What is wrong with it and with everything that rests on it."""
        return looked_now(self.name, self.draft.text)[1]

    @cached_property
    def uses(self) -> list[PolicyUse]:
        """What rests on it."""
        return designing.uses_of_policy(office(), actor(), self.policy)

    @cached_property
    def cited(self) -> Counter[str]:
        """How often each sentence is named, by itself or with its clause."""
        found: Counter[str] = Counter()
        for use in self.uses:
            found.update(use.numbers)
        return found


def policy_desk(name: str) -> PolicyDesk | Opened | Refusal:
    """The text of the address; its draft alone where that cannot be read."""
    draft = editing.open_part(office(), actor(), name)
    found = parsed(PolicyText, draft.text).model if isinstance(draft, Opened) else None
    if found is None or not isinstance(draft, Opened):
        return draft
    return PolicyDesk(name, draft, found, designing.reach(office(), actor(), name))


def span(of: PolicyText | PolicySentence) -> str:
    """2024-08-01 起, 2024-08-01 至 2025-12-31; "" where no day is said."""
    if of.valid_until:
        return t("policy.days", begins=of.valid_from or "…", ends=of.valid_until)
    return t("policy.begins", day=of.valid_from) if of.valid_from else ""


def given_text(key: str) -> str | Message:
    """The text that was uploaded, or else typed or pasted, in the boxes of `ask_text`."""
    given = st.session_state.get(f"{key}:file")
    return text_of_file(given.getvalue()) if given else str(st.session_state.get(f"{key}:text") or "")


def ask_text(key: str) -> str | Message:
    """A box to paste a text into and one to upload it; what is in them."""
    st.text_area(t("policy.text"), key=f"{key}:text", height=220, placeholder=t("policy.text_hint"))
    st.file_uploader(t("policy.file"), type=["txt", "docx"], key=f"{key}:file", max_upload_size=5)
    return given_text(key)
