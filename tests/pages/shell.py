"""Runs the shell as somebody: AppTest cannot set the cookie, so `context.who` is answered for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from data.tables import Person
from pages import context
from pages.menu import page
from workflows.office import Office
from workflows.people.sessions import Signed
from workflows.settings import Settings

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"


def signed(office: Office, person_id: int, task: int | None = None) -> Callable[..., Signed]:
    """What `context.who` says for somebody, or for who came by a link to a task."""

    def who(late: bool = False) -> Signed:
        with office.db.read() as session:
            person = session.get_one(Person, person_id)
        until = context.now() + timedelta(hours=1)
        return Signed("test", person_id, person.name, person.language, person.must_change, until, task)

    return who


@contextmanager
def open_page(
    office: Office, person_id: int, slug: str, folder: Path, *, now: datetime | None = None, task: int | None = None,
    **query: str,
) -> Iterator[AppTest]:
    """The app as a person sees it after opening a page; runs of it inside the block are theirs too."""
    context.install(office, Settings(folder=folder, database=""))
    clock = (lambda: now) if now else context.clock
    with patch.object(context, "who", signed(office, person_id, task)), patch.object(context, "clock", clock):
        app = AppTest.from_file(str(SHELL), default_timeout=30)
        app.query_params.update(query)
        app.run()
        if slug:
            app.switch_page(str(page(slug).relative_to(SHELL.parent)))
            app.query_params.update(query)
            app.run()
        yield app
