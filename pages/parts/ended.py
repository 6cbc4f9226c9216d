"""What a tab shows whose person is signed in no longer."""

from __future__ import annotations

from html import escape as e
from urllib.parse import quote, urlsplit

import streamlit as st

from pages.context import t


def ended() -> None:
    """No dialog: a card alone on the page, with the way back to this very page."""
    at = urlsplit(st.context.url or "")
    here = quote(at.path + (f"?{at.query}" if at.query else ""), safe="/")
    link = f'<a href="/signin?next={here}" target="_self">{e(t("shell.sign_in_again"))}</a>'
    words = f"<h1>{e(t('shell.ended'))}</h1><p>{e(t('shell.ended_note'))}</p>"
    st.html(f'<section class="ended" role="alert"><img src="/assets/mark.svg" alt="">{words}{link}</section>')
