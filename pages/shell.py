"""The Streamlit script of every page: who is it, may they, the frame, and then the page.

It lies in `pages/` because a script beside a folder `pages/` would run its files without any of this.
"""

from __future__ import annotations

import streamlit as st

from pages import context
from pages.context import SessionEnded, t
from pages.menu import HERE, HOME, MENU, Item
from pages.parts import frame
from pages.parts.ended import ended
from pages.parts.guest import guest
from pages.parts.visit import begin_visit
from workflows.engine.types import Actor
from workflows.people.listing import badge


def main() -> None:
    """One run."""
    try:
        actor = context.begin()
    except SessionEnded:
        st.set_page_config(page_icon=str(HERE / "assets" / "mark.svg"), layout="wide")
        frame.style()
        ended()
        return
    try:
        _run(actor)
    finally:
        context.finish()


def _run(actor: Actor) -> None:
    offered = [_offer(item, actor) for item in MENU]
    chosen = st.navigation([o.page for o in offered], position="hidden")
    here = next(o for o in offered if o.page is chosen or o.page.url_path == chosen.url_path)
    st.set_page_config(
        page_icon=str(HERE / "assets" / "mark.svg"), layout="wide",
        initial_sidebar_state="collapsed" if here.item.wide else 216,
    )  # fmt: skip
    frame.style()
    mine = badge(context.office(), actor, context.now())
    if actor.task is not None:
        guest(mine)
        return
    frame.side(offered, here.item, mine)
    frame.top(offered, here.item, mine)
    frame.practice_banner(mine)
    begin_visit(here.item.slug)
    if here.allowed:
        chosen.run()
    else:
        frame.forbidden(here.item, [t(f"role.{r}") for r in here.item.roles])
    frame.depart()


def _offer(item: Item, actor: Actor) -> frame.Offered:
    """Every page is registered on every run, so that a forbidden one can say so."""
    page = st.Page(item.file, title=t(item.title), url_path=item.slug, default=item.slug == HOME)
    return frame.Offered(item, page, item.open_to(actor))


main()
