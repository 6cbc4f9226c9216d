"""The address by which people reach this office."""

from __future__ import annotations

import streamlit as st

from pages.context import settings


def host() -> str:
    """The configured one, else the one in this browser."""
    return settings().url or "/".join((st.context.url or "").split("/")[:3])
