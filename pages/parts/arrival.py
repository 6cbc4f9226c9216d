"""Whether the browser has what a run sent: Streamlit throws away what an overtaken run drew, and sends it never again.

A widget whose value was lost stands blank in the browser, which tells blank with the next press, as if somebody had
emptied it. So a new widget gets its value with every run until the browser has told that it holds it; and what a
browser tells right after another value was sent to it is no edit while it is what it held before.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

SURE = 2.0
"""Seconds after which a value is with the browser, or was thrown away by a run that has sent it again since."""


@dataclass(frozen=True)
class Sent:
    """A value that was sent to a widget which held another one."""

    value: Any
    before: Any
    at: float


def told(key: str, mark: str) -> bool:
    """Whether the browser that began this run holds the widget; `mark` is what each run sets when it draws it.

    Only what came with the message says so, and Streamlit hands that out nowhere.
    """
    ctx = get_script_run_ctx(suppress_warning=True)
    if ctx is None or ctx.session_state.is_new_state_value(mark):
        return False  # begun by the run before it: nothing came
    state = ctx.session_state._state
    return state._key_id_mapper.get_id_from_key(key) in state._new_widget_state.states


def unseen(key: str, mark: str) -> bool:
    """Whether the browser may not hold the widget yet, and so has to get its value again as where it begins."""
    found = key not in st.session_state or (not told(key, mark) and st.session_state.get(f"{key}:unseen", True))
    st.session_state[f"{key}:unseen"] = found
    return bool(found)


def send(key: str, value: Any, before: Any) -> None:
    """Has a widget show another value than the one that the browser told last."""
    st.session_state[f"{key}:sent"] = Sent(value, before, time.monotonic())
    st.session_state[key] = value


def _sets(key: str) -> bool:
    """Whether this run itself has set the widget: then its value is no answer of the browser."""
    ctx = get_script_run_ctx(suppress_warning=True)
    return ctx is not None and ctx.session_state.is_new_state_value(key)


def send_again(key: str, mark: str) -> bool:
    """Sends what was sent last once more, unless the browser has told it since or something else was typed."""
    last = st.session_state.get(f"{key}:sent")
    if last is None or st.session_state.get(key) != last.value or _sets(key):
        return False
    if told(key, mark):
        del st.session_state[f"{key}:sent"]
        return False
    send(key, last.value, last.before)
    return True


def crossed(key: str) -> bool:
    """Whether what the browser tells crossed with what was sent: it is the value before it, or that value itself."""
    last = st.session_state.get(f"{key}:sent")
    soon = last is not None and time.monotonic() - last.at < SURE
    return soon and st.session_state.get(key) in (last.before, last.value)
