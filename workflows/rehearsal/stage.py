"""An empty office for each rehearsal: a database copied from a template, with the procedure published in it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from data.engine import open_database
from data.files import FileStore
from data.migrations import migrate
from data.reference.load import load_places
from forms.reading import parsed
from workflows.definition import Procedure
from workflows.office import Office
from workflows.publishing import PROCEDURE, publish, shipped
from workflows.rehearsal.model import Rehearsal
from workflows.rehearsal.play import Played, rehearse

_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)


class NotPublished(ValueError):
    """The texts are not sound enough to be published."""


class Theatre:
    """A folder with an empty database; each office is a copy of it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count(1)
        db = open_database(f"sqlite:///{folder}/template.db")
        migrate(db)
        with db.write() as session:
            load_places(session)
        db.close()

    @contextmanager
    def office(self, texts: Mapping[str, str]) -> Iterator[Office]:
        """An office that is empty but for the procedure of these texts; raises NotPublished."""
        own = self._folder / str(next(self._numbers))
        own.mkdir()
        shutil.copy(self._folder / "template.db", own / "office.db")
        office = Office(open_database(f"sqlite:///{own}/office.db"), FileStore(own / "files"))
        try:
            if not publish(office, with_children(texts), "", None, _LONG_AGO):
                raise NotPublished
            yield office
        finally:
            office.db.close()
            shutil.rmtree(own)

    def played(self, texts: Mapping[str, str], rehearsal: Rehearsal, folder: Path | None) -> Played:
        """What comes of a rehearsal in an office of its own."""
        with self.office(texts) as office:
            return rehearse(office, rehearsal, folder)


def with_children(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts with those of the procedures that its children, and theirs, are cases of, if they are shipped."""
    known = shipped()
    own = parsed(Procedure, texts.get(PROCEDURE, "")).model
    wanted = _families(own, known) - {own.id} if own else set()
    found = {part: text for p in wanted for part, text in known[p].items() if part != PROCEDURE}
    named = {f"{PROCEDURE}/{p}": known[p][PROCEDURE] for p in sorted(wanted)}
    return {**found, **named, **texts}


def _families(procedure: Procedure, known: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The shipped procedures below one, whatever the depth."""
    found: set[str] = set()
    waiting = [procedure]
    while waiting:
        for child in waiting.pop().children.values():
            text = known.get(child.procedure, {}).get(PROCEDURE)
            model = parsed(Procedure, text).model if text and child.procedure not in found else None
            if model is not None:
                found.add(child.procedure)
                waiting.append(model)
    return found


@contextmanager
def theatre() -> Iterator[Theatre]:
    """A place to rehearse in, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        yield Theatre(Path(folder))
