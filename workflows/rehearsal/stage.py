"""An empty office for each rehearsal: a database with the procedure published in it, made once and copied."""

from __future__ import annotations

import hashlib
import json
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


KEPT: Final = 4
"""So many databases with something published in them are kept."""


class NotPublished(ValueError):
    """The texts are not sound enough to be published."""


class Theatre:
    """A folder with an empty database; each office is a copy of it.

    What was published once is kept beside it, for the many rehearsals of the same texts.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count(1)
        self._published: dict[str, Path] = {}
        db = open_database(f"sqlite:///{folder}/template.db")
        migrate(db)
        with db.write() as session:
            load_places(session)
        db.close()

    @contextmanager
    def office(self, texts: Mapping[str, str]) -> Iterator[Office]:
        """An office that is empty but for the procedure of these texts; raises NotPublished."""
        with self._copy(self._with_published(texts)) as office:
            yield office

    def _with_published(self, texts: Mapping[str, str]) -> Path:
        """The database in which these texts are published."""
        key = hashlib.sha256(json.dumps(dict(texts), sort_keys=True).encode()).hexdigest()
        if key not in self._published:
            wanted = self._folder / f"{key}.db"
            with self._copy(self._folder / "template.db", keep=wanted) as office:
                if not publish(office, with_children(texts), "", None, _LONG_AGO):
                    raise NotPublished
            self._published[key] = wanted
            while len(self._published) > KEPT:  # mutations are many
                self._published.pop(next(iter(self._published))).unlink()
        return self._published[key]

    @contextmanager
    def _copy(self, template: Path, keep: Path | None = None) -> Iterator[Office]:
        """An office on a copy of a database, gone afterwards unless the copy is to be kept."""
        own = self._folder / str(next(self._numbers))
        own.mkdir()
        shutil.copy(template, own / "office.db")
        office = Office(open_database(f"sqlite:///{own}/office.db"), FileStore(own / "files"))
        try:
            yield office
        finally:
            office.db.close()
            if keep is not None:
                shutil.copy(own / "office.db", keep)
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
