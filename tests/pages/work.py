"""A bureau at work on SQLite, and its people's screens."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from data import FileStore, open_database
from tests.pages.shell import open_page
from tests.workflows.bureau import HERE, Bureau, bureau, sample
from workflows.office import Office


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Bureau]:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    yield bureau(office)
    office.db.close()


@contextmanager
def screen(desk: Bureau, who: str, slug: str, **query: Any) -> Iterator[AppTest]:
    """A page as one of the bureau's people sees it, at the bureau's time."""
    asked = {k: str(v) for k, v in query.items()}
    with open_page(desk.office, desk.people[who], slug, Path("/nowhere"), now=desk.now, **asked) as at:
        assert not at.exception
        yield at


def words(at: AppTest) -> str:
    """Everything that is drawn as HTML; what keeps a date on one line is not heard."""
    return re.sub("</?nobr>", "", "\n".join(str(h.proto.body) for h in at.get("html")))


def tables(at: AppTest) -> list[dict[str, Any]]:
    """What the tables of a page are told."""
    found = [json.loads(c.proto.json) for c in at.get("bidi_component") if c.proto.HasField("json")]
    return [d for d in found if "rows" in d]


def press(at: AppTest, **pressed: Any) -> None:
    """Does in the first table what the browser would tell: `opened`, `chosen`, `sort`."""
    table = next(c for c in at.get("bidi_component") if c.proto.component_name == "desk_table")
    at.session_state[table.proto.id.split("-", 2)[2]] = pressed
    at.run()


def going(at: AppTest) -> str:
    """Where the page sends the browser; "" if it stays."""
    found = [c for c in at.get("bidi_component") if c.proto.component_name == "desk_go"]
    return str(json.loads(found[0].proto.json)["to"]) if found else ""


def follow(at: AppTest) -> None:
    """Goes there, as the browser would, with all that the tab remembers."""
    to = urlsplit(going(at))
    at.switch_page(f"{to.path.strip('/')}.py")
    at.query_params.clear()
    at.query_params.update(parse_qsl(to.query))
    at.run()


def here(at: AppTest) -> dict[str, str]:
    """The parameters of the address, each once."""
    return {k: v[0] if isinstance(v, list) else v for k, v in at.query_params.items()}


def content(subject: str = HERE) -> dict[str, Any]:
    """A complete declaration; each district has enterprises of its own."""
    return {**sample("two_regions" if subject == HERE else "one_region"), "填报区县": subject}


def filed(desk: Bureau, subject: str = HERE) -> int:
    """A case that a district handed in, with nothing to ask about."""
    return desk.filed(subject, content(subject))
