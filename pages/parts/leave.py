"""Sends the browser somewhere else with a full load: out of the office, or into another language."""

from __future__ import annotations

from typing import Any

import streamlit as st

_JS = """
export default ({ data }) => {
  if (data?.to === ".") location.reload();
  else if (data?.to) location.assign(data.to);
}
"""
_mounted: list[Any] = []


def leave(to: str) -> None:
    """Opens a path of this host; `.` is the page itself, loaded anew."""
    if not _mounted:
        _mounted.append(st.components.v2.component("desk_leave", js=_JS))
    _mounted[0](key=f"leave_{to}", data={"to": to})
