"""The address of the page: what it says, read so that nothing in it is an error, and how it changes.

Only this module touches `st.query_params`; each change of it is one step of the browser's back button.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from pages.menu import HOME
from workflows import address


def given() -> dict[str, str]:
    """Everything the address says."""
    return {address.word(k): address.word(v) for k, v in st.query_params.to_dict().items()}


def word(name: str) -> str:
    """A text of the address; "" without one."""
    return address.word(st.query_params.get(name, ""))


def number(name: str) -> int | None:
    """A number of the address; None without one, or for what is none."""
    return address.number(st.query_params.get(name, ""))


def day(name: str) -> date | None:
    """A day of the address, likewise."""
    return address.day(st.query_params.get(name, ""))


def write(about: Mapping[str, object]) -> None:
    """The address says this and nothing else."""
    st.query_params.from_dict(plain(about))


def change(*dropped: str, **about: object) -> None:
    """The address says this too; what is dropped, None or empty is left out."""
    kept = {k: v for k, v in given().items() if k not in dropped}
    write(kept | about)


def path(page: str, about: Mapping[str, object]) -> str:
    """The address of a page by its slug."""
    query = urlencode(plain(about))
    return f"/{'' if page == HOME else page}{'?' if query else ''}{query}"


def plain(about: Mapping[str, object]) -> dict[str, str]:
    """As the address writes it: a day as 2026-06-01; without what is None or empty."""
    written = {k: v.isoformat() if isinstance(v, date) else str(v) for k, v in about.items() if v is not None}
    return {k: v for k, v in written.items() if v}
