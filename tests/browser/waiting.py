"""When a screen is there: Streamlit has drawn the page and nothing on it moves any more."""

from __future__ import annotations

from playwright.sync_api import Page

LONGEST = 90_000
"""Milliseconds: thirty charts on a machine with much else to do are no failure."""
SETTLED = """() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]') !== null
    && document.querySelector('[data-testid=stMain] [data-testid=stElementContainer]') !== null"""
# Before its first run, and between two runs, Streamlit says that it is not running: only stillness tells the end.
WATCH = """() => {
    if (!window.__moved) {
        const moved = () => { window.__moved = performance.now() }
        new MutationObserver(moved).observe(document, {subtree: true, childList: true, characterData: true})
    }
    window.__moved = performance.now()
}"""
STILL = f"""quiet => {{
    const there = ({SETTLED})() && !document.querySelector('[data-testid=stSkeleton]')
    if (!there || !window.__moved) window.__moved = performance.now()
    return there && performance.now() - window.__moved > quiet
}}"""


def settled(page: Page) -> None:
    """Waits until there is a page and Streamlit has nothing left to do."""
    page.wait_for_function(SETTLED, timeout=LONGEST)


def drawn(page: Page, quiet: int = 600) -> None:
    """Waits until everything is there, charts and grids too, and has not changed for so many milliseconds."""
    page.evaluate(WATCH)
    page.wait_for_function(STILL, arg=quiet, timeout=LONGEST)
