"""A case as it is read and printed: its main form in the official layout, and as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from forms.layout import official_html, print_page
from forms.sheet import template
from forms.text import Text
from workflows.audit import readings
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.engine.campaign import campaign_title
from workflows.engine.types import Actor, Refusal
from workflows.office import Office

Pictures = Callable[[str], str]


@dataclass(frozen=True)
class Drawn:
    """The form as HTML, without what may not be read."""

    title: Text
    number: str | None
    html: str


@dataclass(frozen=True)
class Workbook:
    """The form as a file, and what to call it without its ending."""

    name: str
    content: bytes


def drawn(
    office: Office, actor: Actor, case_id: int, lang: str, now: datetime, *, limit_rows: int | None = None,
    pictures: Pictures | None = None,
) -> Drawn | Refusal:
    """The official table for the screen; `limit_rows` folds longer attached tables."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        shown = no_such_case() if found is None else _drawn(
            found, lang, paper=False, limit_rows=limit_rows, pictures=pictures
        )
    readings.keep(office, found, "page", now)
    return shown


def printed(
    office: Office, actor: Actor, case_id: int, lang: str, now: datetime, pictures: Pictures | None = None
) -> str | Refusal:
    """A whole page to print, for the stamp; `pictures` tells where scans can be seen, by their hash."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return no_such_case()
        drawn_ = _drawn(found, lang, paper=True, limit_rows=None, pictures=pictures)
        page = print_page(drawn_.html, _name(found, lang), lang)
    readings.keep(office, found, "print", now)
    return page


def workbook(office: Office, actor: Actor, case_id: int, lang: str, now: datetime) -> Workbook | Refusal:
    """What may be read of the main form, as a workbook."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return no_such_case()
        reads = replace(found.access, writable=found.access.readable)
        label = f"{found.bundle.procedure.id} {found.bundle.number}"
        values = found.access.restrict(found.situation.values)
        content = template(found.form, found.world.options, label, lang, values, access=reads)
        book = Workbook(_name(found, lang), content)
    readings.keep(office, found, "sheet", now)
    return book


def _name(found: Opened, lang: str) -> str:
    """Number and title, as a file or a page is called."""
    case = found.case
    title = Text(zh=case.title, en=case.title_en or None).say(lang)
    return "　".join(part for part in (case.number, title) if part)


def _drawn(found: Opened, lang: str, *, paper: bool, limit_rows: int | None, pictures: Pictures | None) -> Drawn:
    situation, case = found.situation, found.case
    html = official_html(
        found.form, found.facts.values, found.world.options, lang, access=found.access, limit_rows=limit_rows,
        paper=paper, aside=_aside(found, lang), extra=situation.extra, services=situation.services,
        pictures=pictures,
    )  # fmt: skip
    return Drawn(Text(zh=case.title, en=case.title_en or None), case.number, html)


def _aside(found: Opened, lang: str) -> str:
    """The campaign of a case, for the upper right corner."""
    campaign = found.situation.campaign
    return campaign_title(campaign).say(lang) if campaign else ""
