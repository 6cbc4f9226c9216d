"""What lies beside a procedure for its rehearsals: files that are shipped with it, and those that came in a package."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlmodel import select

from data.tables import RehearsalFile
from workflows.office import Office
from workflows.publishing import DEFINITIONS

SAMPLES: Final = "samples"


def folder_of(procedure: str) -> Path | None:
    """What lies beside a shipped procedure; None for others."""
    found = DEFINITIONS / procedure
    return found if found.is_dir() else None


def stored(office: Office, procedure: str) -> dict[str, bytes]:
    """The files of a procedure that came in packages, by their paths."""
    with office.db.read() as session:
        rows = session.exec(select(RehearsalFile).where(RehearsalFile.procedure == procedure)).all()
    return {row.path: office.files.get(row.hash) for row in rows}


def files_of(office: Office, procedure: str) -> dict[str, bytes]:
    """Every file that rehearsals of a procedure may speak of, by its path beside the procedure."""
    folder = folder_of(procedure)
    every = sorted((folder / SAMPLES).rglob("*")) if folder else []
    own = {p.relative_to(folder).as_posix(): p.read_bytes() for p in every if folder and p.is_file()}
    return own | stored(office, procedure)


@contextmanager
def beside(office: Office, procedure: str, more: Mapping[str, bytes] | None = None) -> Iterator[Path | None]:
    """The folder that rehearsals of a procedure are played beside; `more` are files that are not kept here yet."""
    extra = {**stored(office, procedure), **(more or {})}
    if not extra:
        yield folder_of(procedure)
        return
    with tempfile.TemporaryDirectory(prefix="beside-") as made:
        for path, body in {**files_of(office, procedure), **extra}.items():
            place = Path(made) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)
        yield Path(made)
