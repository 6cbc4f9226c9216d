"""Sandbox Desk: `python app.py`, `streamlit run app.py`, or `uvicorn app:app` in this folder.

The Streamlit script is `pages/shell.py` and not this file: a script beside a folder `pages/` would run its files
without asking who is there.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # `streamlit run` from another folder
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from data.engine import open_database  # noqa: E402
from data.files import FileStore  # noqa: E402
from pages import context  # noqa: E402
from pages.web.errors import HANDLERS, on_script_error  # noqa: E402
from pages.web.routes import middleware, routes  # noqa: E402
from workflows.jobs.steady import Steady  # noqa: E402
from workflows.jobs.threads import working  # noqa: E402
from workflows.office import Office  # noqa: E402
from workflows.people.links import first_admin_link  # noqa: E402
from workflows.settings import read_settings  # noqa: E402
from workflows.setup import set_up  # noqa: E402

log = logging.getLogger("sandbox_desk")
settings = read_settings(os.environ)
office = Office(
    open_database(settings.database), FileStore(settings.files), scanner=settings.scanner, outside=settings.outside,
    fonts=settings.fonts,
)  # fmt: skip
context.install(office, settings)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Brings the database up to date, fills an empty one, and says how the first administrator gets in."""
    set_up(office, context.now(), practice=not settings.production)
    if token := first_admin_link(office, context.now()):
        place = settings.url or f"http://127.0.0.1:{st.get_option('server.port')}"
        log.warning("The first administrator signs up here, once, within a day: %s/first-admin?token=%s", place, token)
    steady = Steady(office, context.now, settings.clock_gap)
    with working(office, steady, settings.workers, steady.sure):
        yield {}
    office.db.close()


app = st.App(
    ROOT / "pages" / "shell.py",
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    on_script_error=on_script_error,
    exception_handlers=HANDLERS,
)


def serving() -> dict[str, Any]:
    """How to serve when started as a script: options given here hide those of the environment, so both are read."""
    found: dict[str, Any] = {"server.headless": "--open" not in sys.argv}
    if port := os.environ.get("STREAMLIT_SERVER_PORT"):
        found["server.port"] = int(port)
    if address := os.environ.get("STREAMLIT_SERVER_ADDRESS"):
        found["server.address"] = address
    return found


if __name__ == "__main__":
    app.run(config=serving())
