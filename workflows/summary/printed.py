"""The summary of a case on paper: every round, the newest first, with its suggestions."""

from __future__ import annotations

from datetime import datetime

from forms.layout import print_page
from workflows.audit import readings
from workflows.cases.opened import no_such_case, opened
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.summary import drawn, wording
from workflows.summary.service import summed_up


def printed(office: Office, actor: Actor, case_id: int, lang: str, now: datetime) -> str | Refusal:
    """A whole page to print, as far as the actor may see it."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        made = no_such_case() if found is None else summed_up(found)
    if isinstance(made, Refusal):
        return made
    readings.keep(office, found, "print", now)
    how = drawn.Drawing(office, made.options, lang)
    name, today = wording.of_case(made.number, made.title, lang), str(office.today(now))
    pages = (
        drawn.table(s, how, f"{wording.title(s, lang)} · {wording.word('title', lang)}", (name, today))
        + drawn.suggestions(s, how)
        for s in made.sheets
    )
    title = f"{wording.word('title', lang)} {name}"
    empty = f"<p>{wording.word('nothing', lang)}</p>"
    return print_page('<div class="new-page"></div>'.join(pages) or empty, title, lang)
